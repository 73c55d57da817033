// What an outcome changes of what lasts. Every store is written with these, so that all keep the same.
import { type AuditEntry, auditOf } from '../chat/audit.ts';
import type { Credentials, Entry, ModeChange, UserId } from '../chat/command.ts';
import type { Event, EventOf, Outcome, Person } from '../chat/event.ts';
import type { Fact } from '../chat/fact.ts';
import type { Conversation, HistoryEvent, Party } from './store.ts';

/** What of a room keeps strangers out. */
export type Guard = 'invite-only' | 'registered-only' | 'key';
export const GUARDS: readonly Guard[] = ['invite-only', 'registered-only', 'key'];

export type Change =
  | { readonly kind: 'happened'; readonly of: Conversation; readonly event: HistoryEvent }
  /** The text of a message goes, wherever that is; it is `of` this conversation if it is not found any more. */
  | { readonly kind: 'redacted'; readonly of: Conversation; readonly event: EventOf<'redacted'> }
  /** A room is opened anew. Its history goes on, unless strangers were kept out of it last. */
  | { readonly kind: 'opened'; readonly room: string }
  | { readonly kind: 'guarded'; readonly room: string; readonly by: Guard; readonly set: boolean }
  /** A room takes its history with it; what was under its new name is forgotten. */
  | { readonly kind: 'moved'; readonly room: string; readonly to: string }
  | {
      readonly kind: 'registered';
      readonly name: string;
      readonly at: number;
      readonly credentials: Credentials;
    }
  | { readonly kind: 'password'; readonly account: string; readonly credentials: Credentials }
  /** The account is no more, nor are its certificates; its part in private conversations is that of a user that never was. */
  | { readonly kind: 'dropped'; readonly account: string; readonly heir: UserId }
  | { readonly kind: 'certificate'; readonly account: string; readonly fingerprint: string; readonly set: boolean }
  | { readonly kind: 'fact'; readonly fact: Fact }
  | { readonly kind: 'audited'; readonly entry: AuditEntry };

/** What is done with each, in the order in which it happened. */
export type Apply = (change: Change) => void;

export function eachChange(entry: Entry, outcome: Outcome, apply: Apply): void {
  const { command } = entry;
  const { deliveries, facts } = outcome;
  for (const { event } of deliveries) {
    if (event.kind === 'registered' && command.kind === 'register') {
      apply({ kind: 'registered', name: event.account, at: event.at, credentials: command.credentials });
    } else if (event.kind === 'password-changed' && command.kind === 'change-password') {
      apply({ kind: 'password', account: event.account, credentials: command.credentials });
    } else changesOf(event, apply);
  }
  for (const fact of facts) apply({ kind: 'fact', fact });
  for (const audited of auditOf(entry, outcome)) apply({ kind: 'audited', entry: audited });
}

function changesOf(event: Event, apply: Apply): void {
  switch (event.kind) {
    case 'said': {
      const of = conversationOf(event);
      if (of !== null && lasts(event)) apply({ kind: 'happened', of, event });
      return;
    }
    case 'redacted': {
      const of = conversationOf(event);
      if (of !== null) apply({ kind: 'redacted', of, event });
      return;
    }
    case 'joined':
      if (event.created) apply({ kind: 'opened', room: event.room });
      return apply(inRoom(event.room, event));
    case 'modes-changed':
      for (const change of event.changes) {
        if (isGuard(change)) apply({ kind: 'guarded', room: event.room, by: change.what, set: change.set });
      }
      return apply(inRoom(event.room, event));
    case 'room-renamed':
      apply({ kind: 'moved', room: event.room, to: event.after });
      return apply(inRoom(event.after, event));
    case 'parted':
    case 'kicked':
    case 'topic-changed':
      return apply(inRoom(event.room, event));
    case 'left':
    case 'renamed':
      for (const room of event.rooms) apply(inRoom(room, event));
      return;
    case 'account-dropped':
      return apply({ kind: 'dropped', account: event.account, heir: event.heir });
    case 'certificate-changed': {
      const { account, fingerprint, set } = event;
      return apply({ kind: 'certificate', account, fingerprint, set });
    }
  }
}

/** What only carries tags (somebody is typing) is for the moment, unless it is a reaction. */
function lasts({ form, tags }: EventOf<'said'>): boolean {
  return form !== 'tags' || '+draft/react' in tags;
}

function inRoom(name: string, event: HistoryEvent): Change {
  return { kind: 'happened', of: { kind: 'room', name }, event };
}

/** Null: with nobody but oneself, by the mode. */
function conversationOf({ who, to }: EventOf<'said' | 'redacted'>): Conversation | null {
  switch (to.kind) {
    case 'room':
      return to;
    case 'user':
      return { kind: 'private', between: [partyOf(who), partyOf(to.person)] };
    case 'echo':
      return null;
  }
}

/** Whom history takes somebody for. */
function partyOf({ id, account }: Person): Party {
  return account === null ? { user: id } : { account };
}

function isGuard(change: ModeChange): change is ModeChange & { readonly what: Guard } {
  return (GUARDS as readonly string[]).includes(change.what);
}
