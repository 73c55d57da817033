// A chat whose outcomes a store keeps.
import { createChat } from '../chat/chat.ts';
import type { ClientTags, Command, Entry, Form, Role } from '../chat/command.ts';
import type { Outcome } from '../chat/event.ts';
import { entering, LIMITS } from '../chat/house.fixture.ts';
import type { Conversation, HistoryEvent, HistoryQuery, SearchQuery, Store } from './store.ts';

const ROOMY = { ...LIMITS, redactable: 1000, accounts: 100, remembered: 10, roomsPerUser: 10 };

/** What is said, beyond its text. */
interface How {
  readonly form?: Form;
  readonly tags?: ClientTags;
  readonly least?: Role | null;
}

export class Scene {
  store: Store;
  /** What has been kept. */
  readonly kept: { readonly entry: Entry; readonly outcome: Outcome }[] = [];
  readonly #chat = createChat(ROOMY, 'hub', []);
  readonly #prefix: string;
  #count = 0;

  /** @param prefix of the ids of entries: of another scene, another */
  constructor(store: Store, prefix = 'e') {
    this.store = store;
    this.#prefix = prefix;
  }

  /** @param at each comes 10 ms after the one before it unless it is given */
  do(command: Command, at = 1000 + this.#count * 10): string {
    const entry = { id: `${this.#prefix}-${++this.#count}`, at, command };
    const outcome = this.#chat.apply(entry);
    this.kept.push({ entry, outcome });
    this.store.keep(entry, outcome);
    return entry.id;
  }

  /** Somebody comes in, logged in if there is an account. */
  enter(user: string, name: string, account: string | null = null): void {
    this.do({ ...entering(user, name), account } as Command);
  }

  join(user: string, room: string): string {
    return this.do({ kind: 'join', user, room, key: '' });
  }

  say(user: string, to: string, text: string, { form = 'message', tags = {}, least = null }: How = {}): string {
    return this.do({ kind: 'say', user, to, text, form, tags, least, lines: null });
  }

  leave(user: string): string {
    return this.do({ kind: 'leave', user, session: user, departure: { cause: 'left', text: 'bye' } });
  }
}

export const room = (name: string): Conversation => ({ kind: 'room', name });

/** All of a conversation, unless something else is asked for. */
export async function read(
  store: Store,
  of: Conversation | string,
  query: Partial<HistoryQuery> = {},
): Promise<readonly HistoryEvent[]> {
  const conversation = typeof of === 'string' ? room(of) : of;
  const all = { what: 'messages', after: null, before: null, from: 'oldest', limit: 1000 } as const;
  return store.history({ ...all, ...query, of: conversation });
}

/** What was said there; events of other kinds as their kinds. */
export async function texts(
  store: Store,
  of: Conversation | string,
  query: Partial<HistoryQuery> = {},
): Promise<readonly string[]> {
  return (await read(store, of, query)).map((event) => (event.kind === 'said' ? event.text : event.kind));
}

/** The texts of what is found in #tea, unless something else is asked for. */
export async function find(store: Store, query: Partial<SearchQuery>): Promise<string[]> {
  const all = { in: [room('#tea')], words: [], from: null, after: null, before: null, limit: 100 };
  return (await store.search({ ...all, ...query })).map(({ text }) => text);
}

/** alice (a) and bob (b), without accounts, in #tea. */
export function teaRoom(store: Store): Scene {
  const scene = new Scene(store);
  scene.enter('a', 'alice');
  scene.enter('b', 'bob');
  scene.join('a', '#tea');
  scene.join('b', '#tea');
  return scene;
}
