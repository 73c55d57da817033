// What users and rooms have written about themselves, and who wants to know (IRCv3 metadata).

import { witnessesOf } from '../audience.ts';
import type { PresenceCommand } from '../command.ts';
import { fold } from '../names.ts';
import { audienceOf, type Room, reaches } from '../room.ts';
import type { Step } from '../step.ts';
import { utf8Length } from '../text.ts';
import type { User } from '../user.ts';

type Of<K extends PresenceCommand['kind']> = Extract<PresenceCommand, { kind: K }>;

/** "Key names are restricted to the ranges `a-z`, `0-9`, and `_./-`" */
const KEY = /^[a-z0-9_./-]{1,64}$/;

export function isMetadataKey(key: string): boolean {
  return KEY.test(key);
}

/** In order; those after the first that is one too many are left out. */
export function subscribe(step: Step, user: User, { set, keys }: Of<'subscribe'>): void {
  const done: string[] = [];
  for (const key of new Set(keys)) {
    if (!isMetadataKey(key)) step.refuse({ why: 'metadata-key-invalid', key });
    else if (!set) {
      user.subscriptions.delete(key);
      done.push(key);
    } else if (!user.subscriptions.has(key) && user.subscriptions.size >= step.limits.subscriptionsPerUser) {
      step.refuse({ why: 'too-many-subscriptions', key });
      break;
    } else {
      user.subscriptions.add(key);
      done.push(key);
    }
  }
  if (done.length > 0) step.happened('subscribed', user.person, [user.id], { set, keys: done });
}

export function metadata(step: Step, user: User, { target, key, value }: Of<'metadata'>): void {
  if (key !== null && !isMetadataKey(key)) return step.refuse({ why: 'metadata-key-invalid', key });
  const of = target.startsWith('#') ? ownedRoom(step, user, target, key) : self(step, user, target, key);
  if (of === null) return;
  if (key === null) for (const one of [...of.metadata.keys()]) change(step, user, of, one, null);
  else if (isPossible(step, of, key, value)) change(step, user, of, key, value);
}

function isPossible(step: Step, of: Owner, key: string, value: string | null): boolean {
  const { metadataBytes, metadataKeys } = step.limits;
  const isThere = of.metadata.has(key);
  if (value === null && !isThere) step.refuse({ why: 'metadata-not-set', target: of.name, key });
  else if (value !== null && utf8Length(value) > metadataBytes) {
    step.refuse({ why: 'metadata-value-too-long', limit: metadataBytes });
  } else if (value !== null && !isThere && of.metadata.size >= metadataKeys) {
    step.refuse({ why: 'too-much-metadata', target: of.name, limit: metadataKeys });
  } else return true;
  return false;
}

function change(step: Step, user: User, of: Owner, key: string, value: string | null): void {
  if (value === null) of.metadata.delete(key);
  else of.metadata.set(key, value);
  if (of.room !== null) step.touch(of.room);
  else step.state.changedUser(user);
  const subscribed = of.audience.filter((id) => step.state.user(id)?.subscriptions.has(key) === true);
  step.happened('metadata-changed', user.person, subscribed, { of: of.name, key, value });
}

/** Whose metadata it is, and who might want to know of a change. */
interface Owner {
  readonly name: string;
  readonly metadata: Map<string, string>;
  /** Null: a user's. */
  readonly room: Room | null;
  readonly audience: readonly string[];
}

function ownedRoom(step: Step, user: User, name: string, key: string | null): Owner | null {
  const room: Room | null = step.knownRoom(user, name);
  if (room === null) return null;
  const member = room.members.get(user.id);
  if (user.person.operator || (member !== undefined && reaches(member, 'op'))) {
    return { name: room.name, metadata: room.metadata, room, audience: audienceOf(room) };
  }
  step.refuse({ why: 'metadata-not-yours', target: room.name, key: key ?? '*' });
  return null;
}

function self(step: Step, user: User, name: string, key: string | null): Owner | null {
  if (fold(name) !== fold(user.person.name)) {
    const other = step.someone(name);
    if (other !== null) step.refuse({ why: 'metadata-not-yours', target: other.person.name, key: key ?? '*' });
    return null;
  }
  const watchers = step.state.watchers.of(user.person.name);
  const audience = [...new Set([...witnessesOf(user), ...watchers])];
  return { name: user.person.name, metadata: user.metadata, room: null, audience };
}
