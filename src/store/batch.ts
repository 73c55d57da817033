// What is sent to the writing thread at once. Sending costs the thread that serves everybody, so it is kept small and flat:
// a message costs some 1.5 µs, as an object of objects it would cost 6.
import type { Person } from '../chat/event.ts';
import type { Change } from './changes.ts';
import { encode } from './codec.ts';
import { keyOf } from './conversations.ts';
import type { Conversation, HistoryEvent } from './store.ts';

/** An event. `who` and `whom` are indexes into the batch's people. */
export type Row = readonly [
  /** The name of a room as it was spelt, or the key of a private conversation. */
  of: string,
  id: string,
  at: number,
  kind: number,
  who: number,
  whom: number | null,
  /** What the room was called, where that is not `of`. */
  room: string | null,
  text: string | null,
  rest: string | null,
];

/** Everything else that changes. */
export type Rare =
  | Exclude<Change, { kind: 'happened' | 'redacted' }>
  | { readonly kind: 'erased'; readonly message: string; readonly row: Row };

export interface Batch {
  /** The time of its last event. */
  readonly at: number;
  /** In JSON. */
  readonly people: readonly string[];
  readonly changes: readonly (Row | Rare)[];
  /** Where in `changes` those of each entry begin. */
  readonly starts: readonly number[];
}

/** The JSON of people who are here, made once for each. */
const written = new WeakMap<Person, string>();

/** Collects what is to be sent. */
export class BatchBuilder {
  readonly #people: string[] = [];
  readonly #indexes = new Map<Person, number>();
  readonly #changes: (Row | Rare)[] = [];
  readonly #starts: number[] = [];
  /** Where in the changes each fact is. */
  readonly #facts = new Map<string, number>();
  #at: number;

  /** @param at the time of the last event before */
  constructor(at: number) {
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  get batch(): Batch {
    return { at: this.#at, people: this.#people, changes: this.#changes, starts: this.#starts };
  }

  /** What is added from now on is of another entry. */
  begin(): void {
    if (this.#starts.at(-1) !== this.#changes.length) this.#starts.push(this.#changes.length);
  }

  add(change: Change): void {
    if (change.kind === 'happened') this.#changes.push(this.#row(change.of, change.event));
    else if (change.kind === 'redacted') {
      const { of, event } = change;
      this.#changes.push({ kind: 'erased', message: event.message, row: this.#row(of, event) });
    } else if (change.kind === 'fact') this.#know(change);
    else this.#changes.push(change);
  }

  /** Only the last of each is kept: nobody who does the same again and again fills memory while nothing can be stored. */
  #know(change: Extract<Change, { kind: 'fact' }>): void {
    const of = `${change.fact.kind} ${change.fact.key}`;
    const known = this.#facts.get(of);
    if (known !== undefined) this.#changes[known] = change;
    else this.#facts.set(of, this.#changes.push(change) - 1);
  }

  #row(conversation: Conversation, event: HistoryEvent): Row {
    const { kind, whom, room, text, rest } = encode(event);
    const of = conversation.kind === 'room' ? conversation.name : keyOf(conversation);
    const own = event.at < this.#at ? { ...rest, at: event.at } : rest;
    this.#at = Math.max(this.#at, event.at);
    return [
      of,
      event.id,
      this.#at,
      kind,
      this.#indexOf(event.who),
      whom === null ? null : this.#indexOf(whom),
      room === of ? null : room,
      text,
      own === null ? null : JSON.stringify(own),
    ];
  }

  #indexOf(person: Person): number {
    let index = this.#indexes.get(person);
    if (index === undefined) {
      index = this.#people.length;
      this.#people.push(asJson(person));
      this.#indexes.set(person, index);
    }
    return index;
  }
}

function asJson(person: Person): string {
  let json = written.get(person);
  if (json === undefined) {
    json = JSON.stringify(person);
    written.set(person, json);
  }
  return json;
}
