// The slash commands of the plain-text protocol. A command is a row; /help is made from the rows.
import type { Command } from '../chat/command.ts';
import { durationIn } from '../chat/duration.ts';
import { LOBBY, type RoomView } from '../chat/views.ts';
import { accountSentences } from '../i18n/accounts.ts';
import { LANGUAGES, type Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { timeIn } from '../i18n/time.ts';
import { MOST_MESSAGES_READ } from '../limits.ts';
import { usage } from './arguments.ts';
import type { Recall } from './recall.ts';

/** What a command may use of the session that got it. */
export interface Speaker {
  readonly lang: Lang;
  /** Where a plain line goes now. */
  readonly room: string | null;
  /** Shows what was said before. */
  readonly recall: Pick<Recall, 'last' | 'search'>;
  /** ms since 1970. */
  now(): number;
  readonly topicOf: (room: string) => RoomView['topic'];
  show(line: string): void;
  /** The commands of a topic; null: those that everybody needs, and which topics there are. */
  showHelp(topic: HelpTopic | null): void;
  showWho(room: string): void;
  showRooms(): void;
  showBans(room: string): void;
  ask(command: Asked): void;
  /** To a room or to somebody. */
  say(to: string, text: string, form: 'message' | 'action'): void;
  isIn(room: string): boolean;
  /** From now on a plain line goes there. */
  goTo(room: string): void;
  speakLanguage(lang: Lang): void;
  /** Shows every byte of its connection from now on, or no longer. */
  trace(state: 'on' | 'off'): void;
  leave(text: string): void;
  /** Keeps the name that it has. */
  register(password: string): void;
  /** @param written the old password and the new one */
  changePassword(written: string): void;
  /** Gives up for good the name to which it is logged in. */
  unregister(password: string): void;
  /** The fingerprint of the certificate that it has shown; null: none. */
  readonly certificate: string | null;
  showCertificates(): void;
  /** Logs in to a name that somebody has kept, and takes it. */
  logIn(name: string, password: string): void;
}

type WithoutUser<C> = C extends Command ? Omit<C, 'user'> : never;
/** A command of the chat without the user, who is the speaker. */
export type Asked = WithoutUser<Command>;

type Sentences = (typeof lineSentences)[Lang];
export type ArgName = keyof Sentences['args'];

/** What was written for each argument. */
export type Args = readonly (string | undefined)[];

/** What `/help` tells of on asking: all together is more than a course program reads at once. */
export const HELP_TOPICS = ['room', 'name'] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

export interface SlashCommand {
  readonly name: keyof Sentences['commands'];
  /** The last argument takes the rest of the line. `?`: may be missing (see `isLeftOut`). */
  readonly args: readonly (ArgName | `${ArgName}?`)[];
  /** Needs a room to be in. */
  readonly inRoom?: true;
  /** Under which topic `/help` lists it; none: at once. */
  readonly about?: HelpTopic;
  run(speaker: Speaker, args: Args): void;
}

/** A room's name as people write it: `#` may be left out, or full-width. */
function roomName(written: string): string {
  return `#${written.replace(/^[#＃]/, '')}`;
}

const CERT: SlashCommand = { name: 'cert', about: 'name', args: ['act?', 'fingerprint?'], run: certificates };
const HELP: SlashCommand = { name: 'help', args: ['topic?'], run: help };
const SEARCH: SlashCommand = { name: 'search', args: ['words'], run: search };
const STAY: SlashCommand = { name: 'stay', about: 'name', args: ['state'], run: stay };
const TRACE: SlashCommand = { name: 'trace', args: ['state'], run: trace };

export const COMMANDS: readonly SlashCommand[] = [
  HELP,
  { name: 'nick', args: ['name'], run: (speaker, [name = '']) => speaker.ask({ kind: 'rename', name }) },
  {
    name: 'who',
    args: ['room?'],
    run: (speaker, [room]) => speaker.showWho(room === undefined ? (speaker.room ?? LOBBY) : roomName(room)),
  },
  { name: 'rooms', args: [], run: (speaker) => speaker.showRooms() },
  { name: 'join', args: ['room', 'key?'], run: join },
  { name: 'leave', args: ['room?', 'why?'], inRoom: true, run: leave },
  {
    name: 'msg',
    args: ['name', 'text'],
    run: (speaker, [to = '', text = '']) => speaker.say(to, text, 'message'),
  },
  {
    name: 'me',
    args: ['text'],
    inRoom: true,
    run: (speaker, [text = '']) => speaker.say(speaker.room ?? '', text, 'action'),
  },
  { name: 'topic', args: ['text?'], inRoom: true, run: topic },
  { name: 'history', args: ['count?', 'room?'], run: history },
  SEARCH,
  { name: 'away', args: ['text?'], run: (speaker, [text = '']) => speaker.ask({ kind: 'away', text }) },
  {
    name: 'kick',
    about: 'room',
    args: ['name', 'why?'],
    inRoom: true,
    run: (speaker, [name = '', text = '']) =>
      speaker.ask({ kind: 'kick', room: speaker.room ?? '', names: [name], text }),
  },
  {
    name: 'ban',
    about: 'room',
    args: ['name', 'time?', 'why?'],
    inRoom: true,
    run: (speaker, [name = '', time = '', text = '']) =>
      speaker.ask({ kind: 'room-ban', room: speaker.room ?? '', name, lasting: durationIn(time), text }),
  },
  {
    name: 'unban',
    about: 'room',
    args: ['name'],
    inRoom: true,
    run: (speaker, [who = '']) => speaker.ask({ kind: 'room-unban', room: speaker.room ?? '', who }),
  },
  { name: 'bans', about: 'room', args: [], inRoom: true, run: (speaker) => speaker.showBans(speaker.room ?? '') },
  {
    name: 'invite',
    about: 'room',
    args: ['name'],
    inRoom: true,
    run: (speaker, [name = '']) => speaker.ask({ kind: 'invite', room: speaker.room ?? '', name }),
  },
  {
    name: 'keep',
    about: 'room',
    args: [],
    inRoom: true,
    run: (speaker) => speaker.ask({ kind: 'register-room', room: speaker.room ?? '' }),
  },
  {
    name: 'drop',
    about: 'room',
    args: ['room'],
    run: (speaker, [room = '']) => speaker.ask({ kind: 'drop-room', room: roomName(room) }),
  },
  {
    name: 'register',
    about: 'name',
    args: ['password'],
    run: (speaker, [password = '']) => speaker.register(password),
  },
  {
    name: 'login',
    about: 'name',
    args: ['name', 'password'],
    run: (speaker, [name = '', password = '']) => speaker.logIn(name, password),
  },
  STAY,
  CERT,
  {
    name: 'password',
    about: 'name',
    args: ['old', 'new'],
    run: (speaker, args) => speaker.changePassword(args.join(' ')),
  },
  { name: 'logout', about: 'name', args: [], run: (speaker) => speaker.ask({ kind: 'logout' }) },
  {
    name: 'unregister',
    about: 'name',
    args: ['password'],
    run: (speaker, [password = '']) => speaker.unregister(password),
  },
  { name: 'lang', args: ['lang'], run: language },
  TRACE,
  { name: 'quit', args: ['text?'], run: (speaker, [text = '']) => speaker.leave(text) },
];

function help(speaker: Speaker, [written]: Args): void {
  const topic = HELP_TOPICS.find((one) => one === written?.toLowerCase());
  if (written !== undefined && topic === undefined) {
    return speaker.show(lineSentences[speaker.lang].usage(usage(HELP, speaker.lang)));
  }
  speaker.showHelp(topic ?? null);
}

function join(speaker: Speaker, [written = '', key = '']: Args): void {
  const room = roomName(written);
  if (speaker.isIn(room)) speaker.goTo(room);
  else speaker.ask({ kind: 'join', room, key });
}

function leave(speaker: Speaker, [written, text = '']: Args): void {
  const room = written === undefined ? (speaker.room ?? '') : roomName(written);
  speaker.ask({ kind: 'part', room, text });
}

function topic(speaker: Speaker, [text]: Args): void {
  const room = speaker.room ?? '';
  const t = lineSentences[speaker.lang];
  if (text !== undefined) return speaker.ask({ kind: 'topic', room, text });
  const now = speaker.topicOf(room);
  speaker.show(now === null ? t.noTopic(room) : t.topic(room, now.text));
}

/** Messages, if it is not said how many. */
const HISTORY = 20;

/** `/history #room` is of a room; a private conversation has its name with an `@`. */
function history(speaker: Speaker, args: Args): void {
  const [first = '', second] = args;
  const isCount = /^\d{1,9}$/.test(first);
  const written = isCount || first === '' ? second : first;
  const count = Math.min(isCount ? Number(first) : HISTORY, MOST_MESSAGES_READ);
  const target = written === undefined ? speaker.room : targetName(written);
  if (target === null) speaker.show(lineSentences[speaker.lang].inNoRoom);
  else if (count > 0) speaker.recall.last(target, count);
}

/** A room, or somebody: `@name`. */
function targetName(written: string): string {
  return /^[@＠]/.test(written) ? written.slice(1) : roomName(written);
}

/** What may stand before the words, in any order: who said it, in which room, from when on and until when. */
const BEFORE_WORDS = /^(?:[@＠](?<from>.+)|[#＃](?<room>.+)|since[:：](?<since>.+)|before[:：](?<before>.+))$/i;

function search(speaker: Speaker, [written = '']: Args): void {
  const words = written.split(/\s+/);
  const given: Record<string, string | undefined> = {};
  for (let found = BEFORE_WORDS.exec(words[0] ?? ''); found !== null; found = BEFORE_WORDS.exec(words[0] ?? '')) {
    for (const [name, value] of Object.entries(found.groups ?? {})) given[name] ??= value;
    words.shift();
  }
  const { from = null, room, since, before } = given;
  const now = speaker.now();
  const [after, until] = [since, before].map((time) => (time === undefined ? null : timeIn(time, now)));
  if ((since !== undefined && after === null) || (before !== undefined && until === null)) {
    return speaker.show(lineSentences[speaker.lang].usage(usage(SEARCH, speaker.lang)));
  }
  const target = room === undefined ? null : roomName(room);
  speaker.recall.search({ words, from, target, after: after ?? null, before: until ?? null }, HISTORY);
}

function certificates(speaker: Speaker, [written, named]: Args): void {
  const t = lineSentences[speaker.lang];
  const act = written?.toLowerCase();
  const fingerprint = named ?? speaker.certificate;
  if (act === undefined) speaker.showCertificates();
  else if (act === 'add' && fingerprint === null) speaker.show(accountSentences[speaker.lang].shownNone);
  else if (act === 'add' && fingerprint !== null) speaker.ask({ kind: 'certificate', set: true, fingerprint });
  else if (act === 'remove' && named !== undefined)
    speaker.ask({ kind: 'certificate', set: false, fingerprint: named });
  else speaker.show(t.usage(usage(CERT, speaker.lang)));
}

function stay(speaker: Speaker, [written = '']: Args): void {
  const state = stateIn(speaker, STAY, written);
  if (state !== null) speaker.ask({ kind: 'stay', set: state === 'on' });
}

function trace(speaker: Speaker, [written = '']: Args): void {
  const state = stateIn(speaker, TRACE, written);
  if (state !== null) speaker.trace(state);
}

/** `on` or `off`; null: neither, and it has been said how the command is written. */
function stateIn(speaker: Speaker, command: SlashCommand, written: string): 'on' | 'off' | null {
  const state = written.toLowerCase();
  if (state === 'on' || state === 'off') return state;
  speaker.show(lineSentences[speaker.lang].usage(usage(command, speaker.lang)));
  return null;
}

function language(speaker: Speaker, [asked = '']: Args): void {
  const lang = LANGUAGES.find((known) => known.toLowerCase() === asked.toLowerCase());
  if (lang === undefined) return speaker.show(lineSentences[speaker.lang].unknownLanguage(asked));
  speaker.speakLanguage(lang);
}
