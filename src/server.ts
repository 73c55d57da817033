// The composition root: the one file that knows all the parts and puts them together.
import { hash, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { createAccounts } from './accounts/service.ts';
import { createChat } from './chat/chat.ts';
import type { Command, Peer, UserId } from './chat/command.ts';
import type { Refusal } from './chat/event.ts';
import { type ChatView, LOBBY } from './chat/views.ts';
import { createLocalLog } from './cluster/local.ts';
import type { Apply, Log } from './cluster/log.ts';
import type { Lang } from './i18n/language.ts';
import { ircProtocol } from './irc/protocol.ts';
import { type Entrance, joinLines, ownAddresses, withoutComplaints } from './joincard.ts';
import { UDP_LIMITS, WEB_LIMITS } from './limits.ts';
import { lineProtocol } from './line/session.ts';
import { type EntranceSettings, IN_MEMORY, type Settings } from './options/table.ts';
import type { Answer } from './port/answer.ts';
import { type KeptTls, keepTls } from './port/certificates.ts';
import { createWeb } from './port/http.ts';
import { type Listener, listen } from './port/listen.ts';
import { Outboxes } from './port/outbox.ts';
import { joinPage } from './port/page.ts';
import type { WebRequest } from './port/router.ts';
import { selfSigned } from './port/self-signed.ts';
import { listenUdp } from './port/udp.ts';
import { countingFacts, newsOfResuming } from './resume.ts';
import { Archive } from './session/archive.ts';
import { Door } from './session/door.ts';
import { Expiry } from './session/expiry.ts';
import type { Observer, Tally } from './session/happening.ts';
import { Hub } from './session/hub.ts';
import type { HouseRules } from './session/protocol.ts';
import { Telling } from './session/telling.ts';
import { Visits } from './session/visits.ts';
import { createMemoryStore } from './store/memory.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

export const { version } = packageJson;

/** How wide the page for browsers is: it is read on phones, too. */
const PAGE_COLUMNS = 42;

/** A server that runs. */
export interface Server {
  /** With the ports that they have. */
  readonly entrances: readonly Entrance[];
  /** As people are told of them. */
  readonly joinable: readonly Entrance[];
  /** SHA-256 of the certificate, as people compare it; null: no TLS. */
  readonly fingerprint: string | null;
  readonly chat: ChatView;
  readonly tally: Tally;
  /** Lets the operator in: refusals come back, and what happens reaches the observer like everything else. */
  seatOperator(
    name: string,
    refuse: (refusal: Refusal) => void,
  ): { readonly user: UserId; submit(command: Command): void };
  /** What passes over somebody's connection (a name, or `address:port`) is observed; asked for again, it is no longer. False: there is nobody. */
  trace(who: string): boolean;
  /** As in `Store`. */
  audit: Store['audit'];
  /** Reads the certificates again. */
  renewCertificates(): void;
  /** Says goodbye to everybody, closes every connection and frees the ports. Done within two seconds. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 * @param tell is told of everything that happens, of events when they are stored
 * @throws the system's error if it cannot listen, CertificateError for its certificates
 */
export async function startServer(settings: Settings, tell: Observer): Promise<Server> {
  const { limits, lang } = settings;
  const handshakeMs = limits.handshakeSeconds * 1000;
  const start = Date.now().toString(36);
  const soonWhenDurable = {
    soon: setImmediate,
    whenDurable: (flush: () => void): void => hub.whenDurable(flush),
  };
  const telling = new Telling(tell, soonWhenDurable);
  const { observe } = telling;
  const kept = await openTls(settings, handshakeMs, observe);
  const store = await openStore(settings);
  const { accounts, facts, spokenAt } = await store.restore();
  const inherited = { accounts, facts: countingFacts(facts, settings), endedAt: spokenAt };
  const chat = createChat(limits, settings.mode, [settings.operatorName], inherited);
  for (const news of newsOfResuming(facts, chat.strange, chat.view, settings, Date.now())) observe(news);
  const expiry = new Expiry(chat.view, () => hub.submit({ kind: 'expire' }, null));
  const openLog = (apply: Apply): Log => {
    const thenLook: Apply = (...entry) => {
      apply(...entry);
      expiry.look();
    };
    return createLocalLog(thenLook, Date.now, store);
  };
  const hub = new Hub(chat, openLog, store, observe);
  expiry.look();
  const outboxes = new Outboxes({ clock: () => performance.now(), ...soonWhenDurable });
  store.onHealth((health) => {
    observe({ kind: 'store', at: Date.now(), health });
    for (const waiting of [telling, outboxes]) {
      if (health === 'well') waiting.fallIn();
      else waiting.overtake();
    }
  });
  store.onMistake((doing, error) => observe({ kind: 'failed', at: Date.now(), doing, error }));
  const entrances: Entrance[] = [];
  const joinable = (): readonly Entrance[] =>
    settings.certificates === 'self-signed' ? withoutComplaints(entrances) : entrances;
  const page = (request: WebRequest): Answer => {
    const lines = (asked: Lang): readonly string[] => joinLines(joinable(), ownAddresses(), asked, PAGE_COLUMNS);
    return joinPage(request, lines, request.path === '/' ? 200 : 404);
  };
  const web = createWeb({
    routes: [],
    fallback: page,
    origins: settings.origins,
    lang,
    limits: WEB_LIMITS,
    failed: (doing, error) => observe({ kind: 'failed', at: Date.now(), doing, error }),
  });
  const visits = new Visits({
    callers: {
      rules: houseRules(settings, entrances, () => visits.newcomers),
      chat: chat.view,
      hub,
      accounts: createAccounts(store, Date.now),
      archive: new Archive(store, chat.view),
      outboxes,
      protocols: { irc: ircProtocol, line: lineProtocol },
      observe,
    },
    door: new Door(chat.view, limits.clientsPerAddress),
    tls: kept?.tls ?? null,
    web,
    lang,
    handshakeMs,
    observe,
    start,
  });
  const failed = (error: Error): void => observe({ kind: 'failed', at: Date.now(), doing: 'accepting', error });
  const open = (entrance: EntranceSettings): Promise<Listener> => {
    const { address } = entrance;
    if (address.kind !== 'udp') return listen(address, (...caller) => visits.arrive(...caller, entrance), failed);
    return listenUdp(address, UDP_LIMITS, (connection) => visits.arriveOn(connection, entrance), failed);
  };
  const listeners: Listener[] = [];
  const stopListening = (): void => {
    for (const listener of listeners) listener.close();
    kept?.close();
  };
  try {
    for (const entrance of settings.entrances) {
      const listener = await open(entrance);
      listeners.push(listener);
      entrances.push({ address: listener.address, tls: entrance.tls });
    }
  } catch (error) {
    stopListening();
    throw error;
  }
  return {
    entrances,
    joinable: joinable(),
    get fingerprint() {
      return kept?.fingerprint ?? null;
    },
    chat: chat.view,
    get tally() {
      return visits.tally;
    },
    trace: (who) => visits.trace(who),
    audit: (query) => store.audit(query),
    renewCertificates: () => kept?.renew(),
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
        certificate: null,
      });
      submit({ kind: 'join', user, room: LOBBY, key: '' });
      return { user, submit };
    },
    async close() {
      observe({ kind: 'closing', at: Date.now(), tally: visits.tally });
      stopListening();
      expiry.stop();
      web.close();
      await visits.close();
      await store.close();
      telling.end();
    },
  };
}

