// Somebody who is here, and what it writes: a line to others, a word to one, a command.
import type { Command } from '../chat/command.ts';
import type { RoomView, UserView } from '../chat/views.ts';
import { membersSeen, roomSeen } from '../chat/visibility.ts';
import { understand } from '../chat/written.ts';
import { accountSentences, certificateLines } from '../i18n/accounts.ts';
import type { Lang } from '../i18n/language.ts';
import type { lineSentences } from '../i18n/line.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Host } from '../session/protocol.ts';
import type { WireEvent } from '../session/wire.ts';
import { splitArgs, usage } from './arguments.ts';
import { isQuitWord } from './arrival.ts';
import { type Asked, COMMANDS, HELP_TOPICS, type HelpTopic, type SlashCommand, type Speaker } from './commands.ts';
import { bansLines, peopleLine, roomsLines } from './lists.ts';
import type { Passwords } from './passwords.ts';
import type { Recall } from './recall.ts';
import { wireLines } from './trace.ts';
import type { Voice } from './voice.ts';
import type { Whereabouts } from './whereabouts.ts';

/** Names shown to those who ask; more are counted. */
const NAMES_ASKED_FOR = 100;

export class LineSpeaker implements Speaker {
  readonly #host: Host;
  readonly #voice: Voice;
  readonly #passwords: Passwords;
  readonly #whereabouts: Whereabouts;
  readonly recall: Recall;

  constructor(host: Host, voice: Voice, passwords: Passwords, whereabouts: Whereabouts, recall: Recall) {
    this.#host = host;
    this.#voice = voice;
    this.#passwords = passwords;
    this.#whereabouts = whereabouts;
    this.recall = recall;
  }

