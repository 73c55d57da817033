// The options of `chaguan serve`: one table for the command line, the config file and --help.
import { MODES, type Mode } from '../chat/command.ts';
import { LANGUAGES, type Lang } from '../i18n/language.ts';
import type { serveSentences } from '../i18n/serve.ts';
import { LIMITS, type Limits, MOST_MESSAGES_READ } from '../limits.ts';
import type { CertificateFiles } from '../port/certificates.ts';
import type { ListenAddress } from '../port/listen.ts';
import type { Origins } from '../port/origins.ts';
import type { Proxies } from '../port/proxies.ts';
import type { Durability } from '../store/database.ts';
import { DEFAULT_FOLDER } from '../store/store.ts';

/** One of the server's ways in. */
export interface EntranceSettings {
  readonly address: ListenAddress;
  readonly tls: 'none' | 'offered' | 'only';
  /** Who may say for whom it speaks. */
  readonly proxies: Proxies;
}

/** In place of a folder: nothing is kept longer than the server runs. */
export const IN_MEMORY = 'memory';

/** What a server is started with. */
export interface Settings {
  /** At least one. */
  readonly entrances: readonly EntranceSettings[];
  /** The folder where what must last is kept, or `IN_MEMORY`. */
  readonly data: string;
  /** What must not be able to take away what was stored: the end of the process, or that of the machine. */
  readonly durability: Durability;
  /** The first is for who asks for no name that another one has; `self-signed`: one that the server makes. */
  readonly certificates: readonly CertificateFiles[] | 'self-signed';
  /** How long clients shall only come with TLS once they have (IRCv3 sts); 0: not said. */
  readonly stsDays: number;
  /** Whose pages may open a WebSocket. */
  readonly origins: Origins;
  readonly mode: Mode;
  /** What options give, and so what counts, whatever the operator has set in an earlier run. */
  readonly insisted: readonly ('mode' | 'limit')[];
  readonly names: 'ask' | 'address';
  readonly framing: 'auto' | 'line' | 'chunk';
  readonly lang: Lang;
  readonly name: string;
  readonly motd: readonly string[];
  readonly quitWords: ReadonlySet<string>;
  readonly echoTime: boolean;
  /** Messages of before that are shown to who comes into a room. */
  readonly replay: number;
  readonly operatorName: string;
  /** Null: nobody can become operator over IRC. */
  readonly operatorPassword: string | null;
  /** Null: nobody needs one. */
  readonly password: string | null;
  /** Null: no gateway may say for whom it speaks. */
  readonly webircPassword: string | null;
  /** The addresses that gateways call from. */
  readonly gateways: ReadonlySet<string>;
  /** The page's address is shown as a QR code too. */
  readonly qr: boolean;
  /** Others on the LAN find the server. */
  readonly announce: boolean;
  readonly log: 'text' | 'json';
  readonly limits: Limits;
}

/** What kind of value an option takes, and its value unless another is given (null: it depends). */
export type Value =
  /** May be given several times. */
  | { readonly kind: 'files' | 'addresses' }
  | { readonly kind: 'text' | 'file' | 'folder'; readonly value: string | null }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly value: string | null }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly value: number | null }
  | { readonly kind: 'flag' };

export type OptionName = Exclude<keyof (typeof serveSentences)['en']['options'], 'help'>;

export const OPTIONS: Readonly<Record<OptionName, Value>> = {
  host: { kind: 'text', value: null },
  port: { kind: 'number', least: 0, most: 65_535, value: 12_000 },
  listen: { kind: 'addresses' },
  udp: { kind: 'number', least: 0, most: 65_535, value: null },
  mode: { kind: 'choice', choices: MODES, value: 'hub' },
  names: { kind: 'choice', choices: ['ask', 'address'], value: null },
  framing: { kind: 'choice', choices: ['auto', 'line', 'chunk'], value: 'auto' },
  lang: { kind: 'choice', choices: LANGUAGES, value: null },
  name: { kind: 'text', value: 'Chaguan' },
  motd: { kind: 'file', value: null },
  'quit-words': { kind: 'text', value: 'q,exit,quit' },
  'echo-time': { kind: 'flag' },
  replay: { kind: 'number', least: 0, most: MOST_MESSAGES_READ, value: 20 },
  'operator-name': { kind: 'text', value: null },
  'operator-password': { kind: 'text', value: null },
  password: { kind: 'text', value: null },
  'webirc-password': { kind: 'text', value: null },
  gateways: { kind: 'text', value: '127.0.0.1,::1' },
  'tls-cert': { kind: 'files' },
  'tls-key': { kind: 'files' },
  'tls-self-signed': { kind: 'flag' },
  'tls-only': { kind: 'flag' },
  'sts-days': { kind: 'number', least: 0, most: 3650, value: 0 },
  proxies: { kind: 'text', value: null },
  origins: { kind: 'text', value: null },
  data: { kind: 'folder', value: DEFAULT_FOLDER },
  durability: { kind: 'choice', choices: ['process', 'power'], value: 'process' },
  qr: { kind: 'flag' },
  announce: { kind: 'flag' },
  log: { kind: 'choice', choices: ['text', 'json'], value: 'text' },
  config: { kind: 'file', value: null },
};

export const LIMIT_OPTIONS = new Map<string, Value>(
  LIMITS.map(({ option, value, least, most }) => [option, { kind: 'number', value, least, most }]),
);
