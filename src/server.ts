// The composition root: the one file that knows all the parts and puts them together.
import { hash, timingSafeEqual } from 'node:crypto';
import packageJson from '../package.json' with { type: 'json' };
import { createAccounts } from './accounts/service.ts';
import { createChat } from './chat/chat.ts';
import type { Command, Entry, Peer, UserId } from './chat/command.ts';
import type { Outcome, Refusal } from './chat/event.ts';
import { type ChatView, LOBBY } from './chat/views.ts';
import { createLocalLog } from './cluster/local.ts';
import { refusalSentence } from './i18n/refusals.ts';
import { serveSentences } from './i18n/serve.ts';
import { ircProtocol } from './irc/protocol.ts';
import { joinLines, reachableAddresses } from './joincard.ts';
import { MOST_TURNED_AWAY } from './limits.ts';
import { lineProtocol } from './line/session.ts';
import type { Settings } from './options/table.ts';
import type { Connection } from './port/connection.ts';
import { notFoundAnswer } from './port/http.ts';
import { listen } from './port/listen.ts';
import { Outboxes } from './port/outbox.ts';
import { Caller, type CallerSetup } from './session/caller.ts';
import { Door } from './session/door.ts';
import type { Observer } from './session/happening.ts';
import { Hub } from './session/hub.ts';
import type { HouseRules } from './session/protocol.ts';
import { createMemoryStore } from './store/memory.ts';

export const { version } = packageJson;

/** How wide the page for browsers is. */
const PAGE_COLUMNS = 80;

/** A server that runs. */
export interface Server {
  readonly port: number;
  readonly chat: ChatView;
  /** Lets the operator in: refusals come back, and what happens reaches the observer like everything else. */
  seatOperator(
    name: string,
    refuse: (refusal: Refusal) => void,
  ): { readonly user: UserId; submit(command: Command): void };
  /** Says goodbye to everybody, closes every connection and frees the port. Done within two seconds. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 * @param observe is told of everything that happens
 * @throws the system's error if it cannot listen
 */
export async function startServer(settings: Settings, observe: Observer): Promise<Server> {
  const { limits } = settings;
  const chat = createChat(limits, settings.mode, [settings.operatorName]);
  const store = createMemoryStore();
  const keep = (entry: Entry, outcome: Outcome): void => store.keep(entry, outcome);
  const hub = new Hub(chat, (apply) => createLocalLog(apply, Date.now), keep, observe);
  const outboxes = new Outboxes((flush) => hub.whenDurable(flush));
  const door = new Door(chat.view, limits.clientsPerAddress);
  const callers = new Set<Caller>();
  const { promise: everybodyGone, resolve: nobodyLeft } = Promise.withResolvers<void>();
  const start = Date.now().toString(36);
  let count = 0;
  let isClosing = false;
  let turnedAway = 0;

  const newcomers = (): number =>
    [...callers].filter((one) => one.isConnected && chat.view.user(one.userId) === undefined).length;

  const setup: Omit<CallerSetup, 'gone' | 'httpAnswer'> = {
    rules: { ...houseRules(settings), newcomers },
    chat: chat.view,
    hub,
    accounts: createAccounts(store, Date.now),
    outboxes,
    protocols: { irc: ircProtocol, line: lineProtocol },
    observe,
  };

  function accept(connection: Connection): void {
    const { peer } = connection;
    const refusal = door.enter(peer);
    if (isClosing || (refusal !== null && turnedAway >= MOST_TURNED_AWAY)) {
      if (refusal === null) door.left(peer);
      return connection.end(0);
    }
    if (refusal === null) observe({ kind: 'connected', at: Date.now(), peer });
    else {
      turnedAway++;
      observe({ kind: 'turned-away', at: Date.now(), peer, because: refusal.why });
    }
    const gone = (caller: Caller): void => {
      callers.delete(caller);
      if (refusal === null) door.left(peer);
      else turnedAway--;
      if (isClosing && callers.size === 0) nobodyLeft();
    };
    const sentence = refusal === null ? null : refusalSentence(refusal, settings.lang);
    callers.add(new Caller(`${start}-${(++count).toString(36)}`, connection, { ...setup, httpAnswer, gone }, sentence));
  }

  const listener = await listen(settings.host, settings.port, accept, (error) =>
    observe({ kind: 'failed', at: Date.now(), doing: 'accepting', error }),
  );
  const t = serveSentences[settings.lang];
  const httpAnswer = notFoundAnswer(t.pageTitle, [
    t.pageText,
    ...joinLines(reachableAddresses(settings.host), listener.port, settings.lang, PAGE_COLUMNS),
  ]);

  return {
    port: listener.port,
    chat: chat.view,
    seatOperator(name, refuse) {
      const user = `${start}-operator`;
      const nothing = (): void => {};
      // The console sees everything as an observer; only what is refused is its own.
      const seat = {
        id: user,
        show: nothing,
        own: nothing,
        befall: nothing,
        settled: nothing,
        dismiss: nothing,
        refuse,
      };
      hub.add(seat, user);
      const submit = (command: Command): void => hub.submit(command, seat);
      const peer: Peer = { host: 'console', port: 0 };
      const called = { kind: 'chosen', name } as const;
      submit({
        kind: 'enter',
        user,
        name: called,
        peer,
        username: 'console',
        realname: settings.name,
        face: 'console',
        account: null,
        away: '',
        secure: true,
      });
      submit({ kind: 'join', user, room: LOBBY, key: '' });
      return { user, submit };
    },
    async close() {
      isClosing = true;
      listener.close();
      for (const caller of callers) caller.sayGoodbye();
      if (callers.size > 0) await everybodyGone;
    },
  };
}

function houseRules(settings: Settings): Omit<HouseRules, 'newcomers'> {
  const { operatorName, operatorPassword, password, webircPassword, gateways } = settings;
  return {
    serverName: settings.name,
    version,
    startedAt: Date.now(),
    motd: settings.motd,
    lang: settings.lang,
    names: settings.names,
    framing: settings.framing,
    quitWords: settings.quitWords,
    echoTime: settings.echoTime,
    limits: settings.limits,
    isOperator: (name, password) =>
      operatorPassword !== null && name === operatorName && isSame(password, operatorPassword),
    needsPassword: password !== null,
    isPassword: (given) => password === null || isSame(given, password),
    isGateway: (host, given) => webircPassword !== null && gateways.has(host) && isSame(given, webircPassword),
  };
}

/** Compares in a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}
