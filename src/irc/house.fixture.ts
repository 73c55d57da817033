// A whole chat in memory with IRC sessions in it: the real chat, log and hub, with arrays where sockets would be.
import type { Accounts } from '../accounts/accounts.ts';
import { createAccounts } from '../accounts/service.ts';
import { createChat } from '../chat/chat.ts';
import type { Command, Departure } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import { createLocalLog } from '../cluster/local.ts';
import type { Lang } from '../i18n/language.ts';
import { type Limits, limitsWith } from '../limits.ts';
import type { Secured } from '../port/connection.ts';
import { Archive } from '../session/archive.ts';
import { Hub, type Participant } from '../session/hub.ts';
import type { Host, HouseRules, Line, Session } from '../session/protocol.ts';
import { createMemoryStore } from '../store/memory.ts';
import { ircProtocol } from './protocol.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);

/**
 * @param settings what differs from a house as it comes. `accounts`: what they do otherwise. `log` late: commands are applied
 * some time after they were asked for, as where the order comes from elsewhere.
 */
export function openHouse(
  settings: {
    limits?: Partial<Limits>;
    lang?: Lang;
    serverName?: string;
    password?: string;
    motd?: readonly string[];
    sts?: HouseRules['sts'];
    accounts?: Partial<Accounts>;
    log?: 'at-once' | 'late';
  } = {},
) {
  const limits = limitsWith(settings.limits ?? {});
  const rules: HouseRules = {
    serverName: settings.serverName ?? 'tea.example',
    version: '0.1.0',
    startedAt: NOW,
    motd: settings.motd ?? ['Drink slowly.'],
    lang: settings.lang ?? 'en',
    names: 'ask',
    framing: 'auto',
    quitWords: new Set(['q']),
    echoTime: false,
    // Where it is read, nothing is answered at once.
    replay: 0,
    limits,
    isOperator: (name, password) => name === 'boss' && password === 'secret',
    sts: settings.sts ?? null,
    needsPassword: settings.password !== undefined,
    isPassword: (given) => settings.password === undefined || given === settings.password,
    newcomers: () => hosts.filter((one) => one.isConnected && chat.view.user(one.userId) === undefined).length,
    isGateway: (host, password) => host === '127.0.0.1' && password === 'gate',
  };
  const store = createMemoryStore();
  const accounts = { ...createAccounts(store, () => NOW), ...settings.accounts };
  const chat = createChat(limits);
  const archive = new Archive(store, chat.view);
  const failures: unknown[] = [];
  const hub = new Hub(
    chat,
    (apply) => {
      const log = createLocalLog(apply, () => NOW, store);
      if (settings.log !== 'late') return log;
      return { ...log, append: (command, origin) => setImmediate(() => log.append(command, origin)) };
    },
    store,
    (happening) => happening.kind === 'failed' && failures.push(happening.error),
  );
  let callers = 0;
  const hosts: Host[] = [];

  /** Somebody's connection; `address` is where it comes from, `secured` the TLS around it. */
  function connect(address = '192.0.2.7', secured: Secured | null = null) {
    const id = String(++callers);
    const bytes: Uint8Array[] = [];
    const closed: Departure[] = [];
    const participant: Participant = {
      id,
      show: (event: Event) => put(session.dialect.render(event)),
      own: (event: Event) => {
        if (event.kind === 'attached') user = event.who.id;
        session.own(event);
      },
      befall: (event: Event) => session.befall(event),
      refuse: (refusal: Refusal) => session.refuse(refusal),
      settled,
      dismiss: (departure, person) => leave(departure, person),
    };
    let user = `u${id}`;
    let pending = 0;
    let isHandling = false;
    /** Called when nothing is waited for any more. */
    const whenIdle: (() => void)[] = [];
    const put = (sent: Uint8Array | null): void => {
      if (sent !== null) bytes.push(sent);
    };
    const host: Host = {
      rules,
      chat: chat.view,
      peer: { host: address, port: 40000 + callers },
      secured,
      carries: 'bytes',
      get isConnected() {
        return closed.length === 0;
      },
      get userId() {
        return user;
      },
      sessionId: `u${id}`,
      accounts,
      archive,
      wait(work, done) {
        pending++;
        work
          .then((result) => {
            if (closed.length === 0) done(result);
          })
          .catch((error: unknown) => failures.push(error))
          .finally(settled);
      },
      now: () => NOW,
      trace: () => {},
      submit(command: Command) {
        if (command.kind === 'enter') hub.add(participant, command.user);
        pending++;
        hub.submit(command, participant);
      },
      send: put,
      close: (cause, text) => leave({ cause, text }, chat.view.user(user)?.person ?? null),
    };
    hosts.push(host);
    function leave(departure: Departure, person: Person | null): void {
      closed.push(departure);
      hub.remove(participant, host.userId);
      hub.submit({ kind: 'leave', user: host.userId, session: host.sessionId, departure }, null);
      put(session.farewell(departure, person));
    }
    const session: Session = ircProtocol.open(host);

    function handle(line: Line): void {
      isHandling = true;
      session.handle(line);
      isHandling = false;
      if (pending === 0) session.settled();
    }

    function settled(): void {
      pending--;
      if (pending > 0 || isHandling) return;
      session.settled();
      goOn();
      if (pending === 0) for (const tell of whenIdle.splice(0)) tell();
    }

    function goOn(): void {
      while (pending === 0 && closed.length === 0) {
        const line = session.decoder.next();
        if (line === null) return;
        handle(line);
      }
    }

    /** As `say`, when all that was asked for has been done: passwords take their time. */
    async function sayAndWait(...lines: string[]): Promise<string[]> {
      for (const line of lines) push(Buffer.from(`${line}\r\n`));
      if (pending > 0) await new Promise<void>((resolve) => whenIdle.push(resolve));
      return heard();
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
      goOn();
    }

    return { session, closed, say, sayAndWait, heard, push };
  }

  /** Somebody who is in, with these capabilities. */
  function enter(name: string, caps = '', address?: string, secured: Secured | null = null) {
    const caller = connect(address, secured);
    if (caps !== '') caller.say('CAP LS 302', `CAP REQ :${caps}`);
    caller.say(`NICK ${name}`, `USER ${name} 0 * :${name} Real`);
    if (caps !== '') caller.say('CAP END');
    caller.heard();
    return caller;
  }

  return { chat: chat.view, hub, rules, failures, connect, enter };
}
