// One of everything that can happen, and the people it happens to.
import { type Event, type EventOf, HOUSE, type Person, type TurnedAway } from '../chat/event.ts';
import { networkAround } from '../chat/network.ts';
import type { Sanction } from '../chat/views.ts';
import type { Happening } from '../session/happening.ts';
import type { WireEvent } from '../session/wire.ts';
import type { ToldKind } from './told.ts';

/** A second of 2026, in ms since 1970. */
export const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

export const ANN: Person = {
  id: 'a',
  name: 'Ann',
  username: 'ann',
  realname: 'Ann',
  peer: { host: '127.0.0.1', port: 50001 },
  cloak: null,
  operator: false,
  account: null,
  bot: false,
};
export const LEI: Person = { ...ANN, id: 'l', name: '李雷', peer: { host: '::1', port: 50002 } };
export const OPERATOR: Person = {
  ...ANN,
  id: 'o',
  name: 'operator',
  peer: { host: 'console', port: 0 },
  operator: true,
};

export const SANCTION: Sanction = {
  number: 1,
  name: 'Ann',
  account: null,
  networks: [networkAround('127.0.0.1')],
  text: 'hello',
  by: '李雷',
  at: AT,
  until: AT + 3_600_000,
};

type Written<E> = E extends Event ? Omit<E, 'id' | 'at'> : never;

export function event(written: Written<Event>): Happening & { kind: 'event' } {
  return { kind: 'event', event: { id: '1', at: AT, ...written } as Event };
}

const words = { text: 'hello', tags: {}, lines: null } as const;
const who = ANN;
const toLei = { kind: 'user', person: LEI, away: null, by: 'name' } as const;
const departure = { cause: 'left', text: 'hello' } as const;
const room = '#lobby';
const inLobby = { kind: 'room', name: room, least: null } as const;

