// The audit log: what operators and ops have done, the newest of it.
import { type AuditEntry, isAbout, isOfTheHouse } from '../chat/audit.ts';

/** Of what operators do, and of what everybody else can do: some 200 bytes each. Nobody pushes the former out with the latter. */
export const MOST_AUDITED = 10_000;

export interface AuditQuery {
  /** A name, an account, a room, an address or a mask; null: all. */
  readonly about: string | null;
  /** The newest. */
  readonly limit: number;
}

/** The newest of them last. @param newestFirst as they are read */
export function select(newestFirst: Iterable<AuditEntry>, { about, limit }: AuditQuery): AuditEntry[] {
  const found: AuditEntry[] = [];
  for (const entry of newestFirst) {
    if (found.length >= limit) break;
    if (about === null || isAbout(entry, about)) found.push(entry);
  }
  return found.reverse();
}

/** For as long as the process lives. */
export class MemoryAudit {
  readonly #most: number;
  readonly #ofHouse: Numbered[] = [];
  readonly #ofOthers: Numbered[] = [];
  #count = 0;

  /** @param most as `MOST_AUDITED` */
  constructor(most: number) {
    this.#most = most;
  }

  keep(entry: AuditEntry): void {
    const list = isOfTheHouse(entry) ? this.#ofHouse : this.#ofOthers;
    list.push({ number: ++this.#count, entry });
    // In one go now and then, instead of each time.
    if (list.length >= 2 * this.#most) list.splice(0, list.length - this.#most);
  }

  select(query: AuditQuery): AuditEntry[] {
    const newestFirst = [...this.#ofHouse, ...this.#ofOthers].sort((one, other) => other.number - one.number);
    return select(
      newestFirst.map(({ entry }) => entry),
      query,
    );
  }
}

interface Numbered {
  readonly number: number;
  readonly entry: AuditEntry;
}
