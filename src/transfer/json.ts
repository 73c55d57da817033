// History as JSON: one object with one event on each line, so that it can be written and read line by line, however long it is.
// docs/EXPORT.md describes it. What is as usual is left out.
import type { ModeChange } from '../chat/command.ts';
import type { Person } from '../chat/event.ts';
import type { Gone, Placed } from '../store/pages.ts';
import type { HistoryEvent } from '../store/store.ts';
import { IMPORTED_HOST, personIdFor } from './person.ts';
import type { Exported } from './volume.ts';

export const FORMAT = 'chaguan-history';
export const VERSION = 1;

const HEADER = `{"format":"${FORMAT}","version":${VERSION},"events":[`;
const FOOTER = ']}';

type Json = Readonly<Record<string, unknown>>;

export function* asJson(rooms: Iterable<Exported>): Generator<string> {
  yield HEADER;
  let separator = '\n';
  for (const { chapter, pages } of rooms) {
    const { name, guards } = chapter;
    yield separator + line(guards.length === 0 ? { kind: 'room', room: name } : { kind: 'room', room: name, guards });
    separator = ',\n';
    for (const page of pages) yield page.map((placed) => separator + line(written(name, placed))).join('');
  }
  yield `\n${FOOTER}\n`;
}

// Terminals take some of them for commands; JSON itself only escapes those before the space.
const UNSAFE = /[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function line(value: Json): string {
  return JSON.stringify(value).replace(UNSAFE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function written(room: string, { event, called, at }: Placed): Json {
  return {
    kind: event.kind,
    room,
    ...(called === room ? {} : { called }),
    id: event.id,
    at: new Date(event.at).toISOString(),
    ...(event.at === at ? {} : { placed: new Date(at).toISOString() }),
    who: personIn(event.who),
    ...rest(event),
  };
}

/** What only some kinds of events have. */
function rest(event: HistoryEvent | Gone): Json {
  switch (event.kind) {
    case 'said': {
      const { text, form, tags, lines, to, replyTo } = event;
      return {
        text,
        ...(form === 'message' ? {} : { form }),
        ...(to.kind === 'room' && to.least !== null ? { least: to.least } : {}),
        ...(Object.keys(tags).length === 0 ? {} : { tags }),
        // Otherwise the text says how it was cut.
        ...(lines?.some(({ joined }) => joined) ? { lines } : {}),
        ...(replyTo === undefined ? {} : { replyTo: personIn(replyTo) }),
      };
    }
    case 'gone':
      return {};
    case 'redacted': {
      const { message, author, text, to } = event;
      const least = to.kind === 'room' && to.least !== null ? { least: to.least } : {};
      return { message, author: personIn(author), ...unlessEmpty(text), ...least };
    }
    case 'joined': {
      const { created, away } = event;
      return { ...(created ? { created } : {}), ...(away === null ? {} : { away }) };
    }
    case 'parted':
      return unlessEmpty(event.text);
    case 'topic-changed':
      return { text: event.text };
    case 'left': {
      const { cause, text, by } = event.departure;
      return { cause, ...unlessEmpty(text), ...(by === undefined ? {} : { by: personIn(by) }) };
    }
    case 'renamed':
      return { after: personIn(event.after) };
    case 'kicked':
      return { target: personIn(event.target), ...unlessEmpty(event.text) };
    case 'modes-changed':
      return { changes: event.changes.map(withoutKey) };
    case 'room-renamed':
      return { after: event.after, ...unlessEmpty(event.text) };
  }
}

function unlessEmpty(text: string): Json {
  return text === '' ? {} : { text };
}

/** A key may still open the room. */
function withoutKey(change: ModeChange): ModeChange {
  return change.set && change.what === 'key' ? { ...change, key: '*' } : change;
}

function personIn({ id, name, username, realname, peer, cloak, operator, account, bot }: Person): Json {
  return {
    name,
    ...(id === personIdFor(name) ? {} : { id }),
    ...(account === null ? {} : { account }),
    ...(username === '' ? {} : { username }),
    ...(realname === '' ? {} : { realname }),
    ...(peer.host === IMPORTED_HOST ? {} : { host: peer.host }),
    ...(peer.port === 0 ? {} : { port: peer.port }),
    ...(cloak === null ? {} : { cloak }),
    ...(operator ? { operator } : {}),
    ...(bot ? { bot } : {}),
  };
}
