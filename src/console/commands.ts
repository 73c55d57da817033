// What the operator can do, one row each. Help and completion come from the rows.
import { MODES, type Mode } from '../chat/command.ts';
import { durationIn } from '../chat/duration.ts';
import { fold } from '../chat/names.ts';
import type { ChatView } from '../chat/views.ts';
import { auditSentences } from '../i18n/audit.ts';
import { type ConsoleSentences, consoleSentences } from '../i18n/console.ts';
import type { Ink } from '../terminal/qr.ts';
import { tabulate } from '../terminal/table.ts';
import { auditLines } from './audit.ts';
import type { ConsoleHost } from './console.ts';
import { guestsBeginning } from './guests.ts';
import { bansLines, roomsLines, whoLines } from './overview.ts';
import { pageQr } from './qr.ts';

/** One command being carried out. */
export interface Call {
  readonly host: ConsoleHost;
  /** What stands behind the command's name, without spaces around it. */
  readonly rest: string;
  /** The terminal's width. */
  readonly columns: number;
  readonly ink: Ink;
  print(line: string): void;
  /** Prints a line that is not text but has colours. */
  draw(line: string): void;
}

interface CommandRow {
  readonly name: keyof ConsoleSentences['help'];
  /** How many words it needs at least. */
  readonly words: 0 | 1;
  run(call: Call): void;
  /** What could be the word that begins with `start`. */
  complete?(chat: ChatView, start: string): readonly string[];
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'broadcast',
    words: 1,
    run: ({ host, rest }) => host.submit({ kind: 'broadcast', user: host.userId, text: rest }),
  },
  { name: 'who', words: 0, run: (call) => printAll(call, whoLines(call.host, Date.now(), call.columns)) },
  { name: 'rooms', words: 0, run: (call) => printAll(call, roomsLines(call.host, call.columns)) },
  {
    name: 'kick',
    words: 1,
    run: ({ host, rest }) => {
      const [name, text] = firstWord(rest);
      host.submit({ kind: 'expel', user: host.userId, name, text });
    },
    complete: guestsBeginning,
  },
  { name: 'ban', words: 1, run: ban, complete: guestsBeginning },
  {
    name: 'unban',
    words: 1,
    run: ({ host, rest }) => host.submit({ kind: 'unban', user: host.userId, who: rest }),
    complete: bannedBeginning,
  },
  { name: 'bans', words: 0, run: (call) => printAll(call, bansLines(call.host, Date.now(), call.columns)) },
  { name: 'audit', words: 0, run: audit, complete: guestsBeginning },
  {
    name: 'drop',
    words: 1,
    run: ({ host, rest }) =>
      host.submit({ kind: 'drop-room', user: host.userId, room: `#${rest.replace(/^[#＃]/, '')}` }),
    complete: (chat, start) => registeredRooms(chat).filter((name) => name.startsWith(start)),
  },
  {
    name: 'unregister',
    words: 1,
    run: ({ host, rest }) => host.submit({ kind: 'drop-account', user: host.userId, account: rest }),
    complete: guestsBeginning,
  },
  { name: 'limit', words: 1, run: setLimit },
  { name: 'lock', words: 0, run: ({ host }) => host.submit({ kind: 'lock', user: host.userId, locked: true }) },
  { name: 'unlock', words: 0, run: ({ host }) => host.submit({ kind: 'lock', user: host.userId, locked: false }) },
  {
    name: 'mode',
    words: 1,
    run: setMode,
    complete: (_chat, start) => MODES.filter((mode) => mode.startsWith(start)),
  },
  { name: 'trace', words: 1, run: trace, complete: guestsBeginning },
  { name: 'visits', words: 0, run: ({ host, print }) => print(consoleSentences[host.lang].came(host.tally)) },
  { name: 'qr', words: 0, run: showQr },
  { name: 'help', words: 0, run: (call) => printAll(call, helpLines(consoleSentences[call.host.lang], call.columns)) },
  { name: 'close', words: 0, run: ({ host }) => host.stop() },
];

