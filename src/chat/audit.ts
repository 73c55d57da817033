// What goes into the audit log: who has used the power of an operator, or of an op in a room, on whom, and why.
import type { Entry } from './command.ts';
import type { Event, Outcome, Person } from './event.ts';
import { fold } from './names.ts';
import type { Sanction } from './views.ts';

/** What was done in the house, by its operators. */
const HOUSE_ACTS = [
  'ban',
  'unban',
  'ban-ended',
  'expel',
  'limit',
  'lock',
  'unlock',
  'mode',
  'operator',
  'no-operator',
  'host',
] as const;

export type Act =
  | (typeof HOUSE_ACTS)[number]
  | 'denied'
  | 'kick'
  | 'room-ban'
  | 'room-unban'
  | 'room-ban-ended'
  | 'register-room'
  | 'drop-room'
  | 'rename-room'
  | 'register'
  | 'drop-account';

export interface AuditEntry {
  /** ms since 1970. */
  readonly at: number;
  /** Who did it; null: nobody, the time had come. */
  readonly by: string | null;
  /** The account of who did it. */
  readonly account: string | null;
  readonly act: Act;
  readonly room: string | null;
  /** To whom or what it was done; behind that, what else is known of it: an address, an account, a mask. */
  readonly on: readonly string[];
  /** The reason; may be empty. */
  readonly text: string;
  /** Until when it holds (ms since 1970); null: for good, or that makes no sense. */
  readonly until: number | null;
}

/** Whether it is something that only operators of the house do, which others must not push out of the log. */
export function isOfTheHouse({ act }: AuditEntry): boolean {
  return (HOUSE_ACTS as readonly Act[]).includes(act);
}

/** Whether somebody of this name did it or had it done, or it is about this room, account, address or mask. */
export function isAbout({ by, account, room, on }: AuditEntry, what: string): boolean {
  const wanted = fold(what);
  return [by, account, room, ...on].some((word) => word !== null && fold(word) === wanted);
}

/** What of an entry is to be in the log. */
export function auditOf(entry: Entry, { deliveries }: Outcome): AuditEntry[] {
  return deliveries.flatMap(({ event }) => entriesOf(event, entry));
}

const NOTHING: readonly AuditEntry[] = [];

function entriesOf(event: Event, { command }: Entry): readonly AuditEntry[] {
  const { who } = event;
  switch (event.kind) {
    case 'banned': {
      const { sanction } = event;
      return [of(event, who, { act: 'ban', on: wordsOf(sanction), text: sanction.text, until: sanction.until })];
    }
    case 'unbanned': {
      const act = event.because === 'lifted' ? 'unban' : 'ban-ended';
      return [of(event, who, { act, on: wordsOf(event.sanction) })];
    }
    case 'left': {
      const { cause, by, text } = event.departure;
      if (cause !== 'kicked' || by === undefined) return NOTHING;
      return [of(event, by, { act: 'expel', on: [who.name, who.peer.host], text })];
    }
    case 'limited':
      return [of(event, who, { act: 'limit', on: [String(event.users)] })];
    case 'locked':
      return [of(event, who, { act: event.locked ? 'lock' : 'unlock' })];
    case 'mode-changed':
      return [of(event, who, { act: 'mode', on: [event.mode] })];
    case 'user-modes-changed':
      return event.changes
        .filter(({ mode }) => mode === 'operator')
        .map(({ set }) => of(event, who, { act: set ? 'operator' : 'no-operator', on: [who.name, who.peer.host] }));
    case 'operator-denied':
      return [of(event, who, { act: 'denied', on: [who.peer.host] })];
    case 'host-changed': {
      const { after, by } = event;
      return [of(event, by, { act: 'host', on: [who.name, `${after.username}@${after.cloak}`] })];
    }
    case 'kicked':
      return [of(event, who, { act: 'kick', room: event.room, on: [event.target.name], text: event.text })];
    case 'modes-changed':
      return event.changes.flatMap((change) => {
        if (change.what !== 'ban') return [];
        const act = change.set ? 'room-ban' : 'room-unban';
        const { room } = event;
        return of(event, who, { act, room, on: [change.mask], ...reasonOf(event, change.mask, command) });
      });
    case 'bans-ended':
      return event.masks.map((mask) => of(event, who, { act: 'room-ban-ended', room: event.room, on: [mask] }));
    case 'room-registered':
      return [of(event, who, { act: 'register-room', room: event.room })];
    case 'room-dropped':
      return [of(event, who, { act: 'drop-room', room: event.room })];
    case 'room-renamed':
      return [of(event, who, { act: 'rename-room', room: event.room, on: [event.after], text: event.text })];
    case 'registered':
      return [of(event, who, { act: 'register', on: [event.account] })];
    case 'account-dropped':
      return [of(event, who, { act: 'drop-account', on: [event.account] })];
    default:
      return NOTHING;
  }
}

const UNSAID = { room: null, on: [], text: '', until: null };

function of({ at }: Event, by: Person, entry: Pick<AuditEntry, 'act'> & Partial<AuditEntry>): AuditEntry {
  return { at, by: by.name === '' ? null : by.name, account: by.account, ...UNSAID, ...entry };
}

function wordsOf({ name, account, networks }: Sanction): string[] {
  const words = [name, account, ...networks.map(({ text }) => text)].filter((word) => word !== null);
  return [...new Set(words)];
}

/** Whoever was banned by name, why and for how long is known to who asked for it. */
function reasonOf({ at }: Event, mask: string, command: Entry['command']): Partial<AuditEntry> {
  if (command.kind !== 'room-ban') return {};
  const { name, text, lasting } = command;
  return { on: [name, mask], text, until: lasting === null ? null : at + lasting };
}
