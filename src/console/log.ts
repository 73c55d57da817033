// Without a terminal: what happens, one line each, for people (`text`) or for programs (`json`).
import { type Departure, type ModeChange, peerName } from '../chat/command.ts';
import { type Event, HOUSE, type Person, type Target } from '../chat/event.ts';
import type { Lang } from '../i18n/language.ts';
import type { Happening, HappeningOf } from '../session/happening.ts';
import { describe } from './describe.ts';
import { PLAIN } from './look.ts';
import { faultText, isTold, reactionIn, timeOf } from './told.ts';

export interface Log {
  observe(happening: Happening): void;
}

/** `write` gets each line without its newline. */
export function openLog(format: 'text' | 'json', lang: Lang, write: (line: string) => void): Log {
  const lineOf = format === 'json' ? jsonLine : (happening: Happening) => textLine(happening, lang);
  return {
    observe(happening) {
      const line = lineOf(happening);
      if (line !== null) write(line);
    },
  };
}

function textLine(happening: Happening, lang: Lang): string | null {
  const sentence = describe(happening, lang, PLAIN);
  return sentence === null ? null : `${new Date(timeOf(happening)).toISOString()} ${sentence}`;
}

// JSON leaves these as they are, but they can break or turn a line on a terminal; \u escapes mean the same.
const UNSEEN = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb]/g;

function jsonLine(happening: Happening): string | null {
  const record = recordOf(happening);
  if (record === null) return null;
  return JSON.stringify(record).replace(UNSEEN, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The fields of a JSON line. Always: `at` (ISO 8601, UTC) and `event`, the kind of a happening or of an event of the
 * chat. `who` and `address` are the name and `address:port` of whom it is about or who did it; `target` and
 * `targetAddress` of whom it was done or said to. `room`, `rooms`, `text`, `cause`, `form`, `name` (the new one), `host`,
 * `mode`, `users`, `locked`, `changes`, `account` and the rest are the event's own. A message has `room` (and `least`, when only
 * members with that role or a higher one were shown it), or `target`, or `echo`.
 */
function recordOf(happening: Happening): object | null {
  const at = new Date(timeOf(happening)).toISOString();
  switch (happening.kind) {
    case 'log-gap':
      return { at, event: happening.kind, lines: happening.lines };
    case 'listening':
      return {
        at,
        event: happening.kind,
        port: happening.port,
        addresses: happening.addresses,
        fingerprint: happening.fingerprint,
      };
    case 'store':
      return { at, event: happening.kind, health: happening.health };
    case 'resumed': {
      const { kind: _kind, at: _at, ...state } = happening;
      return { at, event: happening.kind, ...state };
    }
    case 'overruled':
      return { at, event: happening.kind, setting: happening.setting, before: happening.before };
    case 'strange-fact':
      return { at, event: happening.kind, of: happening.of, key: happening.key };
    case 'certificate':
      return { at, event: happening.kind, ...certificate(happening) };
    case 'web-refused':
      return { at, event: happening.kind, address: peerName(happening.peer), cause: happening.because };
    case 'announced':
      return { at, event: happening.kind, name: happening.name };
    case 'not-announced':
      return { at, event: happening.kind, error: happening.error?.message ?? null };
    case 'closing':
      return { at, event: happening.kind, came: happening.tally };
    case 'connected':
      return { at, event: happening.kind, address: peerName(happening.peer) };
    case 'disconnected':
      return {
        at,
        event: happening.kind,
        who: happening.name,
        address: peerName(happening.peer),
        ...departure(happening.departure),
      };
    case 'turned-away':
      return { at, event: happening.kind, address: peerName(happening.peer), cause: happening.because };
    case 'failed':
      return { at, event: happening.kind, doing: happening.doing, error: faultText(happening.error) };
    case 'wire':
      return {
        at,
        event: happening.kind,
        who: happening.name,
        address: peerName(happening.peer),
        ...passing(happening),
      };
    case 'event': {
      const { event } = happening;
      if (!isTold(event)) return null;
      const who = event.who === HOUSE ? { who: null } : person('who', 'address', event.who);
      return { at, event: event.kind, ...who, ...particulars(event) };
    }
  }
}

/** `passing` is what passes, bytes are hexadecimal. */
function passing({ passing: { kind, ...own } }: HappeningOf<'wire'>): object {
  return {
    passing: kind,
    ...own,
    ...('bytes' in own && typeof own.bytes !== 'number' ? { bytes: inHex(own.bytes) } : {}),
  };
}

function inHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function certificate({ renewal }: HappeningOf<'certificate'>): object {
  return renewal.kind === 'renewed' ? { fingerprint: renewal.fingerprint } : { error: faultText(renewal.error) };
}

function particulars(event: Event): object {
  switch (event.kind) {
    case 'left':
      return { ...departure(event.departure), rooms: event.rooms };
    case 'renamed':
      return { name: event.after.name, rooms: event.rooms };
    case 'kicked':
      return { room: event.room, ...person('target', 'targetAddress', event.target), text: event.text };
    case 'invited':
      return { room: event.room, ...person('target', 'targetAddress', event.target) };
    case 'said':
      return {
        ...target(event.to),
        form: event.form,
        text: event.form === 'tags' ? reactionIn(event) : event.text,
      };
    case 'redacted':
      return { ...target(event.to), message: event.message, author: event.author.name, text: event.text };
    case 'modes-changed':
      return { room: event.room, changes: event.changes.map(withoutKey) };
    case 'banned':
    case 'unbanned': {
      const { sanction, ...own } = event;
      const { number, name, account, networks, text, until } = sanction;
      const covers = { number, name, account, networks: networks.map((network) => network.text), text, until };
      return { ...covers, ...('others' in own ? { others: own.others } : { because: own.because }) };
    }
    case 'account-changed':
      return { account: event.who.account };
    case 'account-dropped':
      return { account: event.account };
    case 'host-changed':
      return { username: event.after.username, host: event.after.cloak };
    default: {
      const { id: _id, at: _at, who: _who, kind: _kind, ...own } = event;
      return own;
    }
  }
}

/** `by` only when somebody has sent it away. */
function departure({ cause, text, by }: Departure): object {
  return { cause, text, ...(by === undefined ? {} : { by: by.name }) };
}

function target(to: Target): object {
  switch (to.kind) {
    case 'room':
      return to.least === null ? { room: to.name } : { room: to.name, least: to.least };
    case 'user':
      return person('target', 'targetAddress', to.person);
    case 'echo':
      return { echo: true };
  }
}

function person(nameField: string, addressField: string, { name, peer }: Person): object {
  return { [nameField]: name, [addressField]: peerName(peer) };
}

/** A room's key is nobody's business who reads the log. */
function withoutKey(change: ModeChange): object {
  return change.what === 'key' ? { set: change.set, what: change.what } : change;
}