/** Carries out `line`, which begins with `/`, or says what is wrong with it. */
export function runCommand(line: string, call: Omit<Call, 'rest'>): void {
  const words = consoleSentences[call.host.lang];
  const [name, rest] = firstWord(line);
  const row = COMMANDS.find((command) => `/${command.name}` === name.toLowerCase());
  if (row === undefined) call.print(words.unknownCommand(name));
  else if (row.words > 0 && rest === '') call.print(words.missing(usage(row, words)));
  else row.run({ ...call, rest });
}

/** The first word, and what follows it without the space between; either may be empty. */
export function firstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/su.exec(text.trim()) ?? [];
  return [word, rest];
}

/** Behind who it is may stand for how long, and why. */
function ban({ host, rest }: Call): void {
  const [who, more] = firstWord(rest);
  const [time, reason] = firstWord(more);
  const lasting = durationIn(time);
  host.submit({ kind: 'ban', user: host.userId, who, lasting, text: lasting === null ? more : reason });
}

/** What the log shows, if it is not said how much; and at most. */
const AUDITED = 20;
const MOST_SHOWN = 1000;

/** How much, or about whom, or both. */
function audit({ host, rest, columns, print }: Call): void {
  const [first, more] = firstWord(rest);
  const isCount = /^\d{1,9}$/.test(first);
  const limit = Math.min(isCount ? Number(first) : AUDITED, MOST_SHOWN);
  const about = (isCount ? more : rest) || null;
  const words = auditSentences[host.lang];
  host.audit({ about, limit }).then(
    (entries) => {
      const lines = auditLines(entries, Date.now(), host.lang, columns);
      for (const line of lines.length === 0 ? [words.nothing] : lines) print(line);
    },
    () => print(words.unreadable),
  );
}

/** What a ban can be called by. */
function bannedBeginning({ house }: ChatView, start: string): string[] {
  const all = [...house.sanctions.values()].map(({ name, account, networks: [network], number }) => {
    return name ?? account ?? network?.text ?? String(number);
  });
  return all.filter((name) => fold(name).startsWith(fold(start)));
}

function registeredRooms({ rooms }: ChatView): string[] {
  return [...rooms].filter(({ registration }) => registration !== null).map(({ name }) => name);
}

function setLimit({ host, rest, print }: Call): void {
  const users = /^\d{1,9}$/.test(rest) ? Number(rest) : 0;
  if (users < 1) print(consoleSentences[host.lang].notANumber(rest));
  else host.submit({ kind: 'limit', user: host.userId, users });
}

function setMode({ host, rest, print }: Call): void {
  const mode: Mode | undefined = MODES.find((one) => one === rest.toLowerCase());
  if (mode === undefined) print(consoleSentences[host.lang].notAMode(rest));
  else host.submit({ kind: 'mode', user: host.userId, mode });
}

function trace({ host, rest, print }: Call): void {
  if (!host.trace(rest)) print(consoleSentences[host.lang].notConnected(rest));
}

function showQr({ host, columns, ink, draw }: Call): void {
  for (const line of pageQr(host.pageUrl, columns, ink, host.lang)) draw(line);
}

function printAll({ print }: Call, lines: readonly string[]): void {
  for (const line of lines) print(line);
}

function usage({ name }: CommandRow, words: ConsoleSentences): string {
  const all: Partial<Record<string, string>> = words.helpArguments;
  return `/${name} ${all[name] ?? ''}`.trimEnd();
}

function helpLines(words: ConsoleSentences, columns: number): string[] {
  const lines = [
    [words.helpPlain, words.helpPlainLine],
    [words.helpPrivate, words.helpPrivateLine],
  ];
  const commands = COMMANDS.map((row) => [usage(row, words), words.help[row.name]]);
  return [...tabulate([...lines, ...commands], columns), words.helpNames];
}
