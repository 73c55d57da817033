// Who is here, and who has registered a name.
import type { SessionId, UserMode } from './command.ts';
import type { Person } from './event.ts';
import { fold } from './names.ts';
import type { Room } from './room.ts';
import type { AccountView, SessionView, UserView } from './views.ts';

export interface User extends UserView {
  person: Person;
  readonly sessions: Map<SessionId, SessionView>;
  stays: boolean;
  absentSince: number | null;
  spokeAt: number;
  away: string | null;
  readonly modes: Set<UserMode>;
  readonly rooms: Set<Room>;
  readonly invitedTo: Set<Room>;
  readonly monitored: Map<string, string>;
  readonly subscriptions: Set<string>;
  readonly metadata: Map<string, string>;
}

export interface Account extends AccountView {
  passwordBy: string;
  readonly certificates: Set<string>;
  stays: boolean;
}

/** Where somebody is connected from: the host of each of its connections; of who has none, where it came from at first. */
export function addressesOf({ person, sessions }: User): readonly string[] {
  const hosts = [...sessions.values()].map(({ peer }) => peer.host);
  return hosts.length === 0 ? [person.peer.host] : [...new Set(hosts)];
}

/** @param account its name in any spelling */
export function isLoggedInTo({ person }: User, account: string): boolean {
  return person.account !== null && fold(person.account) === fold(account);
}