  /** Understands one line. */
  handle(text: string): void {
    if (text.trim() === '') return this.#sayNothing(text);
    if (isQuitWord(text, this.#host.rules)) return this.leave('');
    const written = understand(text, (name) => this.#isKnown(name));
    switch (written.kind) {
      case 'command':
        return this.#obey(written.name, written.rest);
      case 'private':
        return this.say(written.to, written.text, 'message');
      case 'speech':
        return this.ask({ kind: 'speak', room: this.room, text: written.text });
    }
  }

  get lang(): Lang {
    return this.#voice.lang;
  }

  get room(): string | null {
    return this.#whereabouts.room;
  }

  topicOf(room: string): RoomView['topic'] {
    return this.#host.chat.roomNamed(room)?.topic ?? null;
  }

  show(line: string): void {
    this.#voice.show(line);
  }

  now(): number {
    return this.#host.now();
  }

  showHelp(topic: HelpTopic | null): void {
    const rows = COMMANDS.filter(({ about = null }) => about === topic).map(
      (command) => `${usage(command, this.lang)}  ${this.#t.commands[command.name]}`,
    );
    if (topic !== null) {
      this.show(this.#t.helpAbout(this.#t.helpTopics[topic]));
      return this.#voice.write(...rows);
    }
    const topics = HELP_TOPICS.map((one) => `/help ${one}  ${this.#t.helpTopics[one]}`);
    const where = this.#t.modeNow[this.#host.chat.house.mode];
    const words = [...this.#host.rules.quitWords].join(' ');
    const last = words === '' ? [] : [this.#t.helpQuit(words)];
    this.show(this.#t.sentences([where, this.#t.help]));
    this.#voice.write(...rows, ...topics, this.#t.helpPrivate, ...last);
  }

  showWho(name: string): void {
    const { chat, userId } = this.#host;
    const room = roomSeen(chat, userId, name);
    if (room === undefined) return this.show(refusalSentence({ why: 'no-such-room', room: name }, this.lang));
    const seen = membersSeen(chat, userId, room).map(({ user }) => user);
    this.show(peopleLine(room, seen, NAMES_ASKED_FOR, this.lang));
  }

  showRooms(): void {
    const { chat, userId } = this.#host;
    const rooms = [...chat.rooms].filter((room) => chat.mayKnow(userId, room));
    this.#voice.show(...roomsLines(rooms, this.lang));
  }

  showBans(name: string): void {
    const bans = this.#host.chat.roomNamed(name)?.lists.ban.values() ?? [];
    this.#voice.show(...bansLines(name, [...bans], this.lang));
  }

  ask(asked: Asked): void {
    this.#host.submit({ ...asked, user: this.#host.userId } as Command);
  }

  say(to: string, text: string, form: 'message' | 'action'): void {
    this.ask({ kind: 'say', to, text, form, tags: {}, least: null, lines: null });
  }

  isIn(room: string): boolean {
    return this.#host.chat.roomNamed(room)?.members.has(this.#host.userId) ?? false;
  }

  goTo(room: string): void {
    this.#whereabouts.goTo(room);
  }

  speakLanguage(lang: Lang): void {
    this.#voice.lang = lang;
    this.show(this.#t.languageNow);
  }

  trace(state: 'on' | 'off'): void {
    const start = this.#host.now();
    const bytesOf = (event: WireEvent): Uint8Array => {
      return this.#voice.lines(wireLines(event, this.#host.now() - start, this.lang));
    };
    this.#host.trace(state === 'on' ? bytesOf : null);
    if (state === 'off') this.show(this.#t.tracedNoMore);
  }

  leave(text: string): void {
    this.#host.close('left', text);
  }

  register(password: string): void {
    const user = this.#self;
    if (user === undefined) return;
    const account = user.person.name;
    this.#passwords.register(user, password, (credentials) => this.ask({ kind: 'register', account, credentials }));
  }

  changePassword(written: string): void {
    const user = this.#self;
    if (user === undefined) return;
    this.#passwords.change(user, written, (account, credentials) =>
      this.ask({ kind: 'change-password', account, credentials }),
    );
  }

  unregister(password: string): void {
    const user = this.#self;
    if (user === undefined) return;
    this.#passwords.proveAgain(user, password, (account) => this.ask({ kind: 'drop-account', account }));
  }

  get certificate(): string | null {
    return this.#host.secured?.fingerprint ?? null;
  }

  showCertificates(): void {
    const account = this.#host.chat.accountNamed(this.#self?.person.account ?? '');
    if (account === undefined) return this.show(refusalSentence({ why: 'not-logged-in' }, this.lang));
    this.#voice.show(...certificateLines(account, this.certificate, this.lang));
  }

  logIn(name: string, password: string): void {
    const { denied, loggedIn } = accountSentences[this.lang];
    this.#passwords.verify(name, password, denied.wrong, (account) => {
      if (this.#self?.person.account === account) this.show(loggedIn(account));
      else this.ask({ kind: 'login', session: this.#host.sessionId, account });
      this.ask({ kind: 'rename', name: account });
    });
  }

  /** As the chat sees it. */
  get #self(): UserView | undefined {
    return this.#host.chat.user(this.#host.userId);
  }

  get #t(): (typeof lineSentences)[Lang] {
    return this.#voice.t;
  }

  #isKnown(name: string): boolean {
    const { chat } = this.#host;
    return [chat.userNamed(name), chat.userAt(name), chat.roomNamed(name)].some((found) => found !== undefined);
  }

  #obey(name: string, rest: string): void {
    const command: SlashCommand | undefined = COMMANDS.find((row) => row.name === name.toLowerCase());
    if (command === undefined) return this.show(this.#t.unknownCommand(name));
    const args = splitArgs(command, rest);
    if (args === null) return this.show(this.#t.usage(usage(command, this.lang)));
    if (command.inRoom && this.room === null) return this.show(this.#t.inNoRoom);
    command.run(this, args);
  }

  /** An empty line is nothing to tell others; an echo gives it back, because a program may wait for each answer. */
  #sayNothing(text: string): void {
    if (this.#host.chat.house.mode === 'echo') this.#voice.echo(text, this.#host.now());
  }
}
