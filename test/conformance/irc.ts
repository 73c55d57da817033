// What the conformance tests stand on: one server for all tests of a file, listening in this process, and clients that read it
// message by message. Tests share the server, so each takes names of its own (`fresh`, `freshRoom`).
import { afterAll, beforeAll, expect } from 'vitest';
import { type Message, parseMessage } from '../../src/irc/message.ts';
import { readOptions } from '../../src/options/read.ts';
import { type Server, startServer } from '../../src/server.ts';
import type { HappeningOf } from '../../src/session/happening.ts';
import type { Certificate } from '../certificates.ts';
import { connect, type TestClient } from '../client.ts';
import { connectSecurely } from '../tls.ts';

/** Bytes of a line without its tags, CR and LF included (modern-irc "Message Format"). */
const LINE_BYTES = 512;
/** Bytes of the tags, `@` and space included (IRCv3 message-tags "Size limit"). */
const TAG_BYTES = 8191;
/** Capabilities that make tags permissible on messages of any kind. */
const TAGGING = ['message-tags', 'server-time', 'account-tag', 'batch', 'labeled-response'];

/** Any sentence for people: what it says is free, that it is there is not. */
export const TEXT: unknown = expect.stringMatching(/./);
export const NUMBER: unknown = expect.stringMatching(/^\d+$/);

let count = 0;

/** A name that no other test has. */
export function fresh(beginning = 'nick'): string {
  return `${beginning}${++count}`;
}

export function freshRoom(): string {
  return `#${fresh('room')}`;
}

/** Nothing is left behind, and nobody is too fast. */
const USUAL = [
  ['--port', '0', '--host', '127.0.0.1', '--data', 'memory', '--lang', 'en'],
  ['--commands-per-second', '1000000', '--command-burst', '1000000'],
].flat();

/** Options of a server that has an operator, and what becomes one there. */
export const OPERATOR_OPTIONS = ['--operator-name', 'root', '--operator-password', 'sesame'] as const;
export const OPER = 'OPER root sesame';

/** Matches a message with this verb and exactly these parameters. */
export function message(verb: string, ...params: readonly unknown[]): unknown {
  return expect.objectContaining({ verb, params });
}

/** Matches a message that comes from this user, with its user name and host. */
export function from(nick: string, verb: string, ...params: readonly unknown[]): unknown {
  const source = expect.stringMatching(new RegExp(`^${RegExp.escape(nick)}![^ !@]+@[^ !@]+$`));
  return expect.objectContaining({ source, verb, params });
}

/** Those of the messages that have one of these verbs. */
export function only(messages: readonly Message[], ...verbs: readonly string[]): Message[] {
  return messages.filter(({ verb }) => verbs.includes(verb));
}

/** The tokens of RPL_ISUPPORT that a client was told of when it came in. */
export function isupport(client: ConformanceClient): ReadonlyMap<string, string> {
  const tokens = only(client.welcome, '005').flatMap(({ params }) => params.slice(1, -1));
  return new Map(
    tokens.map((token) => {
      const [name = '', ...value] = token.split('=');
      return [name, value.join('=')];
    }),
  );
}

export interface Arrival {
  /** Capabilities as in CAP REQ. */
  readonly caps?: string;
  readonly password?: string;
  readonly username?: string;
  readonly realname?: string;
}

/** Reads lines as messages; a line that no server may send fails, whatever the test is about. */
export class ConformanceClient {
  /** Empty until it has one. */
  nick = '';
  /** What came from NICK and USER to the end of the message of the day. */
  welcome: readonly Message[] = [];
  /** The capabilities that are enabled. */
  readonly caps = new Set<string>();
  readonly #client: TestClient;
  #pings = 0;

  constructor(client: TestClient) {
    this.#client = client;
  }

  /** Resolves when the connection is closed. */
  get closed(): Promise<string> {
    return this.#client.closed;
  }

  /** Sends one line; CR and LF are added. */
  send(line: string): void {
    this.#client.send(`${line}\r\n`);
  }

  /** Sends exactly these bytes. */
  sendBytes(bytes: string | Uint8Array): void {
    this.#client.send(bytes);
  }

  /** Sends nothing more, still reads. */
  finish(): void {
    this.#client.finish();
  }

  async next(): Promise<Message> {
    const line = `${await this.#client.line()}\n`;
    const parsed = parseMessage(line.replace(/\r\n$/, ''));
    if (parsed === null) throw new Error(`a line without a verb: ${JSON.stringify(line)}`);
    this.#mustBeLegal(line, parsed);
    this.#follow(parsed);
    return parsed;
  }

  /** Reads until a message with one of these verbs has come. */
  async until(...verbs: readonly string[]): Promise<Message> {
    for (;;) {
      const message = await this.next();
      if (verbs.includes(message.verb)) return message;
    }
  }

  /** All that has come by the time everything sent so far was answered: what is not in it was not sent. */
  async sync(): Promise<Message[]> {
    const token = `sync${++this.#pings}`;
    this.send(`PING ${token}`);
    const heard: Message[] = [];
    for (;;) {
      const message = await this.next();
      if (message.verb === 'PONG' && message.params.at(-1) === token) return heard;
      heard.push(message);
    }
  }

  /** Sends one line, and gives everything that came before it was answered and as the answer. */
  ask(line: string): Promise<Message[]> {
    this.send(line);
    return this.sync();
  }

