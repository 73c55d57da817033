// Who the two of a private conversation are to the store, and how one finds the other by name.
import type { Person } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { ChatView } from '../chat/views.ts';
import { partyKey } from '../store/conversations.ts';
import type { Active, Conversation, Party } from '../store/store.ts';

/** Somebody at the other end, and the name under which it is found. */
interface Other {
  readonly parties: readonly Party[];
  readonly name: string;
}

/** Whom history takes somebody for: an account, and before it logged in to that, a user. The one it talks as comes first. */
export function partiesOf({ id, account }: Person): readonly Party[] {
  return account === null ? [{ user: id }] : [{ account }, { user: id }];
}

/** Who is called so: here, as an account, or last; and what was said with its account, if that was dropped. */
export function called(chat: ChatView, name: string): Other | null {
  const former = chat.formerAccountNamed(name);
  const left: readonly Party[] = former === undefined ? [] : [{ user: former.heir }];
  /** Whatever it is called now, what was said with an account that it had is found under its name. */
  const partiesBefore = ({ id }: Person): Party[] => chat.formerAccountsOf(id).map(({ heir }) => ({ user: heir }));
  const here = chat.userNamed(name)?.person;
  if (here !== undefined) return { parties: [...partiesOf(here), ...partiesBefore(here)], name: here.name };
  const account = chat.accountNamed(name);
  if (account !== undefined) return { parties: [{ account: account.name }], name: account.name };
  const person = chat.pastNamed(name)[0]?.person;
  if (person === undefined) return former === undefined ? null : { parties: left, name };
  // There is no such account now: it was the one that was dropped.
  const isIts = former?.users.has(person.id) !== true && fold(person.account ?? '') === fold(name);
  const now = chat.user(person.id)?.person.name ?? person.name;
  return { parties: [...partiesOf(person), ...partiesBefore(person), ...(isIts ? left : [])], name: now };
}

/** The conversations that are one to those who have it: it went on when one of them logged in. */
export function between(self: Person, { parties }: Other): readonly Conversation[] {
  const pairs = partiesOf(self).flatMap((own) => parties.map((other) => [own, other] as const));
  return pairs.map((pair) => ({ kind: 'private', between: pair }));
}

/** Under which name `self` finds the other of a private conversation; null: under that it finds another, or none. */
export function nameIn(chat: ChatView, self: Person, { of, last }: Active): string | null {
  if (of.kind === 'room') return of.name;
  const [one, two] = of.between;
  const party = partiesOf(self).some((own) => isSame(own, one)) ? two : one;
  const persons = last.to.kind === 'user' ? [last.who, last.to.person] : [last.who];
  const person = persons.find((each) => !isSelf(self, each)) ?? self;
  const names = [chat.user(person.id)?.person.name ?? person.name, person.account ?? ''];
  return names.find((name) => called(chat, name)?.parties.some((each) => isSame(each, party)) === true) ?? null;
}

/** Whether it is the same user, or another of the same account. */
export function isSelf({ id, account }: Person, person: Person): boolean {
  return person.id === id || (account !== null && fold(person.account ?? '') === fold(account));
}

function isSame(one: Party, other: Party): boolean {
  return partyKey(one) === partyKey(other);
}
