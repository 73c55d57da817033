// A whole chat in memory with IRC sessions in it: the real chat, log and hub, with arrays where sockets would be.
import { createChat } from '../chat/chat.ts';
import type { Command, DepartureCause } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import { createLocalLog } from '../cluster/local.ts';
import type { Lang } from '../i18n/language.ts';
import { defaultLimits, type Limits } from '../limits.ts';
import { Hub, type Participant } from '../session/hub.ts';
import type { Host, HouseRules, Line, Session } from '../session/protocol.ts';
import { ircProtocol } from './protocol.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/** @param settings what differs from a house as it comes */
export function openHouse(settings: { limits?: Partial<Limits>; lang?: Lang; serverName?: string } = {}) {
  const limits: Limits = { ...defaultLimits(), ...settings.limits };
  const rules: HouseRules = {
    serverName: settings.serverName ?? 'tea.example',
    version: '0.1.0',
    startedAt: NOW,
    motd: ['Drink slowly.'],
    lang: settings.lang ?? 'en',
    names: 'ask',
    framing: 'auto',
    quitWords: new Set(['q']),
    echoTime: false,
    limits,
    isOperator: (name, password) => name === 'boss' && password === 'secret',
  };
  const chat = createChat(limits);
  const failures: unknown[] = [];
  const hub = new Hub(
    chat,
    (apply) => createLocalLog(apply, () => NOW),
    (happening) => happening.kind === 'failed' && failures.push(happening.error),
  );
  let callers = 0;

  /** Somebody's connection; `address` is where it comes from. */
  function connect(address = '192.0.2.7') {
    const id = String(++callers);
    const bytes: Uint8Array[] = [];
    const closed: { cause: DepartureCause; text: string }[] = [];
    const participant: Participant = {
      id,
      show: (event: Event) => put(session.dialect.render(event)),
      own: (event: Event) => session.own(event),
      befall: (event: Event) => session.befall(event),
      refuse: (refusal: Refusal) => session.refuse(refusal),
      settled: () => {
        pending--;
      },
      dismiss: ({ cause, text }) => host.close(cause, text),
    };
    let pending = 0;
    const put = (sent: Uint8Array | null): void => {
      if (sent !== null) bytes.push(sent);
    };
    const host: Host = {
      rules,
      chat: chat.view,
      peer: { host: address, port: 40000 + callers },
      userId: `u${id}`,
      now: () => NOW,
      submit(command: Command) {
        if (command.kind === 'enter') hub.add(participant, command.user);
        pending++;
        hub.submit(command, participant);
      },
      send: put,
      close(cause, text) {
        closed.push({ cause, text });
        hub.remove(participant, host.userId);
        hub.submit({ kind: 'leave', user: host.userId, departure: { cause, text } }, null);
        put(session.farewell(cause, text));
      },
    };
    const session: Session = ircProtocol.open(host);

    function handle(line: Line): void {
      if (closed.length > 0) return;
      session.handle(line);
      if (pending !== 0) failures.push(new Error('not settled'));
      session.settled();
    }

    /** All lines that have come since it was last asked. */
    function heard(): string[] {
      const text = Buffer.concat(bytes.splice(0)).toString();
      if (text !== '' && !text.endsWith('\r\n')) failures.push(new Error('no line end'));
      return text.split('\r\n').slice(0, -1);
    }

    /** Sends lines, and gives what this connection has heard since it was last asked. */
    function say(...lines: string[]): string[] {
      for (const line of lines) push(Buffer.from(`${line}\r\n`));
      return heard();
    }

    function push(raw: Uint8Array): void {
      session.decoder.push(raw);
      for (let line = session.decoder.next(); line !== null; line = session.decoder.next()) handle(line);
    }

    return { session, closed, say, heard, push };
  }

  /** Somebody who is in, with these capabilities. */
  function enter(name: string, caps = '', address?: string) {
    const caller = connect(address);
    if (caps !== '') caller.say('CAP LS 302', `CAP REQ :${caps}`);
    caller.say(`NICK ${name}`, `USER ${name} 0 * :${name} Real`);
    if (caps !== '') caller.say('CAP END');
    caller.heard();
    return caller;
  }

  return { chat: chat.view, hub, rules, failures, connect, enter };
}
