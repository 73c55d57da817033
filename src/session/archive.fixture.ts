// A chat with its store and archive, and short words for what is read there.
import { type Chat, createChat } from '../chat/chat.ts';
import type { Command, Role } from '../chat/command.ts';
import { CREDENTIALS, entering, LIMITS } from '../chat/house.fixture.ts';
import { createMemoryStore } from '../store/memory.ts';
import { Archive } from './archive.ts';
import type { Past } from './talk.ts';

export const ROOMY = {
  ...LIMITS,
  redactable: 1000,
  accounts: 100,
  formerAccounts: 100,
  remembered: 10,
  roomsPerUser: 10,
};

/** A chat with its store; entries 10 ms apart. */
export class Scene {
  readonly chat: Chat = createChat(ROOMY, 'hub', []);
  readonly store = createMemoryStore();
  readonly archive = new Archive(this.store, this.chat.view);
  #count = 0;

  do(command: Command): string {
    const entry = { id: `e-${++this.#count}`, at: 1000 + this.#count * 10, command };
    this.store.keep(entry, this.chat.apply(entry));
    return entry.id;
  }

  register(user: string, account: string): void {
    this.do({ kind: 'register', user, account, credentials: CREDENTIALS });
  }

  leave(user: string): void {
    this.do({ kind: 'leave', user, session: user, departure: { cause: 'left', text: '' } });
  }

  enter(user: string, name: string, account: string | null = null): void {
    this.do({ ...entering(user, name), face: 'irc', account } as Command);
  }

  join(user: string, room: string): void {
    this.do({ kind: 'join', user, room, key: '' });
  }

  say(user: string, to: string, text: string, least: Role | null = null): string {
    return this.do({ kind: 'say', user, to, text, form: 'message', tags: {}, least, lines: null });
  }

  /** What somebody reads there; null: nothing may be read. */
  async read(
    asker: string,
    target: string,
    what: 'messages' | 'all' = 'messages',
    limit = 100,
  ): Promise<string[] | null> {
    const talk = this.archive.talk(asker, target);
    if (talk === null) return null;
    return textsOf(await this.archive.read(asker, talk, { what, after: null, before: null, from: 'newest', limit }));
  }

  async find(asker: string, words: readonly string[] = []): Promise<string[]> {
    const all = { in: null, from: null, after: null, before: null, limit: 1000 };
    return textsOf(await this.archive.search(asker, { ...all, words }));
  }
}

export function textsOf(past: Past | null): string[] {
  return (past?.events ?? []).map((event) => (event.kind === 'said' ? event.text : event.kind));
}

/** alice (a) is op of #tea, bob (b) is there too, carol (c) is not. */
export function teaRoom(): Scene {
  const scene = new Scene();
  for (const [user, name] of ['alice', 'bob', 'carol'].map((one) => [one.charAt(0), one] as const))
    scene.enter(user, name);
  scene.join('a', '#tea');
  scene.join('b', '#tea');
  return scene;
}
