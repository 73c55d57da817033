// The house that is fuzzed: the real chat, log, hub and IRC sessions, and callers that are fed bytes.
import { type Chat, createChat } from '../../src/chat/chat.ts';
import type { Event } from '../../src/chat/event.ts';
import type { ChatView } from '../../src/chat/views.ts';
import { createLocalLog } from '../../src/cluster/local.ts';
import { LANGUAGES } from '../../src/i18n/language.ts';
import { type Limits, limitsWith } from '../../src/limits.ts';
import { Archive } from '../../src/session/archive.ts';
import { Hub } from '../../src/session/hub.ts';
import type { Host, HouseRules, Line } from '../../src/session/protocol.ts';
import { createMemoryStore } from '../../src/store/memory.ts';
import { cheapAccounts } from './accounts.ts';
import { Guest } from './guest.ts';
import type { Random } from './random.ts';
import { FINGERPRINTS } from './vocabulary.ts';

export const OPERATOR = { name: 'boss', password: 'sesame' };
/** Some houses let nobody in without it. */
export const HOUSE_PASSWORD = 'door';
/** Who calls from here, with this password, speaks for others (WEBIRC). */
export const GATEWAY = { host: '203.0.113.1', password: 'gate' };
const START = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
/** Time that passes from one thing to the next, in ms. */
const STEP_MS = 7;

/** Low enough to be reached. */
const LOW: Partial<Limits> = {
  roomsPerUser: 12,
  bansPerRoom: 10,
  messageBytes: 1500,
  linesPerMessage: 6,
  monitorsPerUser: 8,
  metadataKeys: 3,
  metadataBytes: 200,
  subscriptionsPerUser: 6,
  readMarkers: 6,
  redactable: 60,
  remembered: 20,
  accounts: 8,
  sessionsPerUser: 3,
  staying: 3,
  registeredRooms: 6,
  roomsPerAccount: 3,
};

/** What the exam is told of while lines are handled. */
export interface Witness {
  /** Bytes for this guest. */
  sent(guest: Guest, bytes: Uint8Array): void;
  /** A line of this guest is about to be handled. */
  begins(guest: Guest, line: Line): void;
  /** It has been handled, or work that it waited for is done: what was sent since is all of the answer. */
  handled(): void;
  failed(doing: string, error: unknown): void;
  happened(event: Event): void;
}

export class House {
  readonly limits = limitsWith(LOW);
  readonly rules: HouseRules;
  readonly hub: Hub;
  readonly accounts;
  readonly archive: Archive;
  readonly witness: Witness;
  /** Everybody connected, by the id of their session. */
  readonly guests = new Map<string, Guest>();
  /** Those who wait for something. */
  readonly waiting = new Set<Guest>();
  readonly #chat: Chat;
  #now = START;
  #calls = 0;

  constructor(random: Random, witness: Witness) {
    this.witness = witness;
    this.rules = {
      serverName: 'tea.example',
      version: '0.1.0',
      startedAt: START,
      motd: random.pick([[], ['Drink slowly.', '慢慢喝。']]),
      lang: random.pick(LANGUAGES) ?? 'en',
      names: 'ask',
      framing: 'auto',
      quitWords: new Set(),
      echoTime: false,
      replay: random.pick([0, 3, 20]),
      limits: this.limits,
      isOperator: (name, password) => name === OPERATOR.name && password === OPERATOR.password,
      sts: random.pick([null, { port: 12000, durationSeconds: 86_400 }]),
      needsPassword: random.chance(0.2),
      isPassword: (given) => given === HOUSE_PASSWORD,
      newcomers: () => [...this.guests.values()].filter(({ user }) => user === undefined).length,
      isGateway: (host, password) => host === GATEWAY.host && password === GATEWAY.password,
    };
    const store = createMemoryStore({ ms: 3_600_000, events: 100, allEvents: 1000, audited: 100 });
    this.accounts = cheapAccounts(store, random);
    this.#chat = createChat(this.limits);
    this.archive = new Archive(store, this.#chat.view);
    this.hub = new Hub(
      this.#chat,
      (apply) => createLocalLog(apply, () => this.now(), store),
      store,
      (happening) => {
        if (happening.kind === 'failed') witness.failed(happening.doing, happening.error);
        else if (happening.kind === 'event') witness.happened(happening.event);
      },
    );
  }

  get chat(): ChatView {
    return this.#chat.view;
  }

  now(): number {
    this.#now += STEP_MS;
    return this.#now;
  }

  /** A connection, or the next one, from an address. */
  connect(host: string): Guest {
    const id = `c${++this.#calls}`;
    const guest = new Guest(this, id, { host, port: 1024 + (this.#calls % 60_000) }, this.#tls());
    this.guests.set(guest.sessionId, guest);
    return guest;
  }

  /** Every other connection is TLS, and most of these show a certificate. */
  #tls(): Host['secured'] {
    if (this.#calls % 2 === 0) return null;
    const fingerprint = FINGERPRINTS[(this.#calls >> 1) % (FINGERPRINTS.length + 1)] ?? null;
    return { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', fingerprint };
  }

  /** Brings to its end what guests wait for, in the order in which they began to. */
  async finish(): Promise<void> {
    for (const guest of [...this.waiting]) await guest.finishWaiting();
  }
}
