// Somebody who talks as fast as the server takes it, in plain text or IRC, and remembers everything that came.
import { createConnection, type Socket } from 'node:net';
import type { Random } from '../fuzz/random.ts';
import { type Message, messageIn, textOf } from './message.ts';
import { hasAccount, nameOf, PASSWORD, type Place, partnerOf, privatePlaceOf, ROOM_PLACES } from './places.ts';

/** Messages of one guest that nobody has seen yet. */
const WINDOW = 4;
/** ms after which something is said anyway. */
const IMPATIENCE = 100;
const CAPABILITIES = 'sasl echo-message labeled-response batch message-tags server-time account-tag';

/** Something that a guest has said. */
export interface Said {
  readonly where: Place;
  isRefused: boolean;
}

/** What guests tell of what they hear. */
export interface Listener {
  seen(message: Message): void;
  /** Somebody was told that nothing can be stored. */
  refused(): void;
}

export class Guest {
  readonly number: number;
  readonly speaks: 'irc' | 'line';
  /** All that it has said, by number. */
  readonly said: Said[] = [];
  /** All that has come to it, its own too, in the order in which it came. */
  readonly seen: Message[] = [];
  isIn = false;
  /** Something was not done because nothing could be stored. */
  wasRefused = false;
  /** Nothing more comes. */
  readonly closed: Promise<void>;
  readonly #run: number;
  readonly #random: Random;
  readonly #listener: Listener;
  readonly #socket: Socket;
  readonly #unseen = new Set<number>();
  #partner: Guest | null = null;
  #cut = '';
  #last = '';

  constructor(port: number, run: number, number: number, random: Random, listener: Listener) {
    this.#run = run;
    this.number = number;
    this.#random = random;
    this.#listener = listener;
    this.speaks = number % 2 === 0 ? 'irc' : 'line';
    this.#socket = createConnection({ port, host: '127.0.0.1' });
    this.#socket.setNoDelay(true).setEncoding('utf8');
    this.#socket.on('data', (text: string) => this.#hear(text));
    // The server is killed: that is what this is about.
    this.#socket.on('error', () => {});
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    this.#socket.once('close', () => resolve());
    this.#send(...(this.speaks === 'irc' ? this.#ircArrival() : this.#plainArrival()));
  }

  /** For whoever has to find out why it does not come in. */
  toString(): string {
    return `${this.#name} (heard last: ${JSON.stringify(this.#last)})`;
  }

  /** With whom it talks in private. */
  meets(partner: Guest): void {
    this.#partner = partner;
  }

  /** Somebody has seen it: there is room for more. */
  wasSeen(number: number): void {
    if (this.#unseen.delete(number)) this.#talk();
  }

  get #name(): string {
    return nameOf(this.number);
  }

  /** Where somebody with plain text speaks, who speaks in one room at a time. */
  get #room(): Place {
    const room = ROOM_PLACES[(this.number >> 1) % ROOM_PLACES.length];
    if (room === undefined) throw new Error('there are no rooms');
    return room;
  }

  #ircArrival(): string[] {
    const name = this.#name;
    const login = Buffer.from(`\0${name}\0${PASSWORD}`).toString('base64');
    return [
      `CAP REQ :${CAPABILITIES}`,
      ...(hasAccount(this.number) ? ['AUTHENTICATE PLAIN', `AUTHENTICATE ${login}`] : []),
      ...[`NICK ${name}`, `USER ${name} 0 * :${name}`, 'CAP END'],
      `JOIN ${ROOM_PLACES.map((place) => place.name).join(',')}`,
      'PING :in',
    ];
  }

  #plainArrival(): string[] {
    const password = hasAccount(this.number) ? [PASSWORD] : [];
    const room = this.#room.name;
    return [this.#name, ...password, ...(room === '#lobby' ? [] : [`/join ${room}`]), '/help'];
  }

  #send(...lines: readonly string[]): void {
    this.#socket.write(lines.map((line) => `${line}\r\n`).join(''));
  }

  #hear(text: string): void {
    const lines = (this.#cut + text).split('\n');
    this.#cut = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    this.#last = line;
    const message = messageIn(line);
    if (message !== null) {
      this.seen.push(message);
      this.#listener.seen(message);
    } else if (!this.isIn) {
      // The answer to the last line of its arrival.
      if (!(this.speaks === 'irc' ? / PONG .*in\r$/ : /\/nick/).test(line)) return;
      this.isIn = true;
      this.#talk();
      const impatient = setInterval(() => this.#say(), IMPATIENCE);
      this.#socket.once('close', () => clearInterval(impatient));
    } else if (/ FAIL PRIVMSG CANNOT_STORE |cannot store anything/.test(line)) this.#refused(line);
  }

  #refused(line: string): void {
    const label = /^@(?:.*;)?label=(\d+)/.exec(line)?.[1];
    const number = label === undefined ? Math.max(...this.#unseen) : Number(label);
    const said = this.said[number];
    // Plain text does not say which one.
    if (label !== undefined && said !== undefined) said.isRefused = true;
    this.wasRefused = true;
    this.#unseen.delete(number);
    this.#listener.refused();
  }

  #talk(): void {
    while (this.#unseen.size < WINDOW && this.#socket.writable) this.#say();
  }

  #say(): void {
    const number = this.said.length;
    const text = textOf({ run: this.#run, guest: this.number, number });
    const where = this.#somewhere();
    this.#unseen.add(number);
    this.said.push({ where, isRefused: false });
    const to = where.of.kind === 'room' ? where.name : nameOf(partnerOf(this.number));
    if (this.speaks === 'irc') this.#send(`@label=${number} PRIVMSG ${to} :${text}`);
    else this.#send(where.of.kind === 'room' ? text : `/msg ${to} ${text}`);
  }

  #somewhere(): Place {
    if (this.#partner?.isIn === true && this.#random.chance(0.2)) return privatePlaceOf(this.number);
    return this.speaks === 'irc' ? (this.#random.pick(ROOM_PLACES) ?? this.#room) : this.#room;
  }
}
