// The plain-text protocol: nc, telnet, the socket programs of networking courses.
import type { Command, DepartureCause, UserId } from '../chat/command.ts';
import type { Event, EventOf, Refusal } from '../chat/event.ts';
import { LOBBY, type RoomView } from '../chat/state.ts';
import { printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, Line, LineEnd, Protocol, Session } from '../session/protocol.ts';
import { type Asked, COMMANDS, type SlashCommand, type Speaker, splitArgs, usage } from './commands.ts';
import { PlainDecoder } from './decoder.ts';
import { type Newline, plainDialect } from './dialect.ts';
import { serverLine } from './render.ts';

export const lineProtocol: Protocol = { open: (host) => new LineSession(host) };

/** `entering` waits for the chat's answer to a name. */
type Stage = 'new' | 'asked' | 'entering' | 'here';

/** Names shown on arrival; more are counted. */
const NAMES_SHOWN = 20;

class LineSession implements Session, Speaker {
  readonly protocol = 'line';
  readonly decoder: PlainDecoder;
  readonly #host: Host;
  #stage: Stage = 'new';
  /** How the last message ended: what is sent back ends the same way. */
  #end: LineEnd = 'lf';
  #newline: Newline = '\n';
  /** What was said before the chat had let its speaker in. */
  #first: string | null = null;
  /** Where a plain line goes, as long as the user is there. */
  #room: string | null = null;
  lang: Lang;
  dialect: Dialect;