/** @throws StoreError */
function openStore({ data, durability, limits }: Settings): Promise<Store> {
  const retention = { ms: limits.historyDays * 86_400_000, events: limits.historyEvents };
  if (data === IN_MEMORY) return Promise.resolve(createMemoryStore());
  return openSqliteStore({ directory: data, durability, retention });
}

/** Null: there is no certificate. */
async function openTls(settings: Settings, handshakeMs: number, observe: Observer): Promise<KeptTls | null> {
  const { certificates, data } = settings;
  // What is kept nowhere is gone with the server.
  const folder = data === IN_MEMORY && certificates === 'self-signed' ? mkdtempSync(join(tmpdir(), 'chaguan-')) : null;
  const files = certificates === 'self-signed' ? [await selfSigned(folder ?? data)] : certificates;
  if (files.length === 0) return null;
  const kept = await keepTls(files, handshakeMs, (renewal) =>
    observe({ kind: 'certificate', at: Date.now(), renewal }),
  );
  if (folder === null) return kept;
  const stop = kept.close;
  const close = (): void => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return Object.assign(kept, { close });
}

/** @param entrances filled as they open */
function houseRules(settings: Settings, entrances: readonly Entrance[], newcomers: () => number): HouseRules {
  const { operatorName, operatorPassword, password, webircPassword, gateways, stsDays } = settings;
  return {
    newcomers,
    serverName: settings.name,
    version,
    startedAt: Date.now(),
    motd: settings.motd,
    lang: settings.lang,
    names: settings.names,
    framing: settings.framing,
    quitWords: settings.quitWords,
    echoTime: settings.echoTime,
    replay: settings.replay,
    limits: settings.limits,
    isOperator: (name, password) =>
      operatorPassword !== null && name === operatorName && isSame(password, operatorPassword),
    get sts() {
      const found = entrances.find(({ address, tls }) => address.kind === 'tcp' && tls !== 'none');
      if (stsDays === 0 || found?.address.kind !== 'tcp') return null;
      return { port: found.address.port, durationSeconds: stsDays * 86_400 };
    },
    needsPassword: password !== null,
    isPassword: (given) => password === null || isSame(given, password),
    isGateway: (host, given) => webircPassword !== null && gateways.has(host) && isSame(given, webircPassword),
  };
}

/** Compares in a time that tells nothing of where they differ. */
function isSame(one: string, other: string): boolean {
  return timingSafeEqual(hash('sha256', one, 'buffer'), hash('sha256', other, 'buffer'));
}
