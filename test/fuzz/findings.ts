// What went wrong: each thing once, with what was going on when it was first seen.

export interface Finding {
  readonly what: string;
  /** Which round it was, and after how many of its lines. */
  readonly round: number;
  readonly line: number;
  /** The last that callers sent, and what the one who is concerned was sent. */
  readonly transcript: readonly string[];
  count: number;
}

export class Findings {
  readonly #found = new Map<string, Finding>();

  /** @param kind the same for what is the same mistake */
  add(kind: string, details: () => Omit<Finding, 'count'>): void {
    const known = this.#found.get(kind);
    if (known !== undefined) known.count++;
    else this.#found.set(kind, { ...details(), count: 1 });
  }

  get all(): readonly Finding[] {
    return [...this.#found.values()];
  }
}
