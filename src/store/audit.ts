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
  #entries: AuditEntry[] = [];

  keep(entry: AuditEntry): void {
    this.#entries.push(entry);
    const isOfHouse = isOfTheHouse(entry);
    const same = this.#entries.filter((other) => isOfTheHouse(other) === isOfHouse);
    // In one go now and then, instead of each time.
    if (same.length < 2 * MOST_AUDITED) return;
    const kept = new Set(same.slice(-MOST_AUDITED));
    this.#entries = this.#entries.filter((other) => isOfTheHouse(other) !== isOfHouse || kept.has(other));
  }

  select(query: AuditQuery): AuditEntry[] {
    return select(this.#entries.toReversed(), query);
  }
}
