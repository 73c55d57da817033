// The plain-text protocol: nc, telnet, the socket programs of networking courses.
import type { Command, DepartureCause } from '../chat/command.ts';
import type { Event, EventOf, Refusal } from '../chat/event.ts';
import { LOBBY, type RoomView, type UserView } from '../chat/views.ts';
import { understand } from '../chat/written.ts';
import type { Lang } from '../i18n/language.ts';
import type { lineSentences } from '../i18n/line.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, Line, Protocol, Session } from '../session/protocol.ts';
import { type Asked, COMMANDS, type SlashCommand, type Speaker, splitArgs, usage } from './commands.ts';
import { PlainDecoder } from './decoder.ts';
import { peopleLine, roomsLines } from './lists.ts';
import { Voice } from './voice.ts';

export const lineProtocol: Protocol = { open: (host) => new LineSession(host) };

/** `entering` waits for the chat's answer to a name. */
type Stage = 'new' | 'asked' | 'entering' | 'here';

/** Names shown on arrival, and to those who ask; more are counted. */
const NAMES_ON_ARRIVAL = 20;
const NAMES_ASKED_FOR = 100;

class LineSession implements Session, Speaker {
  readonly protocol = 'line';
  readonly decoder: PlainDecoder;
  readonly #host: Host;
  readonly #voice: Voice;
  #stage: Stage = 'new';
  /** What was said before the chat had let its speaker in. */
  #first: string | null = null;
  /** Where a plain line goes, as long as the user is there. */
  #room: string | null = null;

  constructor(host: Host) {
    this.#host = host;
    this.decoder = new PlainDecoder(host.rules.framing, host.rules.limits.lineBytes);
    this.#voice = new Voice(host);
  }

  get lang(): Lang {
    return this.#voice.lang;
  }

  get dialect(): Dialect {
    return this.#voice.dialect;
  }

  greet(): void {
    if (this.#host.rules.names === 'address') this.#enter('');
    else {
      this.#stage = 'asked';
      this.#voice.write(this.#t.welcome(this.#host.rules.serverName));
    }
  }

  handle(line: Line): void {
    if (line.kind !== 'text') return this.show(this.#t.tooLong(this.#host.rules.limits.lineBytes));
    this.#voice.heard(line.end);
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
        this.#voice.showOwn(event);
    }
  }

  befall(event: Event): void {
    if (event.kind === 'joined') return this.#joined(event.room);
    this.#voice.showEvent(event);
    if (event.kind === 'kicked') this.#goOnWithout(event.room);
  }

  refuse(refusal: Refusal): void {
    const sentence = refusalSentence(refusal, this.lang);
    if (this.#stage !== 'entering') return this.show(sentence);
    if (refusal.why === 'name-taken' || refusal.why === 'name-invalid') {
      this.#stage = 'asked';
      this.show(this.#t.sentences([sentence, this.#t.askAgain]));
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

  farewell(cause: DepartureCause, text: string): Uint8Array {
    return this.#voice.farewell(cause, text);
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
    this.#voice.show(line);
  }

  showHelp(): void {
    const rows = COMMANDS.map((command) => `${usage(command, this.lang)}  ${this.#t.commands[command.name]}`);
    const where = this.#t.modeNow[this.#host.chat.house.mode];
    const words = [...this.#host.rules.quitWords].join(' ');
    const last = words === '' ? [] : [this.#t.helpQuit(words)];
    this.#voice.show(this.#t.sentences([where, this.#t.help]));
    this.#voice.write(...rows, this.#t.helpPrivate, ...last);
  }

  showWho(name: string): void {
    const room = this.#host.chat.roomNamed(name);
    if (room === undefined || !this.#host.chat.mayKnow(this.#host.userId, room)) {
      return this.refuse({ why: 'no-such-room', room: name });
    }
    const seen = this.#membersOf(room).filter((user) => this.#host.chat.maySee(this.#host.userId, user));
    this.show(peopleLine(room, seen, NAMES_ASKED_FOR, this.lang));
  }

  showRooms(): void {
    const { chat, userId } = this.#host;
    const rooms = [...chat.rooms].filter((room) => chat.mayKnow(userId, room));
    this.#voice.show(...roomsLines(rooms, this.lang));
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
    this.#voice.lang = lang;
    this.show(this.#t.languageNow);
  }

  leave(text: string): void {
    this.#host.close('left', text);
  }

  // Arriving.

  get #t(): (typeof lineSentences)[Lang] {
    return this.#voice.t;
  }

  #enter(name: string): void {
    const { rules, peer, userId } = this.#host;
    this.#stage = 'entering';
    this.#host.submit({
      kind: 'enter',
      user: userId,
      name:
        rules.names === 'address'
          ? { kind: 'address' }
          : name === ''
            ? { kind: 'guest', prefix: this.#t.guestPrefix }
            : { kind: 'chosen', name },
      peer,
      // One of its own, so that a ban mask with it (`*!plain51234@*`) hits nobody else. More than 10 characters irssi cuts.
      username: `plain${peer.port}`,
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
      room.members.size === 1
        ? this.#t.nobodyElse(room.name)
        : peopleLine(room, this.#membersOf(room), NAMES_ON_ARRIVAL, this.lang),
    );
    if (room.topic !== null) this.show(this.#t.topic(room.name, room.topic.text));
    if (name !== LOBBY) this.show(this.#t.nowIn(room.name));
  }

  #parted(name: string): void {
    this.show(this.#t.youLeft(name));
    this.#goOnWithout(name);
  }

  /** No longer in a room: if lines went there, they go to another one now. */
  #goOnWithout(name: string): void {
    if (name !== this.#room) return;
    this.#room = this.room;
    this.show(this.#room === null ? this.#t.inNoRoom : this.#t.nowIn(this.#room));
  }

  #membersOf(room: RoomView): UserView[] {
    return [...room.members.values()].map(({ user }) => user);
  }

  // Understanding what is written.

  #understand(text: string): void {
    if (text.trim() === '') return this.#sayNothing(text);
    if (this.#isQuitWord(text)) return this.leave('');
    const written = understand(text, (name) => this.#isHere(name));
    switch (written.kind) {
      case 'command':
        return this.#obey(written.name, written.rest);
      case 'private':
        return this.ask({ kind: 'say', to: written.to, text: written.text, form: 'message', tags: {} });
      case 'speech':
        return this.#speak(written.text);
    }
  }

  #isHere(name: string): boolean {
    const { chat } = this.#host;
    return [chat.userNamed(name), chat.userAt(name), chat.roomNamed(name)].some((found) => found !== undefined);
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
    if (this.#host.chat.house.mode === 'echo') this.#voice.echo(text, this.#host.now());
  }

  /** What was said comes back only in echo mode; otherwise it stands on the speaker's screen already. */
  #saidByMe(event: EventOf<'said'>): void {
    const { to, text, at } = event;
    if (to.kind === 'echo') return this.#voice.echo(text, at);
    if (to.kind !== 'user') return;
    if (to.person.id === this.#host.userId) this.#voice.showOwn(event);
    if (to.away !== null) this.show(this.#t.isAway(to.person.name, to.away));
  }
}
