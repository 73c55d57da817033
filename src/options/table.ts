// The options of `chaguan serve`: one table for the command line, the config file and --help.
import { MODES, type Mode } from '../chat/command.ts';
import { LANGUAGES, type Lang } from '../i18n/language.ts';
import type { serveSentences } from '../i18n/serve.ts';
import { LIMITS, type Limits } from '../limits.ts';

/** What a server is started with. */
export interface Settings {
  /** Null: all interfaces. */
  readonly host: string | null;
  readonly port: number;
  /** Null: no UDP. */
  readonly udp: number | null;
  readonly mode: Mode;
  readonly names: 'ask' | 'address';
  readonly framing: 'auto' | 'line' | 'chunk';
  readonly lang: Lang;
  readonly name: string;
  readonly motd: readonly string[];
  readonly quitWords: ReadonlySet<string>;
  readonly echoTime: boolean;
  readonly operatorName: string;
  /** Null: nobody can become operator over IRC. */
  readonly operatorPassword: string | null;
  /** Null: nobody needs one. */
  readonly password: string | null;
  /** Null: no gateway may say for whom it speaks. */
  readonly webircPassword: string | null;
  /** The addresses that gateways call from. */
  readonly gateways: ReadonlySet<string>;
  readonly log: 'text' | 'json';
  readonly limits: Limits;
}

/** What kind of value an option takes, and its value unless another is given (null: it depends). */
export type Value =
  | { readonly kind: 'text' | 'file'; readonly value: string | null }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly value: string | null }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly value: number | null }
  | { readonly kind: 'flag' };

export type OptionName = Exclude<keyof (typeof serveSentences)['en']['options'], 'help'>;

export const OPTIONS: Readonly<Record<OptionName, Value>> = {
  host: { kind: 'text', value: null },
  port: { kind: 'number', least: 0, most: 65_535, value: 12_000 },
  udp: { kind: 'number', least: 0, most: 65_535, value: null },
  mode: { kind: 'choice', choices: MODES, value: 'hub' },
  names: { kind: 'choice', choices: ['ask', 'address'], value: null },
  framing: { kind: 'choice', choices: ['auto', 'line', 'chunk'], value: 'auto' },
  lang: { kind: 'choice', choices: LANGUAGES, value: null },
  name: { kind: 'text', value: 'Chaguan' },
  motd: { kind: 'file', value: null },
  'quit-words': { kind: 'text', value: 'q,exit,quit' },
  'echo-time': { kind: 'flag' },
  'operator-name': { kind: 'text', value: null },
  'operator-password': { kind: 'text', value: null },
  password: { kind: 'text', value: null },
  'webirc-password': { kind: 'text', value: null },
  gateways: { kind: 'text', value: '127.0.0.1,::1' },
  log: { kind: 'choice', choices: ['text', 'json'], value: 'text' },
  config: { kind: 'file', value: null },
};

export const LIMIT_OPTIONS = new Map<string, Value>(
  LIMITS.map(({ option, value, least, most }) => [option, { kind: 'number', value, least, most }]),
);
