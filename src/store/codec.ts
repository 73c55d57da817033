// An event as a row, and back. What most events have is a column; what few have is JSON, and left out where it is as usual.
import type { ClientTags, Departure, Form, ModeChange, Role, WrittenLine } from '../chat/command.ts';
import type { Person } from '../chat/event.ts';
import type { HistoryEvent } from './store.ts';

/** What stands in `event.kind`; a number keeps its meaning. `gone`: what was said was taken back. */
export const KIND = {
  gone: 0,
  message: 1,
  tags: 2,
  redacted: 3,
  joined: 4,
  parted: 5,
  left: 6,
  kicked: 7,
  renamed: 8,
  'topic-changed': 9,
  'modes-changed': 10,
  'room-renamed': 11,
} as const;

/** What an event has beyond `id`, `at` and `who`. */
export interface Coded {
  readonly kind: number;
  /** Somebody else whom it is about. */
  readonly whom: Person | null;
  /** What the room was called. */
  readonly room: string | null;
  readonly text: string | null;
  readonly rest: Rest | null;
}

/** All fields are left out where they are null, empty, false, or as usual (`form` message, `by` name). */
interface Rest {
  readonly form?: Form;
  readonly tags?: ClientTags;
  readonly lines?: readonly WrittenLine[];
  readonly least?: Role;
  readonly away?: string;
  readonly by?: 'mode';
  /** Of a redaction between two: to whom, as `whom` is the author. */
  readonly to?: Person;
  readonly message?: string;
  readonly created?: true;
  readonly departure?: Departure;
  readonly rooms?: readonly string[];
  readonly changes?: readonly ModeChange[];
  readonly after?: string;
  /** Its own time, where it is earlier than its place. */
  readonly at?: number;
}

export function encode(event: HistoryEvent): Coded {
  const kind = event.kind === 'said' ? (event.form === 'tags' ? KIND.tags : KIND.message) : KIND[event.kind];
  switch (event.kind) {
    case 'said': {
      const { to, text, form, tags, lines } = event;
      const rest: { -readonly [K in keyof Rest]: Rest[K] } = {};
      if (form !== 'message') rest.form = form;
      for (const _ in tags) rest.tags = tags;
      if (lines !== null) rest.lines = lines;
      if (to.kind === 'room') {
        if (to.least !== null) rest.least = to.least;
        return { kind, whom: event.replyTo ?? null, room: to.name, text, rest: orNull(rest) };
      }
      const whom = to.kind === 'user' ? to.person : null;
      if (to.kind === 'user' && to.away !== null) rest.away = to.away;
      if (to.kind === 'user' && to.by === 'mode') rest.by = to.by;
      return { kind, whom, room: null, text, rest: orNull(rest) };
    }
    case 'redacted': {
      const { to, message, author: whom, text } = event;
      if (to.kind !== 'user') {
        const [room, least] = to.kind === 'room' ? [to.name, to.least] : [null, null];
        return { kind, whom, room, text, rest: least === null ? { message } : { message, least } };
      }
      const away = to.away === null ? {} : { away: to.away };
      const by = to.by === 'mode' ? { by: to.by } : {};
      return { kind, whom, room: null, text, rest: { message, to: to.person, ...away, ...by } };
    }
    case 'joined': {
      const created = event.created ? ({ created: true } as const) : {};
      const away = event.away === null ? {} : { away: event.away };
      return { kind, whom: null, room: event.room, text: null, rest: orNull({ ...created, ...away }) };
    }
    case 'parted':
    case 'topic-changed':
      return { kind, whom: null, room: event.room, text: event.text, rest: null };
    case 'kicked':
      return { kind, whom: event.target, room: event.room, text: event.text, rest: null };
    case 'left':
      return { kind, whom: null, room: null, text: null, rest: { departure: event.departure, rooms: event.rooms } };
    case 'renamed':
      return { kind, whom: event.after, room: null, text: null, rest: { rooms: event.rooms } };
    case 'modes-changed':
      return { kind, whom: null, room: event.room, text: null, rest: { changes: event.changes } };
    case 'room-renamed':
      return { kind, whom: null, room: event.room, text: event.text, rest: { after: event.after } };
  }
}

function orNull(rest: Rest): Rest | null {
  for (const _ in rest) return rest;
  return null;
}

/** A row of the table `event`; `who` and `whom` are numbers of people. */
export interface EventRow {
  readonly place: number;
  readonly id: string;
  readonly at: number;
  readonly kind: number;
  readonly who: number;
  readonly whom: number | null;
  readonly room: string | null;
  readonly text: string | null;
  readonly rest: string | null;
}

/** All events of a stretch of places. */
export const EVENT_ROWS =
  'SELECT place, id, at, kind, who, whom, room, text, rest FROM event WHERE place >= ? AND place < ?';

/** What of a row says what the event is; people as they were. */
export interface DecodedRow {
  readonly id: string;
  readonly at: number;
  readonly kind: number;
  readonly who: Person;
  readonly whom: Person | null;
  /** Empty: it was in no room. */
  readonly room: string;
  readonly text: string | null;
  readonly rest: string | null;
}

/** @returns null for what was taken back */
export function decode(row: DecodedRow): HistoryEvent | null {
  const { id, who, room, kind } = row;
  const rest: Rest = row.rest === null ? {} : JSON.parse(row.rest);
  const fact = { id, at: rest.at ?? row.at, who };
  const text = row.text ?? '';
  const whom = row.whom ?? who;
  const { form = 'message', tags = {}, lines = null, away = null, least = null } = rest;
  switch (kind) {
    case KIND.message:
    case KIND.tags: {
      const speech = { ...fact, kind: 'said', text, form, tags, lines } as const;
      if (room === '') return { ...speech, to: { kind: 'user', person: whom, away, by: rest.by ?? 'name' } };
      const to = { kind: 'room', name: room, least } as const;
      return row.whom === null ? { ...speech, to } : { ...speech, to, replyTo: row.whom };
    }
    case KIND.redacted: {
      const { message = '' } = rest;
      const to =
        room === ''
          ? ({ kind: 'user', person: rest.to ?? who, away, by: rest.by ?? 'name' } as const)
          : ({ kind: 'room', name: room, least } as const);
      return { ...fact, kind: 'redacted', to, message, author: whom, text };
    }
    case KIND.joined:
      return { ...fact, kind: 'joined', room, created: rest.created ?? false, away };
    case KIND.parted:
      return { ...fact, kind: 'parted', room, text };
    case KIND.left: {
      const { departure = { cause: 'left', text: '' }, rooms = [] } = rest;
      return { ...fact, kind: 'left', departure, rooms };
    }
    case KIND.kicked:
      return { ...fact, kind: 'kicked', room, target: whom, text };
    case KIND.renamed:
      return { ...fact, kind: 'renamed', after: whom, rooms: rest.rooms ?? [] };
    case KIND['topic-changed']:
      return { ...fact, kind: 'topic-changed', room, text };
    case KIND['modes-changed']:
      return { ...fact, kind: 'modes-changed', room, changes: rest.changes ?? [] };
    case KIND['room-renamed']:
      return { ...fact, kind: 'room-renamed', room, after: rest.after ?? room, text };
    default:
      return null;
  }
}
