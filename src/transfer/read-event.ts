// An event as it stands in JSON, looked at before anything is done with it.
import {
  type Departure,
  type DepartureCause,
  type Form,
  type ModeChange,
  ROLES,
  ROOM_FLAGS,
  ROOM_LISTS,
  type WrittenLine,
} from '../chat/command.ts';
import type { Person } from '../chat/event.ts';
import { IMPORT_LIMITS } from '../limits.ts';
import { GUARDS, type Guard } from '../store/changes.ts';
import type { Gone, Placed } from '../store/pages.ts';
import type { HistoryEvent } from '../store/store.ts';
import type { Fields } from './fields.ts';
import { IMPORTED_HOST, personIdFor } from './person.ts';

/** One line. */
export type Item =
  | { readonly kind: 'room'; readonly room: string; readonly guards: readonly Guard[] }
  | { readonly kind: 'event'; readonly room: string; readonly placed: Placed };

type Kind = (HistoryEvent | Gone)['kind'];

const FORMS: readonly Form[] = ['message', 'notice', 'action', 'tags'];
const CAUSES = Object.keys({
  left: 0,
  'logged-in': 0,
  ended: 0,
  reset: 0,
  'timed-out': 0,
  kicked: 0,
  banned: 0,
  flooded: 0,
  'too-slow': 0,
  refused: 0,
  closing: 0,
  failed: 0,
} satisfies Record<DepartureCause, 0>) as DepartureCause[];

interface Fact {
  readonly id: string;
  readonly at: number;
  readonly who: Person;
  /** What the room was called. */
  readonly room: string;
}

type Readers = { readonly [K in Kind]: (fields: Fields, fact: Fact) => Extract<HistoryEvent | Gone, { kind: K }> };

const READERS: Readers = {
  said: (fields, { room, ...fact }) => {
    const form = fields.choice('form', FORMS, 'message');
    const text = fields.text('text', form === 'tags' ? '' : undefined);
    const to = { kind: 'room', name: room, least: leastIn(fields) } as const;
    const said = {
      ...fact,
      kind: 'said',
      to,
      text,
      form,
      tags: fields.tags('tags'),
      lines: linesIn(fields, text),
    } as const;
    return fields.has('replyTo') ? { ...said, replyTo: personIn(fields.object('replyTo')) } : said;
  },
  gone: (_, { id, at, who }) => ({ kind: 'gone', id, at, who }),
  redacted: (fields, { room, ...fact }) => {
    const to = { kind: 'room', name: room, least: leastIn(fields) } as const;
    const author = personIn(fields.object('author'));
    return { ...fact, kind: 'redacted', to, message: fields.id('message'), author, text: fields.text('text', '') };
  },
  joined: (fields, fact) => {
    const away = fields.has('away') ? fields.text('away') : null;
    return { ...fact, kind: 'joined', created: fields.flag('created'), away };
  },
  parted: (fields, fact) => ({ ...fact, kind: 'parted', text: fields.text('text', '') }),
  left: (fields, { room, ...fact }) => ({ ...fact, kind: 'left', departure: departureIn(fields), rooms: [room] }),
  renamed: (fields, { room, ...fact }) => {
    return { ...fact, kind: 'renamed', after: personIn(fields.object('after')), rooms: [room] };
  },
  kicked: (fields, fact) => {
    return { ...fact, kind: 'kicked', target: personIn(fields.object('target')), text: fields.text('text', '') };
  },
  'topic-changed': (fields, fact) => ({ ...fact, kind: 'topic-changed', text: fields.text('text') }),
  'modes-changed': (fields, fact) => ({
    ...fact,
    kind: 'modes-changed',
    changes: fields.list('changes').map(changeIn),
  }),
  'room-renamed': (fields, fact) => {
    return { ...fact, kind: 'room-renamed', after: fields.room('after'), text: fields.text('text', '') };
  },
};

const KINDS: readonly (Kind | 'room')[] = ['room', ...(Object.keys(READERS) as Kind[])];

/**
 * Understands one object.
 * @param latest ms since 1970: nothing has happened later
 * @throws FlawError
 */
export function readItem(fields: Fields, latest: number): Item {
  const kind = fields.choice('kind', KINDS);
  const room = fields.room('room');
  if (kind === 'room') return { kind, room, guards: fields.choices('guards', GUARDS) };
  const called = fields.room('called', room);
  const at = fields.time('at', latest);
  const fact = { id: fields.id('id'), at, who: personIn(fields.object('who')), room: called };
  const event = READERS[kind](fields, fact);
  const place = fields.has('placed') ? Math.max(at, fields.time('placed', latest)) : at;
  return { kind: 'event', room, placed: { event, called, at: place } };
}

function leastIn(fields: Fields): (typeof ROLES)[number] | null {
  return fields.has('least') ? fields.choice('least', ROLES) : null;
}

/** The writer's lines; without them, what the text says. */
function linesIn(fields: Fields, text: string): WrittenLine[] | null {
  if (!fields.has('lines')) {
    const lines = text.split('\n');
    if (lines.length > IMPORT_LIMITS.lines) fields.refuse('text', { kind: 'lines' });
    return lines.length === 1 ? null : lines.map((line) => ({ text: line, joined: false }));
  }
  const lines = fields.list('lines').map((one) => ({ text: one.text('text'), joined: one.flag('joined') }));
  const together = lines.map((one, index) => (index === 0 || one.joined ? one.text : `\n${one.text}`)).join('');
  if (together !== text || lines.length > IMPORT_LIMITS.lines) fields.refuse('lines', { kind: 'lines' });
  return lines;
}

function departureIn(fields: Fields): Departure {
  const departure = { cause: fields.choice('cause', CAUSES, 'left'), text: fields.text('text', '') };
  return fields.has('by') ? { ...departure, by: personIn(fields.object('by')) } : departure;
}

function changeIn(fields: Fields): ModeChange {
  const what = fields.choice('what', [...ROOM_FLAGS, ...ROOM_LISTS, 'role', 'key', 'limit']);
  const set = fields.flag('set');
  switch (what) {
    case 'role':
      return { set, what, role: fields.choice('role', ROLES), name: fields.name('name') };
    case 'ban':
    case 'exception':
    case 'invite-exception':
      return { set, what, mask: fields.word('mask') };
    case 'key':
      return set ? { set, what, key: fields.word('key') } : { set, what };
    case 'limit':
      return set ? { set, what, limit: fields.number('limit') } : { set, what };
    default:
      return { set, what };
  }
}

/** Its fields in the order in which the server writes them: the same person is the same row. */
function personIn(fields: Fields): Person {
  const name = fields.name('name');
  return {
    id: fields.id('id', personIdFor(name)),
    name,
    username: fields.word('username', ''),
    realname: fields.text('realname', ''),
    peer: { host: fields.word('host', IMPORTED_HOST), port: fields.number('port', 0) },
    cloak: fields.has('cloak') ? fields.word('cloak') : null,
    operator: fields.flag('operator'),
    account: fields.has('account') ? fields.name('account') : null,
    bot: fields.flag('bot'),
  };
}
