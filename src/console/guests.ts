// Who a guest is, for an operator who writes a name or an address; and who is being answered.
import { peerName, type UserId } from '../chat/command.ts';
import type { Event } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { type ChatView, speaks, type UserView } from '../chat/views.ts';

/** By name, or by `address:port`. A name wins: it may look like somebody's address. */
export function findGuest(chat: ChatView, who: string): UserView | undefined {
  return chat.userNamed(who) ?? chat.userAt(who);
}

/** Everybody here but those at a console, who came first first. */
export function guestsOf(chat: ChatView): UserView[] {
  return [...chat.users.values()].filter((user) => !speaks(user, 'console'));
}

/** The names that begin with `start`; when there are none, the addresses that do. */
export function guestsBeginning(chat: ChatView, start: string): string[] {
  const guests = guestsOf(chat);
  const names = guests.map((guest) => guest.person.name).filter((name) => fold(name).startsWith(fold(start)));
  if (names.length > 0) return names;
  return guests.map((guest) => peerName(guest.person.peer)).filter((address) => address.startsWith(start));
}

/** Whom a plain line of the operator answers in desk mode: whom the operator spoke to, else who spoke to the operator. */
export class Conversation {
  readonly #chat: ChatView;
  readonly #operator: UserId;
  #addressed: UserId | null = null;
  #heard: UserId | null = null;

  constructor(chat: ChatView, operator: UserId) {
    this.#chat = chat;
    this.#operator = operator;
  }

  /** The operator speaks to this guest. */
  address(guest: UserId): void {
    this.#addressed = guest;
  }

  observe(event: Event): void {
    if (event.kind !== 'said' || event.to.kind !== 'user' || event.form === 'tags') return;
    if (event.to.person.id === this.#operator && event.who.id !== this.#operator) this.#heard = event.who.id;
  }

  /** The guest a plain line is for, if there is one and still here. */
  get partner(): UserView | undefined {
    if (this.#chat.house.mode === 'p2p') return this.#here(this.#chat.house.line);
    return this.#here(this.#addressed) ?? this.#here(this.#heard);
  }

  #here(guest: UserId | null): UserView | undefined {
    return guest === null ? undefined : this.#chat.user(guest);
  }
}
