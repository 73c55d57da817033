// Words that stand for secrets, and who may be sent them. Each is made once, and recognised wherever it turns up.
import type { Role, UserId } from '../../src/chat/command.ts';
import type { EventOf } from '../../src/chat/event.ts';
import { fold } from '../../src/chat/names.ts';
import type { ChatView, UserView } from '../../src/chat/views.ts';
import { holdsRole } from '../../src/chat/visibility.ts';
import type { Guest } from './guest.ts';

/** What every mark begins with: nothing else has it in it. Six bytes, so that base64 does not mix it with what follows. */
const BEGINNING = 'zq7xk0';
const SERIAL_LENGTH = 6;
const RPL_WHOWASUSER = '314';

/** Finds marks. In base64 only where they begin at a multiple of three bytes. */
export const MARK = {
  plain: new RegExp(`${BEGINNING}[0-9a-z]{${SERIAL_LENGTH}}`, 'gi'),
  base64: new RegExp(`${Buffer.from(BEGINNING).toString('base64')}[A-Za-z0-9+/]{${(SERIAL_LENGTH / 3) * 4}}`, 'g'),
};

/**
 * Who else may know: of a room's key its members; of its name, its topic and the like also operators, invited and who has a role there by account; of an
 * address operators; of what was said whoever may read it in the history.
 */
export type Hidden = { readonly what: 'key' | 'room'; readonly room: string } | { readonly what: 'address' } | Said;

export interface Said {
  readonly what: 'said';
  where: Where[];
}

/** Whose history has it: a room's, for those with a role or for all; an account's. */
export type Where = { room: string; readonly least: Role | null } | { readonly account: string };

/** Where a message was said: whose history has it, and who talks there without an account. */
export interface Place {
  readonly said: Said;
  readonly users: readonly UserId[];
}

const NOWHERE: Place = { said: { what: 'said', where: [] }, users: [] };

interface Secret {
  /** For the report. */
  readonly what: string;
  readonly knowers: Set<Guest>;
  readonly hidden: Hidden | null;
}

export class Secrets {
  readonly #chat: ChatView;
  readonly #secrets = new Map<string, Secret>();
  /** By the id of the message. */
  readonly #places = new Map<string, Place>();
  #count = 0;

  constructor(chat: ChatView) {
    this.#chat = chat;
  }

  get count(): number {
    return this.#secrets.size;
  }

  /** A new mark that is no secret yet: 12 letters and digits, which is also well-formed base64. */
  reserve(): string {
    return `${BEGINNING}${(this.#count++).toString(36).padStart(SERIAL_LENGTH, '0')}`;
  }

  /** From now on only these guests, and those who learn it, may be sent this mark. */
  conceal(mark: string, what: string, knowers: Iterable<Guest>, hidden: Hidden | null = null): void {
    if (!this.#secrets.has(mark)) this.#secrets.set(mark, { what, knowers: new Set(knowers), hidden });
  }

  make(what: string, knowers: Iterable<Guest>, hidden: Hidden | null = null): string {
    const mark = this.reserve();
    this.conceal(mark, what, knowers, hidden);
    return mark;
  }

  /** The name of a secret room, once it is one. */
  makeRoom(founder: Guest): string {
    const mark = this.reserve();
    this.conceal(mark, 'the name of a secret room', [founder], { what: 'room', room: `#${mark}` });
    return `#${mark}`;
  }

  /** This guest is told by others, or out of band. */
  tell(mark: string, guest: Guest): void {
    this.#secrets.get(mark.replace('#', ''))?.knowers.add(guest);
  }

  /**
   * @param verb of the line that has the mark in it
   * @returns what the mark stands for, when this guest may not know it; null otherwise
   */
  leaked(mark: string, guest: Guest, verb: string): string | null {
    const secret = this.#secrets.get(mark);
    if (secret === undefined || secret.knowers.has(guest)) return null;
    // Another session of somebody who knows it knows it too from now on.
    if (secret.knowers.values().some(({ userId }) => userId === guest.userId)) {
      secret.knowers.add(guest);
      return null;
    }
    // Somebody's address before it was hidden is remembered as it was.
    if (secret.hidden?.what === 'address' && (verb === RPL_WHOWASUSER || !this.#isHere(mark))) return null;
    if (secret.hidden === null || !this.#mayKnow(secret.hidden, guest)) return secret.what;
    secret.knowers.add(guest);
    return null;
  }

  /** The reason for taking a message back stands where it was said, wherever its writer and its reader are by then. */
  placeOf(message: string): Place {
    return this.#places.get(message) ?? NOWHERE;
  }

  remember({ id, who, to }: EventOf<'said'>): void {
    const people = to.kind === 'user' ? [who, to.person] : [who];
    const owners = people.flatMap(({ account }): Where[] => (account === null ? [] : [{ account }]));
    const where = to.kind === 'room' ? [{ room: to.name, least: to.least }, ...owners] : owners;
    this.#places.set(id, { said: { what: 'said', where }, users: people.map((person) => person.id) });
  }

  /** A room has another name, and takes its history with it. */
  move(before: string, after: string): void {
    for (const hidden of this.#allSaid()) {
      for (const one of hidden.where) if ('room' in one && fold(one.room) === fold(before)) one.room = after;
    }
  }

  /** An account has ended: whoever has its name later is somebody else. */
  disown(account: string): void {
    for (const said of this.#allSaid()) {
      said.where = said.where.filter((one) => !('account' in one) || fold(one.account) !== fold(account));
    }
  }

  *#allSaid(): Iterable<Said> {
    for (const { hidden } of this.#secrets.values()) if (hidden?.what === 'said') yield hidden;
    for (const { said } of this.#places.values()) yield said;
  }

  #isHere(mark: string): boolean {
    return this.#chat.users.values().some(({ person }) => person.peer.host.startsWith(mark));
  }

  #mayKnow(hidden: Hidden, { user }: Guest): boolean {
    if (user === undefined) return false;
    if (hidden.what === 'said') return hidden.where.some((where) => this.#mayRead(where, user));
    if (hidden.what === 'address') return user.person.operator;
    const room = this.#chat.roomNamed(hidden.room);
    if (room === undefined) return false;
    if (room.members.has(user.id)) return true;
    const { account, operator } = user.person;
    const { registration, roleHolders } = room;
    const own = account === null ? '' : fold(account);
    const isOwn = roleHolders.has(own) || (registration !== null && fold(registration.founder) === own);
    const isOpen = !room.flags.has('secret') || operator || user.invitedTo.has(room) || isOwn;
    return hidden.what === 'room' && isOpen;
  }

  #mayRead(where: Where, user: UserView): boolean {
    if ('account' in where) return user.person.account !== null && fold(user.person.account) === fold(where.account);
    const room = this.#chat.roomNamed(where.room);
    if (room?.members.has(user.id) !== true) return false;
    return where.least === null || holdsRole(room, user.id, where.least);
  }
}