  constructor(host: Host) {
    this.#host = host;
    this.decoder = new PlainDecoder(host.rules.framing, host.rules.limits.lineBytes);
    this.lang = host.rules.lang;
    this.dialect = plainDialect(this.lang, this.#newline);
  }

  get user(): UserId | null {
    return this.#stage === 'here' ? this.#host.userId : null;
  }

  greet(): void {
    if (this.#host.rules.names === 'address') this.#enter('');
    else {
      this.#stage = 'asked';
      this.#sendLine(this.#t.welcome(this.#host.rules.serverName));
    }
  }

  handle(line: Line): void {
    if (line.kind !== 'text') return this.show(this.#t.tooLong(this.#host.rules.limits.lineBytes));
    this.#notice(line.end);
    if (this.#stage === 'here') this.#understand(line.text);
    else if (this.#isQuitWord(line.text)) this.leave('');
    else if (this.#host.rules.names === 'ask') this.#enter(line.text.trim());
    else {
      this.#first = line.text;
      this.#enter('');
    }
  }

  own(event: Event): void {
    switch (event.kind) {
      case 'entered':
        return this.#arrive(event);
      case 'said':
        return this.#saidByMe(event);
      case 'joined':
        return this.#joined(event.room);
      case 'parted':
        return this.#parted(event.room);
      case 'away-changed':
        return this.show(event.text === null ? this.#t.youAreBack : this.#t.youAreAway);
      case 'invited':
        return this.show(this.#t.youInvited(event.target.name, event.room));
      default:
        this.#render(event);
    }
  }

  befall(event: Event): void {
    if (event.kind === 'joined') return this.#joined(event.room);
    this.#render(event);
    if (event.kind === 'kicked') this.show(this.room === null ? this.#t.inNoRoom : this.#t.nowIn(this.room));
  }

  refuse(refusal: Refusal): void {
    const sentence = refusalSentence(refusal, this.lang);
    if (this.#stage !== 'entering') return this.show(sentence);
    if (refusal.why === 'name-taken' || refusal.why === 'name-invalid') {
      this.#stage = 'asked';
      this.show(`${sentence} ${this.#t.askAgain}`);
    } else this.#host.close('refused', sentence);
  }

  settled(): void {
    if (this.#stage !== 'here') return;
    const first = this.#first;
    this.#first = null;
    if (first !== null) this.#understand(first);
  }

  quiet(): void {
    // Nothing can be asked of a client that only knows text; it is sent away after `idleSeconds`.
  }

  farewell(cause: DepartureCause, text: string): Uint8Array | null {
    return this.#bytes(serverLine(this.#farewellText(cause, text)));
  }

  #farewellText(cause: DepartureCause, text: string): string {
    const { farewells, farewell, goodbye, because } = this.#t;
    switch (cause) {
      case 'kicked':
      case 'banned':
        return farewell(farewells[cause](text === '' ? '' : because(text)));
      case 'flooded':
      case 'timed-out':
      case 'closing':
      case 'failed':
        return farewell(farewells[cause]);
      case 'refused':
        return text;
      default:
        return goodbye;
    }
  }

  // What a command may use (Speaker).

  get room(): string | null {
    const user = this.#host.chat.user(this.#host.userId);
    if (user === undefined) return null;
    const current = this.#room === null ? undefined : this.#host.chat.roomNamed(this.#room);
    if (current !== undefined && user.rooms.has(current)) return current.name;
    return [...user.rooms].at(-1)?.name ?? null;
  }

  topicOf(room: string): RoomView['topic'] {
    return this.#host.chat.roomNamed(room)?.topic ?? null;
  }

  show(line: string): void {
    this.#sendLine(serverLine(line));
  }

  showHelp(): void {
    const rows = COMMANDS.map((command) => `${usage(command, this.lang)}  ${this.#t.commands[command.name]}`);
    const where = this.#t.modeNow[this.#host.chat.house.mode];
    const words = [...this.#host.rules.quitWords].join(' ');
    const last = words === '' ? [] : [this.#t.helpQuit(words)];
    this.#sendLine([serverLine(`${where} ${this.#t.help}`), ...rows, this.#t.helpPrivate, ...last].join(this.#newline));
  }

  showWho(name: string): void {
    const room = this.#host.chat.roomNamed(name);
    if (room === undefined || !this.#host.chat.mayKnow(this.#host.userId, room)) {
      return this.refuse({ why: 'no-such-room', room: name });
    }
    this.show(this.#t.here(room.name, this.#names(room, Number.POSITIVE_INFINITY)));
  }

  showRooms(): void {
    const { chat, userId } = this.#host;
    const rooms = [...chat.rooms].filter((room) => chat.mayKnow(userId, room));
    const lines = rooms.map((room) =>
      this.#t.roomLine(room.name, room.members.size, room.topic === null ? '' : ` ${room.topic.text}`),
    );
    this.show(this.#t.rooms(this.#t.list(lines)));
  }

  ask(asked: Asked): void {
    this.#host.submit({ ...asked, user: this.#host.userId } as Command);
  }

  isIn(room: string): boolean {
    return this.#host.chat.roomNamed(room)?.members.has(this.#host.userId) ?? false;
  }

  goTo(room: string): void {
    this.#room = this.#host.chat.roomNamed(room)?.name ?? null;
    this.show(this.#t.nowIn(room));
  }

  speakLanguage(lang: Lang): void {
    this.lang = lang;
    this.dialect = plainDialect(lang, this.#newline);
    this.show(this.#t.languageNow);
  }

  leave(text: string): void {
    this.#host.close('left', text);
  }

  // Arriving.

  get #t(): (typeof lineSentences)[Lang] {
    return lineSentences[this.lang];
  }

  #enter(name: string): void {
    const { names } = this.#host.rules;
    this.#stage = 'entering';
    this.#host.submit({
      kind: 'enter',
      user: this.#host.userId,
      name:
        names === 'address'
          ? { kind: 'address' }
          : name === ''
            ? { kind: 'guest', prefix: this.#t.guestPrefix }
            : { kind: 'chosen', name },
      peer: this.#host.peer,
      username: 'plain',
      realname: '',
      face: 'plain',
    });
  }

  #arrive({ who }: EventOf<'entered'>): void {
    const { rules } = this.#host;
    this.#stage = 'here';
    // Under their addresses come programs that expect nothing but what is said.
    if (rules.names === 'address') return;
    this.show(this.#t.youAre(rules.serverName, who.name));
    for (const line of rules.motd) this.show(line);
  }

  #joined(name: string): void {
    this.#room = name;
    const room = this.#host.chat.roomNamed(name);
    if (room === undefined || (this.#host.rules.names === 'address' && name === LOBBY)) return;
    this.show(
      room.members.size === 1 ? this.#t.nobodyElse(room.name) : this.#t.here(room.name, this.#names(room, NAMES_SHOWN)),
    );
    if (room.topic !== null) this.show(this.#t.topic(room.name, room.topic.text));
    if (name !== LOBBY) this.show(this.#t.nowIn(room.name));
  }

  #parted(name: string): void {
    this.show(this.#t.youLeft(name));
    if (this.room !== null) this.show(this.#t.nowIn(this.room));
  }

  #names(room: RoomView, most: number): string {
    const names: string[] = [];
    for (const { user } of room.members.values()) {
      if (names.length === most) return this.#t.andMore(this.#t.list(names), room.members.size - most);
      names.push(user.person.name);
    }
    return this.#t.list(names);
  }

  // Understanding what is written.

  #understand(text: string): void {
    if (text.trim() === '') return this.#sayNothing(text);
    if (this.#isQuitWord(text)) return this.leave('');
    if (text.startsWith('//') || text.startsWith('@@')) return this.#speak(text.slice(1));
    const command = /^\/(\S+)\s*(.*)$/s.exec(text);
    if (command !== null) return this.#obey(command[1] ?? '', command[2] ?? '');
    const whisper = /^@(\S+)\s*(.*)$/s.exec(text);
    if (whisper !== null) {
      return this.ask({ kind: 'say', to: whisper[1] ?? '', text: whisper[2] ?? '', form: 'message', tags: {} });
    }
    this.#speak(text);
  }

  #isQuitWord(text: string): boolean {
    return this.#host.rules.quitWords.has(text.trim().toLowerCase());
  }

  #speak(text: string): void {
    this.#host.submit({ kind: 'speak', user: this.#host.userId, room: this.room, text });
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
    if (this.#host.chat.house.mode === 'echo') this.#echo(text, this.#host.now());
  }

  /** What was said comes back only in echo mode; otherwise it stands on the speaker's screen already. */
  #saidByMe({ to, text, at }: EventOf<'said'>): void {
    if (to.kind === 'user' && to.away !== null) this.show(this.#t.isAway(to.person.name, to.away));
    if (to.kind === 'echo') this.#echo(text, at);
  }

  #echo(text: string, at: number): void {
    const time = this.#host.rules.echoTime ? `${clockTime(at)} ` : '';
    const back = `${time}${printable(text)}`;
    // Who sends no newline does not want one back.
    if (this.#end === 'lf' || this.#end === 'crlf') this.#sendLine(back);
    else this.#host.send(Buffer.from(back));
  }

  // Sending.

  #notice(end: LineEnd): void {
    this.#end = end;
    const newline = end === 'crlf' ? '\r\n' : '\n';
    if (newline === this.#newline || end === 'silence' || end === 'end') return;
    this.#newline = newline;
    this.dialect = plainDialect(this.lang, newline);
  }

  #render(event: Event): void {
    const bytes = this.dialect.render(event);
    if (bytes !== null) this.#host.send(bytes);
  }

  #bytes(line: string): Uint8Array {
    return Buffer.from(line + this.#newline);
  }

  #sendLine(line: string): void {
    this.#host.send(this.#bytes(line));
  }
}

/** `HH:MM:SS` where the server stands. */
function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