  /** All that still comes before the connection is closed. */
  async toTheEnd(): Promise<Message[]> {
    await this.#client.closed;
    const heard: Message[] = [];
    while (this.#client.heard.unread.includes('\n')) heard.push(await this.next());
    return heard;
  }

  /** Comes in under this name. Capabilities that are not acknowledged fail. */
  async register(nick: string, arrival: Arrival = {}): Promise<this> {
    const { caps = '', password, username = 'user', realname = 'Real Name' } = arrival;
    if (password !== undefined) this.send(`PASS :${password}`);
    if (caps !== '') this.send(`CAP REQ :${caps}`);
    this.send(`NICK ${nick}`);
    this.send(`USER ${username} 0 * :${realname}`);
    if (caps !== '') this.send('CAP END');
    this.nick = nick;
    const heard: Message[] = [];
    do heard.push(await this.next());
    while (!['376', '422'].includes(heard.at(-1)?.verb ?? ''));
    expect([...this.caps], 'capabilities').toEqual(expect.arrayContaining(caps.split(' ').filter((cap) => cap !== '')));
    this.welcome = [...heard, ...(await this.sync())];
    return this;
  }

  /** Joins a room, and reads everything about having joined it. */
  async join(room: string, key = ''): Promise<Message[]> {
    const heard = await this.ask(`JOIN ${room} ${key}`.trimEnd());
    const own = only(heard, 'JOIN').filter(({ source }) => source?.startsWith(`${this.nick}!`));
    expect(
      own.map(({ params }) => params[0]?.toLowerCase()),
      `JOIN ${room}`,
    ).toEqual([room.toLowerCase()]);
    return heard;
  }

  #mustBeLegal(line: string, { tags, source, verb }: Message): void {
    expect(line, 'ends with CR LF').toMatch(/^[^\r\n\0]+\r\n$/);
    const body = line.startsWith('@') ? line.indexOf(' ') + 1 : 0;
    expect(Buffer.byteLength(line.slice(body)), `bytes of ${line}`).toBeLessThanOrEqual(LINE_BYTES);
    expect(Buffer.byteLength(line.slice(0, body)), `bytes of the tags of ${line}`).toBeLessThanOrEqual(TAG_BYTES);
    if (tags.size > 0)
      expect(
        [...this.caps].some((cap) => TAGGING.includes(cap)),
        `tags of ${line}`,
      ).toBe(true);
    if (/^\d+$/.test(verb)) expect({ verb, source }).toEqual({ verb: expect.stringMatching(/^\d{3}$/), source: TEXT });
  }

  /** Keeps up with who it is and what it may use. */
  #follow({ source, verb, params }: Message): void {
    const [first = '', second = ''] = params;
    if (verb === '001') this.nick = first;
    else if (verb === 'NICK' && source?.split('!')[0] === this.nick) this.nick = first;
    else if (verb === 'CAP' && second === 'ACK') {
      for (const cap of (params.at(-1) ?? '').split(' ').filter((one) => one !== '')) {
        if (cap.startsWith('-')) this.caps.delete(cap.slice(1));
        else this.caps.add(cap);
      }
    } else if (verb === 'CAP' && second === 'DEL') {
      for (const cap of (params.at(-1) ?? '').split(' ')) this.caps.delete(cap);
    }
  }
}

/** They come to the room one after the other, and have read everything about it. The first one is its op. */
export async function meet(room: string, ...clients: readonly ConformanceClient[]): Promise<void> {
  for (const client of clients) await client.join(room);
  for (const client of clients) await client.sync();
}

/** What a file's tests have of their server. */
export interface ConformanceServer {
  /** Known before the first test. */
  readonly port: number;
  /** A connection that has said nothing; closed when the test is over. */
  connect(): Promise<ConformanceClient>;
  /** As `connect`, through TLS, with a certificate or none. */
  connectSecurely(certificate: Certificate | null): Promise<ConformanceClient>;
  /** Somebody who is in. Without a name, one that nobody else has. */
  register(nick?: string, arrival?: Arrival): Promise<ConformanceClient>;
}

/**
 * Starts a server for all tests of the file, or of the `describe` it is called in, with limits that none reaches by accident.
 * @param options as on the command line
 */
export function conformanceServer(...options: readonly string[]): ConformanceServer {
  let server: Server | null = null;
  const mistakes: HappeningOf<'failed'>[] = [];
  beforeAll(async () => {
    const settings = readOptions([...USUAL, ...options], {});
    if (settings === 'help') throw new Error('help is not a server');
    server = await startServer(settings, (happening) => {
      if (happening.kind === 'failed') mistakes.push(happening);
    });
  });
  afterAll(async () => {
    await server?.close();
    expect(mistakes).toEqual([]);
  });

  function port(): number {
    const address = server?.entrances[0]?.address;
    if (address?.kind !== 'tcp') throw new Error('the server is not there before the first test');
    return address.port;
  }

  async function open(called: string): Promise<ConformanceClient> {
    return new ConformanceClient(await connect(port(), called));
  }
  return {
    get port() {
      return port();
    },
    connectSecurely: async (certificate) => new ConformanceClient(await connectSecurely(port(), certificate)),
    connect: () => open('client'),
    register: async (nick = fresh(), arrival = {}) => (await open(nick)).register(nick, arrival),
  };
}