/** Every kind of event that the operator is told of at least once; a new kind does not compile without its examples. */
const EVENTS: { readonly [K in ToldKind]: readonly Written<EventOf<K>>[] } = {
  entered: [{ kind: 'entered', who }],
  attached: [
    { kind: 'attached', who, session: 's', peer: LEI.peer, face: 'irc', before: null, since: null },
    {
      kind: 'attached',
      who,
      session: 's',
      peer: LEI.peer,
      face: 'plain',
      before: { person: LEI, rooms: [room] },
      since: AT,
    },
  ],
  detached: [0, 1].map(
    (others) => ({ kind: 'detached', who, session: 's', peer: LEI.peer, departure, others }) as const,
  ),
  'stay-changed': [true, false].map((set) => ({ kind: 'stay-changed', who, account: 'Ann', set }) as const),
  left: [{ kind: 'left', who, departure, rooms: [room] }],
  renamed: [{ kind: 'renamed', who, after: { ...ANN, name: '安' }, rooms: [room] }],
  'away-changed': [
    { kind: 'away-changed', who, text: 'hello' },
    { kind: 'away-changed', who, text: null },
  ],
  described: [{ kind: 'described', who, realname: 'hello' }],
  'user-modes-changed': [true, false].flatMap((set) =>
    (['invisible', 'bot', 'wallops', 'registered-only', 'operator'] as const).map(
      (mode) => ({ kind: 'user-modes-changed', who, changes: [{ set, mode }] }) as const,
    ),
  ),
  'account-changed': [
    { kind: 'account-changed', who: { ...ANN, account: 'Ann' } },
    { kind: 'account-changed', who },
  ],
  registered: [{ kind: 'registered', who, account: 'Ann' }],
  'password-changed': [{ kind: 'password-changed', who, account: 'Ann' }],
  'account-dropped': [{ kind: 'account-dropped', who, account: 'Ann', heir: 'heir of 1' }],
  'certificate-changed': [true, false].map((set) => ({
    kind: 'certificate-changed',
    who,
    account: 'Ann',
    set,
    fingerprint: '90'.repeat(32),
  })),
  'host-changed': [{ kind: 'host-changed', who, after: { ...ANN, cloak: '茶.馆' }, by: OPERATOR }],
  'metadata-changed': [
    { kind: 'metadata-changed', who, of: 'Ann', key: 'desk', value: 'hello' },
    { kind: 'metadata-changed', who, of: room, key: 'desk', value: null },
  ],
  joined: [
    { kind: 'joined', who, room, created: false, away: null },
    { kind: 'joined', who, room: '#tea', created: true, away: null },
  ],
  parted: [{ kind: 'parted', who, room, text: 'hello' }],
  kicked: [{ kind: 'kicked', who, room, target: LEI, text: '' }],
  invited: [{ kind: 'invited', who, room, target: LEI }],
  'room-renamed': [{ kind: 'room-renamed', who, room: '#tea', after: '#green', text: 'hello' }],
  'room-registered': [{ kind: 'room-registered', who, room: '#tea', founder: 'Ann' }],
  'room-dropped': [{ kind: 'room-dropped', who, room: '#tea' }],
  'founder-changed': [{ kind: 'founder-changed', who, room: '#tea', founder: '李雷' }],
  'roles-given': [{ kind: 'roles-given', who, room: '#tea', roles: ['owner', 'op'] }],
  'topic-changed': [
    { kind: 'topic-changed', who, room, text: 'hello' },
    { kind: 'topic-changed', who, room, text: '' },
  ],
  'modes-changed': [
    {
      kind: 'modes-changed',
      who,
      room,
      changes: [
        { set: true, what: 'invite-only' },
        { set: true, what: 'moderated' },
        { set: false, what: 'no-external' },
        { set: true, what: 'secret' },
        { set: false, what: 'topic-locked' },
        { set: true, what: 'no-ctcp' },
        { set: true, what: 'registered-only' },
        { set: true, what: 'registered-speech' },
        { set: true, what: 'role', role: 'owner', name: '李雷' },
        { set: true, what: 'role', role: 'op', name: '李雷' },
        { set: true, what: 'role', role: 'halfop', name: '李雷' },
        { set: false, what: 'role', role: 'voice', name: '李雷' },
        { set: true, what: 'ban', mask: '*!*@::1' },
        { set: true, what: 'exception', mask: '*!*@::1' },
        { set: false, what: 'invite-exception', mask: '*!*@::1' },
        { set: true, what: 'key', key: 'k3y' },
        { set: false, what: 'key' },
        { set: true, what: 'limit', limit: 5 },
        { set: false, what: 'limit' },
      ],
    },
  ],
  said: [
    { kind: 'said', who, to: inLobby, form: 'message', ...words },
    { kind: 'said', who, to: { ...inLobby, least: 'halfop' }, form: 'message', ...words },
    { kind: 'said', who, to: inLobby, form: 'tags', text: '', tags: { '+draft/react': 'hello' }, lines: null },
    { kind: 'said', who, to: toLei, form: 'notice', ...words },
    { kind: 'said', who, to: toLei, form: 'action', ...words },
    { kind: 'said', who, to: { kind: 'echo' }, form: 'message', ...words },
  ],
  redacted: [
    { kind: 'redacted', who, to: inLobby, message: '1', author: LEI, text: 'hello' },
    { kind: 'redacted', who, to: toLei, message: '1', author: ANN, text: '' },
  ],
  wallops: [{ kind: 'wallops', who: OPERATOR, text: 'hello' }],
  broadcast: [{ kind: 'broadcast', who: OPERATOR, text: 'hello' }],
  'operator-denied': [{ kind: 'operator-denied', who: LEI }],
  banned: [{ kind: 'banned', who: LEI, sanction: SANCTION, others: 2 }],
  unbanned: [
    { kind: 'unbanned', who: LEI, sanction: SANCTION, because: 'lifted' },
    { kind: 'unbanned', who: HOUSE, sanction: SANCTION, because: 'expired' },
  ],
  'bans-ended': [{ kind: 'bans-ended', who: HOUSE, room: '#lobby', masks: ['*!*@::1', '*!*@::2'] }],
  limited: [{ kind: 'limited', who: LEI, users: 5 }],
  locked: [
    { kind: 'locked', who: LEI, locked: true },
    { kind: 'locked', who: LEI, locked: false },
  ],
  'mode-changed': [{ kind: 'mode-changed', who: LEI, mode: 'desk' }],
  'line-given': [{ kind: 'line-given', who }],
  'line-busy': [{ kind: 'line-busy', who }],
};

