// What may be read of the chat by everybody else: its users, its rooms, the house.
import type { Face, Mode, Peer, Role, RoomFlag, RoomList, SessionId, UserId, UserMode } from './command.ts';
import type { Person, Refusal } from './event.ts';
import type { Network } from './network.ts';

/** The room that is always there, and where plain-text users find themselves. */
export const LOBBY = '#lobby';

/** One connection of a user. */
export interface SessionView {
  readonly id: SessionId;
  readonly peer: Peer;
  readonly face: Face;
  /** Nobody on the way can read along. */
  readonly secure: boolean;
  /** As in the command `enter`. */
  readonly certificate: string | null;
}

export interface UserView {
  readonly id: UserId;
  /** What others are told of this user; replaced, never changed, when something of it changes. */
  readonly person: Person;
  /** None: it stays here although it is not connected. */
  readonly sessions: ReadonlyMap<SessionId, SessionView>;
  /** It is here even without a session. */
  readonly stays: boolean;
  /** When its last session ended (ms since 1970); null: it has some. */
  readonly absentSince: number | null;
  readonly enteredAt: number;
  /** When this user last said something, or entered. */
  readonly spokeAt: number;
  /** Why it is away; empty: it has not said so, but is not connected. */
  readonly away: string | null;
  readonly modes: ReadonlySet<UserMode>;
  readonly rooms: ReadonlySet<RoomView>;
  /** Where an op has asked this user in. */
  readonly invitedTo: ReadonlySet<RoomView>;
  /** The names it watches for as they were written, by name under `fold`. */
  readonly monitored: ReadonlyMap<string, string>;
  /** The metadata keys it is told of. */
  readonly subscriptions: ReadonlySet<string>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Somebody who is gone, or is called otherwise now; `at` is when that happened (ms since 1970). */
export interface Past {
  readonly person: Person;
  readonly at: number;
}

/** A registered name. */
export interface AccountView {
  readonly name: string;
  readonly registeredAt: number;
  /** The entry that has set its password; empty: one of an earlier run. */
  readonly passwordBy: string;
  /** The fingerprints of those that prove that somebody owns it, in the order in which they were added. */
  readonly certificates: ReadonlySet<string>;
  /** Its owner wants to stay here without a connection. */
  readonly stays: boolean;
}

/** A name that was registered: its account was dropped. */
export interface FormerAccount {
  /** As in the event. */
  readonly heir: UserId;
  /** Who was logged in to it then; of an earlier run nobody. */
  readonly users: ReadonlySet<UserId>;
}

export interface MemberView {
  readonly user: UserView;
  readonly roles: ReadonlySet<Role>;
}

/** Who set something, and when (ms since 1970). */
interface SetBy {
  readonly by: string;
  readonly at: number;
}

/** What was said when somebody was kept out, and until when that is (ms since 1970; null: for good). */
interface ForReason extends SetBy {
  readonly text: string;
  readonly until: number | null;
}

/** A mask as it was first written. Only a ban has a reason, or an end. */
export interface RoomMask extends ForReason {
  readonly mask: string;
  /** Who was named, where the mask was made from that. */
  readonly name: string | null;
}

/** Who has registered a room, and when (ms since 1970). */
interface Registration {
  /** The account. */
  readonly founder: string;
  readonly at: number;
}

/** What an account is in a room that lasts, whoever is there. */
export interface RoleHolder {
  readonly account: string;
  readonly roles: ReadonlySet<Role>;
}

export interface RoomView {
  readonly name: string;
  readonly createdAt: number;
  readonly topic: ({ readonly text: string } & SetBy) | null;
  readonly flags: ReadonlySet<RoomFlag>;
  readonly key: string | null;
  readonly limit: number | null;
  /** By mask under `fold`, in the order they were set. */
  readonly lists: Readonly<Record<RoomList, ReadonlyMap<string, RoomMask>>>;
  readonly metadata: ReadonlyMap<string, string>;
  /** Null: nobody has registered it. */
  readonly registration: Registration | null;
  /** By account under `fold`; none in a room that does not last. */
  readonly roleHolders: ReadonlyMap<string, RoleHolder>;
  /** The accounts that an op has asked in and that have not come yet, by their `fold`; none in a room that does not last. */
  readonly invitedAccounts: ReadonlyMap<string, string>;
  readonly members: ReadonlyMap<UserId, MemberView>;
}

/**
 * Who is kept out of the house. Whoever was named is kept out as an account and wherever it came from; others from there may
 * come in with an account. Where a network was written, it is everybody from there.
 */
export interface Sanction extends ForReason {
  /** A small one that no other has now. */
  readonly number: number;
  /** Who was named, as it was called here; null: an account or a network was written. */
  readonly name: string | null;
  readonly account: string | null;
  readonly networks: readonly Network[];
}

export interface HouseView {
  readonly mode: Mode;
  readonly locked: boolean;
  readonly limit: number;
  /** How many users were here at once at most. */
  readonly mostUsers: number;
  /** By number, in the order in which they were set. */
  readonly sanctions: ReadonlyMap<number, Sanction>;
  /** p2p: the guest who has the operator's line. */
  readonly line: UserId | null;
}

/** Whether one of somebody's connections speaks so. */
export function speaks({ sessions }: Pick<UserView, 'sessions'>, face: Face): boolean {
  for (const session of sessions.values()) if (session.face === face) return true;
  return false;
}

/** Who wants a name: somebody here, or on the way in. */
export interface Asker {
  readonly id: UserId;
  readonly face: Face;
  readonly account: string | null;
}

/** Everything that may be read between two commands. Nothing in it may be kept across the next one but ids and persons. */
export interface ChatView {
  readonly house: HouseView;
  readonly lobby: string;
  readonly users: ReadonlyMap<UserId, UserView>;
  readonly rooms: Iterable<RoomView>;
  readonly roomCount: number;
  /** When a ban ends next (ms since 1970), or a little before: then `expire` is to be asked for. Null: none ever does. */
  readonly nextExpiry: number | null;
  user(id: UserId): UserView | undefined;
  /** By name, under casemapping. */
  userNamed(name: string): UserView | undefined;
  /** By the `address:port` of one of its connections. */
  userAt(address: string): UserView | undefined;
  roomNamed(name: string): RoomView | undefined;
  accountNamed(name: string): AccountView | undefined;
  /** The account of this name that was dropped last; there may be a new one by now. */
  formerAccountNamed(name: string): FormerAccount | undefined;
  /** The accounts that were dropped while this user was logged in to them. */
  formerAccountsOf(user: UserId): readonly FormerAccount[];
  /** Who had this name before, the latest first; at most `limits.remembered` in all are known. */
  pastNamed(name: string): readonly Past[];
  /** Whose further session it is when somebody comes in who has proved to own this account; null: nobody's. */
  ownerHere(account: string, name: string): UserView | null;
  /** Until when the user has read what was said there (ms since 1970); null: not known. */
  readUntil(user: UserView, target: string): number | null;
  /** Whether `asker` may know that this room exists and who is in it. */
  mayKnow(asker: UserId, room: RoomView): boolean;
  /** Whether `asker` may come upon this user without having been told the name (modern-irc "Invisible User Mode"). */
  maySee(asker: UserId, user: UserView): boolean;
  /** Why this user cannot make an account of this name now; null when it can. */
  registerRefusal(user: UserView, account: string): Refusal | null;
  /** Why `asker`, who is here or on the way in, cannot be called `name`; null when it is free. */
  nameRefusal(name: string, asker: Asker): Refusal | null;
}
