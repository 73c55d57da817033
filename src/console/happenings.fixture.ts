// One of everything that can happen, and the people it happens to.
import type { Event, EventKind, EventOf, Person, TurnedAway } from '../chat/event.ts';
import type { Happening } from '../session/happening.ts';

/** A second of 2026, in ms since 1970. */
export const AT = Date.UTC(2026, 0, 2, 3, 4, 5);

export const ANN: Person = {
  id: 'a',
  name: 'Ann',
  username: 'ann',
  realname: 'Ann',
  peer: { host: '127.0.0.1', port: 50001 },
  operator: false,
};
export const LEI: Person = { ...ANN, id: 'l', name: '李雷', peer: { host: '::1', port: 50002 } };
export const OPERATOR: Person = {
  ...ANN,
  id: 'o',
  name: 'operator',
  peer: { host: 'console', port: 0 },
  operator: true,
};

type Written<E> = E extends Event ? Omit<E, 'id' | 'at'> : never;

export function event(written: Written<Event>): Happening & { kind: 'event' } {
  return { kind: 'event', event: { id: '1', at: AT, ...written } as Event };
}

const words = { text: 'hello', tags: {} } as const;
const who = ANN;
const toLei = { kind: 'user', person: LEI, away: null, by: 'name' } as const;
const departure = { cause: 'left', text: 'hello' } as const;
const room = '#lobby';

/** Every kind of event at least once; a new kind does not compile without its examples. */
const EVENTS: { readonly [K in EventKind]: readonly Written<EventOf<K>>[] } = {
  entered: [{ kind: 'entered', who }],
  left: [{ kind: 'left', who, departure, rooms: [room] }],
  renamed: [{ kind: 'renamed', who, after: { ...ANN, name: '安' }, rooms: [room] }],
  'away-changed': [
    { kind: 'away-changed', who, text: 'hello' },
    { kind: 'away-changed', who, text: null },
  ],
  described: [{ kind: 'described', who, realname: 'hello' }],
  'user-mode-changed': [true, false].flatMap((set) => [
    { kind: 'user-mode-changed', who, set, mode: 'invisible' } as const,
    { kind: 'user-mode-changed', who, set, mode: 'operator' } as const,
  ]),
  joined: [
    { kind: 'joined', who, room, created: false, away: null },
    { kind: 'joined', who, room: '#tea', created: true, away: null },
  ],
  parted: [{ kind: 'parted', who, room, text: 'hello' }],
  kicked: [{ kind: 'kicked', who, room, target: LEI, text: '' }],
  invited: [{ kind: 'invited', who, room, target: LEI }],
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
        { set: true, what: 'role', role: 'op', name: '李雷' },
        { set: false, what: 'role', role: 'voice', name: '李雷' },
        { set: true, what: 'ban', mask: '*!*@::1' },
        { set: true, what: 'key', key: 'k3y' },
        { set: false, what: 'key' },
        { set: true, what: 'limit', limit: 5 },
        { set: false, what: 'limit' },
      ],
    },
  ],
  said: [
    { kind: 'said', who, to: { kind: 'room', name: room }, form: 'message', ...words },
    { kind: 'said', who, to: toLei, form: 'notice', ...words },
    { kind: 'said', who, to: toLei, form: 'action', ...words },
    { kind: 'said', who, to: { kind: 'echo' }, form: 'message', ...words },
  ],
  broadcast: [{ kind: 'broadcast', who: OPERATOR, text: 'hello' }],
  banned: [{ kind: 'banned', who: LEI, host: '127.0.0.1', text: 'hello', others: 2 }],
  unbanned: [{ kind: 'unbanned', who: LEI, host: '127.0.0.1' }],
  limited: [{ kind: 'limited', who: LEI, users: 5 }],
  locked: [
    { kind: 'locked', who: LEI, locked: true },
    { kind: 'locked', who: LEI, locked: false },
  ],
  'mode-changed': [{ kind: 'mode-changed', who: LEI, mode: 'desk' }],
  'line-given': [{ kind: 'line-given', who }],
  'line-busy': [{ kind: 'line-busy', who }],
};

const TURNED_AWAY: readonly TurnedAway['why'][] = ['house-full', 'address-full', 'address-banned', 'house-locked'];
const { peer } = ANN;

/** All that has a line of its own. */
export const ALL_HAPPENINGS: readonly Happening[] = [
  { kind: 'listening', at: AT, port: 12000 },
  { kind: 'log-gap', at: AT, lines: 42 },
  { kind: 'connected', at: AT, peer },
  { kind: 'disconnected', at: AT, peer, name: null, departure: { cause: 'ended', text: '' } },
  ...TURNED_AWAY.map((because) => ({ kind: 'turned-away', at: AT, peer, because }) as const),
  { kind: 'failed', at: AT, doing: 'say', error: new Error('hello') },
  ...Object.values(EVENTS).flatMap((examples: readonly Written<Event>[]) => examples.map(event)),
];
