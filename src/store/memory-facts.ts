import type { Fact } from '../chat/fact.ts';

/** What lasts of the chat, for as long as the process lives. How much there may be is a rule of the chat. */
export class MemoryFacts {
  readonly #facts = new Map<string, Fact>();

  keep(fact: Fact): void {
    const name = JSON.stringify([fact.kind, fact.key]);
    if (fact.value === null) this.#facts.delete(name);
    else this.#facts.set(name, fact);
  }

  get all(): readonly Fact[] {
    return [...this.#facts.values()];
  }
}
