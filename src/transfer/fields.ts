// Looks into a JSON object that a stranger's program may have written: each field is what it must be, or the object is refused.
import { isInvisible, roomNameFlaw } from '../chat/names.ts';
import { utf8Length } from '../chat/text.ts';
import { IMPORT_LIMITS } from '../limits.ts';

/** What is wrong with a line of what is to be imported. */
export type Flaw =
  | { readonly kind: 'field'; readonly field: string; readonly wanted: Wanted; readonly given: unknown }
  | { readonly kind: 'not-utf8' | 'not-json' | 'not-an-object' | 'no-header' | 'cut-off' | 'more-than-the-end' }
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'line-too-long'; readonly limit: number };

/** What a field must be. */
export type Wanted =
  | {
      readonly kind: 'text' | 'name' | 'word' | 'id' | 'room' | 'flag' | 'number' | 'time' | 'past' | 'object' | 'list';
    }
  | { readonly kind: 'tags' | 'lines' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

export class FlawError extends Error {
  readonly flaw: Flaw;

  constructor(flaw: Flaw) {
    super(flaw.kind);
    this.flaw = flaw;
  }
}

type Json = Readonly<Record<string, unknown>>;

/** What is in a name, it would end it, or make it something else: in IRC, in plain text. */
const NOT_IN_NAMES = /[!@,*?]|^[:#&$+~%]/;
const NOT_IN_WORDS = /[\s\0]/;
/** IRC has ids as parameters, and in lists (IRCv3 message-ids, chathistory). */
const NOT_IN_IDS = /[\s\p{C},]|^:/u;
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** The fields of one object. Each method throws a FlawError for what is not as it must be. */
export class Fields {
  readonly #json: Json;
  /** Where the object stands in another: `who.`. */
  readonly #path: string;

  constructor(json: unknown, path = '') {
    if (!isObject(json)) throw new FlawError({ kind: 'not-an-object' });
    this.#json = json;
    this.#path = path;
  }

  has(field: string): boolean {
    return this.#value(field) !== undefined;
  }

  /** Any text, or if there is none `otherwise`. */
  text(field: string, otherwise?: string): string {
    return this.#string(field, { kind: 'text' }, IMPORT_LIMITS.textBytes, () => true, otherwise);
  }

  /** What somebody is called. */
  name(field: string): string {
    const fits = (text: string): boolean => text !== '' && !NOT_IN_NAMES.test(text) && ![...text].some(isInvisible);
    return this.#string(field, { kind: 'name' }, IMPORT_LIMITS.wordBytes, fits);
  }

  /** Without spaces. */
  word(field: string, otherwise?: string): string {
    const fits = (text: string): boolean => !NOT_IN_WORDS.test(text);
    return this.#string(field, { kind: 'word' }, IMPORT_LIMITS.wordBytes, fits, otherwise);
  }

  id(field: string, otherwise?: string): string {
    const fits = (text: string): boolean => text !== '' && !NOT_IN_IDS.test(text);
    return this.#string(field, { kind: 'id' }, IMPORT_LIMITS.wordBytes, fits, otherwise);
  }

  room(field: string, otherwise?: string): string {
    const fits = (text: string): boolean => roomNameFlaw(text, IMPORT_LIMITS.roomNameLength) === null;
    return this.#string(field, { kind: 'room' }, IMPORT_LIMITS.wordBytes, fits, otherwise);
  }

  choice<C extends string>(field: string, choices: readonly C[], otherwise?: C): C {
    const value = this.#value(field) ?? otherwise;
    const choice = choices.find((one) => one === value);
    return choice ?? this.refuse(field, { kind: 'choice', choices });
  }

  flag(field: string): boolean {
    const value = this.#value(field) ?? false;
    return typeof value === 'boolean' ? value : this.refuse(field, { kind: 'flag' });
  }

  /** A whole number, at least 0. */
  number(field: string, otherwise?: number): number {
    const value = this.#value(field) ?? otherwise;
    const isOne = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return isOne ? value : this.refuse(field, { kind: 'number' });
  }

  /** ms since 1970. @param latest what is later is refused: everything that is said later would have to stand behind it */
  time(field: string, latest: number): number {
    const value = this.#value(field);
    const at = typeof value === 'string' && TIME.test(value) ? Date.parse(value) : Number.NaN;
    if (!(at >= 0)) return this.refuse(field, { kind: 'time' });
    return at <= latest ? at : this.refuse(field, { kind: 'past' });
  }

  object(field: string): Fields {
    const value = this.#value(field);
    return isObject(value) ? new Fields(value, `${this.#path}${field}.`) : this.refuse(field, { kind: 'object' });
  }

  /** Objects. */
  list(field: string): Fields[] {
    const value = this.#value(field);
    if (!Array.isArray(value) || !value.every(isObject)) return this.refuse(field, { kind: 'list' });
    return value.map((one, index) => new Fields(one, `${this.#path}${field}[${index}].`));
  }

  /** Any of `choices`, in a list; none if there is no such field. */
  choices<C extends string>(field: string, choices: readonly C[]): C[] {
    const value = this.#value(field) ?? [];
    if (!Array.isArray(value)) return this.refuse(field, { kind: 'choice', choices });
    return value.map(
      (one) => choices.find((choice) => choice === one) ?? this.refuse(field, { kind: 'choice', choices }),
    );
  }

  /** Client tags (IRCv3 message-tags); none if there is no such field. */
  tags(field: string): Readonly<Record<string, string>> {
    const value = this.#value(field) ?? {};
    if (!isObject(value)) return this.refuse(field, { kind: 'tags' });
    const entries = Object.entries(value).map(([key, content]): [string, string] =>
      /^\+[^\s;=\0]+$/.test(key) && typeof content === 'string' ? [key, content] : this.refuse(field, { kind: 'tags' }),
    );
    const bytes = entries.reduce((sum, [key, content]) => sum + utf8Length(key) + utf8Length(content), 0);
    return bytes <= IMPORT_LIMITS.tagBytes ? Object.fromEntries(entries) : this.refuse(field, { kind: 'tags' });
  }

  refuse(field: string, wanted: Wanted): never {
    throw new FlawError({ kind: 'field', field: `${this.#path}${field}`, wanted, given: this.#value(field) });
  }

  #string(field: string, wanted: Wanted, bytes: number, fits: (text: string) => boolean, otherwise?: string): string {
    const value = this.#value(field) ?? otherwise;
    const isOne = typeof value === 'string' && utf8Length(value) <= bytes && (value === otherwise || fits(value));
    return isOne ? value : this.refuse(field, wanted);
  }

  /** Null is as if it were not there. */
  #value(field: string): unknown {
    return Object.hasOwn(this.#json, field) ? (this.#json[field] ?? undefined) : undefined;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
