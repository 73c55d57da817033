import type { Lang } from '../../i18n/language.ts';
import type { Client } from '../client.ts';
import type { Message } from '../message.ts';

/** One command of a client: a row of the table. */
export interface Verb {
  /** When it may come: always, only on the way in (462 afterwards), only after that (451 before). */
  readonly when: 'always' | 'registering' | 'entered';
  /** How many parameters it needs; with fewer it is answered with 461. */
  readonly least: number;
  /** Its parameters, and what it does, as HELP shows them. */
  readonly usage: string;
  readonly help: Readonly<Record<Lang, string>>;
  readonly run: (client: Client, message: Message) => void;
}
