// Words that stand for secrets, and who may be sent them. Each is made once, and recognised wherever it turns up.
import type { ChatView } from '../../src/chat/views.ts';
import type { Guest } from './guest.ts';

/** What every mark begins with: nothing else has it in it. Six bytes, so that base64 does not mix it with what follows. */
const BEGINNING = 'zq7xk0';
const SERIAL_LENGTH = 6;

/** Finds marks. In base64 only where they begin at a multiple of three bytes. */
export const MARK = {
  plain: new RegExp(`${BEGINNING}[0-9a-z]{${SERIAL_LENGTH}}`, 'gi'),
  base64: new RegExp(`${Buffer.from(BEGINNING).toString('base64')}[A-Za-z0-9+/]{${(SERIAL_LENGTH / 3) * 4}}`, 'g'),
};

/** A room whose members may know, and nobody else: its key; its name, its topic and the like also operators and invited. */
interface Hidden {
  readonly name: string;
  readonly what: 'key' | 'room';
}

interface Secret {
  /** For the report. */
  readonly what: string;
  readonly knowers: Set<Guest>;
  readonly hidden: Hidden | null;
}

export class Secrets {
  readonly #chat: ChatView;
  readonly #secrets = new Map<string, Secret>();

  constructor(chat: ChatView) {
    this.#chat = chat;
  }

  get count(): number {
    return this.#secrets.size;
  }

  /** A new mark: 12 letters and digits, which is also well-formed base64. */
  make(what: string, knowers: Iterable<Guest>, hidden: Hidden | null = null): string {
    const mark = `${BEGINNING}${this.#secrets.size.toString(36).padStart(SERIAL_LENGTH, '0')}`;
    this.#secrets.set(mark, { what, knowers: new Set(knowers), hidden });
    return mark;
  }

  /** A new mark that is the name of a secret room, once it is one. */
  makeRoom(founder: Guest): string {
    const name = `#${BEGINNING}${this.#secrets.size.toString(36).padStart(SERIAL_LENGTH, '0')}`;
    this.make('the name of a secret room', [founder], { name, what: 'room' });
    return name;
  }

  /** This guest is told by others, or out of band. */
  tell(mark: string, guest: Guest): void {
    this.#secrets.get(mark.replace('#', ''))?.knowers.add(guest);
  }

  /** @returns what the mark stands for, when this guest may not know it; null otherwise */
  leaked(mark: string, guest: Guest): string | null {
    const secret = this.#secrets.get(mark);
    if (secret === undefined || secret.knowers.has(guest)) return null;
    if (secret.hidden === null || !this.#mayKnow(secret.hidden, guest)) return secret.what;
    secret.knowers.add(guest);
    return null;
  }

  #mayKnow({ name, what }: Hidden, guest: Guest): boolean {
    const room = this.#chat.roomNamed(name);
    const { user } = guest;
    if (room === undefined || user === undefined) return false;
    if (room.members.has(user.id)) return true;
    return what === 'room' && (!room.flags.has('secret') || user.person.operator || user.invitedTo.has(room));
  }
}
