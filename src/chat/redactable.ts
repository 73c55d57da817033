// The messages that can still be taken back: who said which where. The oldest are forgotten.
import type { Role, UserId } from './command.ts';
import type { Person } from './event.ts';
import type { Room } from './room.ts';

/** Where something was said: what had that name may be another by now. */
export type Place = Room | UserId;

export interface Said {
  /** As it was then. */
  readonly author: Person;
  readonly where: Place;
  /** Who of the room was told: those with this role or a higher one; null: all. */
  readonly least: Role | null;
}

export class Redactable {
  /** A ring of message ids; `#next` is where the next one goes. */
  readonly #ids: (string | undefined)[];
  readonly #limit: number;
  readonly #said = new Map<string, Said>();
  #next = 0;

  /** @param limit messages of the whole house */
  constructor(limit: number) {
    this.#limit = limit;
    this.#ids = [];
  }

  add(id: string, author: Person, where: Place, least: Role | null = null): void {
    const oldest = this.#ids[this.#next];
    if (oldest !== undefined) this.#said.delete(oldest);
    this.#ids[this.#next] = id;
    this.#next = (this.#next + 1) % this.#limit;
    this.#said.set(id, { author, where, least });
  }

  find(id: string, where: Place): Said | null {
    const said = this.#said.get(id);
    return said?.where === where ? said : null;
  }

  /** An account has ended: who has its name later did not say what was said with it. */
  disown(account: string): void {
    for (const [id, said] of this.#said) {
      if (said.author.account !== account) continue;
      this.#said.set(id, { ...said, author: { ...said.author, account: null } });
    }
  }

  /** It has been taken back: that cannot be done twice. */
  remove(id: string): void {
    this.#said.delete(id);
  }
}