const TURNED_AWAY: readonly TurnedAway['why'][] = ['house-full', 'address-full', 'banned', 'house-locked'];
const { peer } = ANN;

const secured = { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', fingerprint: null };

const PASSING: readonly WireEvent[] = [
  { kind: 'begun' },
  { kind: 'inside', secured, carries: 'lines' },
  { kind: 'inside', secured: null, carries: 'datagrams' },
  { kind: 'came', bytes: Buffer.from('hello\n') },
  { kind: 'came', bytes: Buffer.alloc(2000, 'hello') },
  { kind: 'sent', bytes: Buffer.from('hello\r\n') },
  ...(['lf', 'crlf', 'nul', 'silence', 'end', 'chunk', 'datagram'] as const).map(
    (end) => ({ kind: 'cut', line: { kind: 'text', text: 'hello', end } }) as const,
  ),
  { kind: 'cut', line: { kind: 'too-long', start: 'hello' } },
  { kind: 'cut', line: { kind: 'not-utf8', text: 'hello' } },
  { kind: 'waits', bytes: 1, silenceMs: null },
  { kind: 'waits', bytes: 2, silenceMs: 50 },
  ...(['tls', 'http', 'ssh', 'proxy'] as const).map((what) => ({ kind: 'carried', what }) as const),
  { kind: 'finished', side: 'client' },
  { kind: 'finished', side: 'server' },
  ...(['ended', 'reset', 'timed-out', 'too-slow'] as const).map((how) => ({ kind: 'closed', how }) as const),
  { kind: 'gap', events: 3 },
  { kind: 'over' },
];

/** All that has a line of its own. */
export const ALL_HAPPENINGS: readonly Happening[] = [
  { kind: 'listening', at: AT, port: 12000, addresses: ['*:12000', 'unix:/t'], fingerprint: null },
  { kind: 'closing', at: AT, tally: { line: 1, irc: 2, tls: 3, http: 4, websocket: 5, refused: 6 } },
  { kind: 'store', at: AT, health: 'full' },
  { kind: 'store', at: AT, health: 'well' },
  { kind: 'resumed', at: AT, mode: 'desk', limit: 7, locked: true, bans: 2, rooms: 3 },
  { kind: 'resumed', at: AT, mode: null, limit: null, locked: false, bans: 0, rooms: 3 },
  { kind: 'overruled', at: AT, setting: 'mode', before: 'desk' },
  { kind: 'strange-fact', at: AT, of: '投票', key: '#茶' },
  { kind: 'certificate', at: AT, renewal: { kind: 'renewed', fingerprint: 'AB:CD' } },
  { kind: 'certificate', at: AT, renewal: { kind: 'kept', error: new Error('hello') } },
  { kind: 'web-refused', at: AT, peer: { host: '10.0.0.1', port: 5 }, because: 'origin-refused' },
  { kind: 'announced', at: AT, name: '茶馆 (2)' },
  { kind: 'not-announced', at: AT, error: new Error('hello') },
  { kind: 'not-announced', at: AT, error: null },
  { kind: 'log-gap', at: AT, lines: 42 },
  { kind: 'connected', at: AT, peer },
  { kind: 'disconnected', at: AT, peer, name: null, departure: { cause: 'ended', text: '' } },
  ...TURNED_AWAY.map((because) => ({ kind: 'turned-away', at: AT, peer, because }) as const),
  ...PASSING.map((passing) => ({ kind: 'wire', at: AT, peer, name: 'Ann', passing }) as const),
  { kind: 'wire', at: AT, peer, name: null, passing: { kind: 'begun' } },
  { kind: 'failed', at: AT, doing: 'say', error: new Error('hello') },
  ...Object.values(EVENTS).flatMap((examples: readonly Written<Event>[]) => examples.map(event)),
];
