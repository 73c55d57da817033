// What a typed line asks for. A command is a row; help and completion come from the rows.
import { understand as read } from '../chat/written.ts';
import { type ClientSentences, clientSentences } from '../i18n/client.ts';
import type { Lang } from '../i18n/language.ts';
import { tabulate } from '../terminal/table.ts';
import type { Request } from './core/request.ts';

type ArgName = keyof ClientSentences['args'];

interface CommandRow {
  readonly name: keyof ClientSentences['commands'];
  /** The last argument takes the rest of the line. `?`: may be missing. */
  readonly args: readonly (ArgName | `${ArgName}?`)[];
  /** What it asks of the core; `help` is the face's own affair. */
  request(args: readonly string[]): Request | 'help';
}

export const COMMANDS: readonly CommandRow[] = [
  { name: 'help', args: [], request: () => 'help' },
  { name: 'nick', args: ['name'], request: ([name = '']) => ({ kind: 'rename', name }) },
  { name: 'join', args: ['room', 'key?'], request: ([room = '', key = null]) => ({ kind: 'join', room, key }) },
  { name: 'room', args: ['room'], request: ([room = '']) => ({ kind: 'choose', room }) },
  { name: 'leave', args: ['room?', 'why?'], request: leave },
  { name: 'rooms', args: [], request: () => ({ kind: 'list' }) },
  { name: 'who', args: ['target?'], request: ([target = null]) => ({ kind: 'who', target }) },
  {
    name: 'msg',
    args: ['target', 'text'],
    request: ([to = '', text = '']) => ({ kind: 'say', to, text, form: 'message' }),
  },
  { name: 'me', args: ['text'], request: ([text = '']) => ({ kind: 'say', to: null, text, form: 'action' }) },
  { name: 'topic', args: ['text?'], request: ([text = null]) => ({ kind: 'topic', room: null, text }) },
  { name: 'kick', args: ['name', 'why?'], request: ([name = '', text = '']) => ({ kind: 'kick', name, text }) },
  { name: 'away', args: ['text?'], request: ([text = '']) => ({ kind: 'away', text }) },
  { name: 'register', args: ['password'], request: ([password = '']) => ({ kind: 'register', password }) },
  {
    name: 'login',
    args: ['name', 'password'],
    request: ([name = '', password = '']) => ({ kind: 'log-in', name, password }),
  },
  { name: 'stay', args: ['state'], request: ([state = '']) => ({ kind: 'stay', state }) },
  {
    name: 'password',
    args: ['old', 'new'],
    request: ([old = '', password = '']) => ({ kind: 'change-password', old, password }),
  },
  { name: 'logout', args: [], request: () => ({ kind: 'log-out' }) },
  { name: 'unregister', args: ['password'], request: ([password = '']) => ({ kind: 'unregister', password }) },
  { name: 'quote', args: ['line'], request: ([line = '']) => ({ kind: 'quote', line }) },
  { name: 'quit', args: ['why?'], request: ([text = '']) => ({ kind: 'quit', text }) },
];

/** `/leave why` leaves the current room: only a `#` says that the first word is a room. */
function leave([first = '', second = '']: readonly string[]): Request {
  if (first.startsWith('#')) return { kind: 'leave', room: first, text: second };
  return { kind: 'leave', room: null, text: `${first} ${second}`.trim() };
}

export type Typed =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly text: string }
  | { readonly kind: 'request'; readonly request: Request };

/** What a line asks for. `@@…` and `//…` are said with a literal `@` and `/`. */
export function understand(line: string, lang: Lang): Typed {
  const t = clientSentences[lang];
  if (line.trim() === '') return { kind: 'nothing' };
  // Who is here need not be asked: without it, a name ends before the first sign that no chosen name has.
  const written = read(line, () => false);
  if (written.kind === 'command') return command(written.name, written.rest, lang);
  const to = written.kind === 'private' ? written.to : null;
  // A name that slipped away must not make it a word to everybody.
  const isIncomplete = to === null ? /^[@＠](?:\s|$)/.test(line) : written.text === '';
  if (isIncomplete) return { kind: 'mistake', text: t.usage(t.helpPrivate) };
  return { kind: 'request', request: { kind: 'say', to, text: written.text, form: 'message' } };
}

function command(name: string, rest: string, lang: Lang): Typed {
  const t = clientSentences[lang];
  const row = COMMANDS.find((one) => one.name === name.toLowerCase());
  if (row === undefined) return { kind: 'mistake', text: t.unknownCommand(name) };
  const args = row.args.length === 0 ? [] : splitWords(rest, row.args.length);
  if (args.length < row.args.filter((arg) => !arg.endsWith('?')).length) {
    return { kind: 'mistake', text: t.usage(usage(row, t)) };
  }
  const request = row.request(args);
  return request === 'help' ? { kind: 'help' } : { kind: 'request', request };
}

/** At most `count` words; the last one is all that is left, with its spaces inside. */
function splitWords(text: string, count: number): string[] {
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '' && words.length < count - 1) {
    const [word = ''] = /^\S+/.exec(rest) ?? [];
    words.push(word);
    rest = rest.slice(word.length).trim();
  }
  return rest === '' ? words : [...words, rest];
}

function usage(row: CommandRow, { args }: ClientSentences): string {
  const written = row.args.map((arg) =>
    arg.endsWith('?') ? `[${args[arg.slice(0, -1) as ArgName]}]` : args[arg as ArgName],
  );
  return [`/${row.name}`, ...written].join(' ');
}

/** What /help prints, for a terminal of so many columns. */
export function helpLines(lang: Lang, columns: number): string[] {
  const t = clientSentences[lang];
  const rows = COMMANDS.map((row) => [usage(row, t), t.commands[row.name]]);
  const lines = [[t.helpPlain, t.helpPlainLine], [t.helpPrivate, t.helpPrivateLine], ...rows];
  return [...tabulate(lines, columns), t.helpLiteral];
}
