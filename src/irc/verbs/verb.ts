import type { Client } from '../client.ts';
import type { Message } from '../message.ts';

/** One command of a client: a row of the table. */
export interface Verb {
  /** When it may come: always, only on the way in (462 afterwards), only after that (451 before). */
  readonly when: 'always' | 'registering' | 'entered';
  /** How many parameters it needs; with fewer it is answered with 461. */
  readonly least: number;
  readonly run: (client: Client, message: Message) => void;
}
