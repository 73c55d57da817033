// What the threads of a store say to each other.
import type { Batch } from './batch.ts';
import type { Durability } from './database.ts';
import type { Reader } from './reader.ts';
import type { Retention } from './store.ts';
import type { Health, Trouble } from './trouble.ts';

export interface WriterOptions {
  readonly directory: string;
  readonly durability: Durability;
  readonly retention: Retention;
}

export type ToWriter = { readonly kind: 'batch'; readonly batch: Batch } | { readonly kind: 'close' };

export type FromWriter =
  /** `at`: the time of the last event. */
  | { readonly kind: 'opened'; readonly decoyKey: Uint8Array; readonly at: number }
  | ({ readonly kind: 'failed' } & Failure)
  | { readonly kind: 'stored' }
  | { readonly kind: 'health'; readonly health: Health; readonly detail: string }
  | ({ readonly kind: 'mistake' } & Mistake)
  | { readonly kind: 'closed' };

/** Something that cannot be done, now or later. What was to be stored is lost. */
export interface Mistake {
  readonly doing: 'storing' | 'keeping house';
  /** The stack. */
  readonly detail: string;
}

/** What becomes a StoreError on the other side. */
export interface Failure {
  readonly trouble: Trouble;
  readonly file: string;
  readonly detail: string;
}

/** What can be asked, with what is given and what is answered. */
type Reads = {
  readonly [K in
    | 'account'
    | 'accountOfCertificate'
    | 'history'
    | 'message'
    | 'search'
    | 'active'
    | 'audit'
    | 'restore']: Reader[K];
};
export type ReadKind = keyof Reads;
export type Given<K extends ReadKind> = Parameters<Reads[K]>;
export type Answered<K extends ReadKind> = ReturnType<Reads[K]>;

export interface Question {
  readonly number: number;
  readonly kind: ReadKind;
  readonly given: readonly unknown[];
}

export type Answer =
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly failure: Failure };
