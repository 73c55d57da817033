// The other side: senders who say the next thing when the last one has come back, and receivers who count what comes.
import { createConnection, type Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import type { Program } from './program.ts';

/** How clients of one kind come in and speak. */
export interface Kind {
  /** What is sent first. */
  enter(name: string): string;
  /** Found in what they are sent when they are in the room. */
  readonly entered: RegExp;
  say(name: string, text: string): string;
}

export interface Load {
  readonly receivers: number;
  readonly senders: number;
  /** Messages of one sender on their way. */
  readonly window: number;
  /** `count`: as little work as possible; `compare`: every receiver's bytes are compared. */
  readonly look: 'count' | 'compare';
}

export interface Measured {
  readonly seconds: number;
  /** The server's processor time; null where it cannot be known. */
  readonly cpuSeconds: number | null;
  /** Of each message that all receivers got: ms from saying it to its coming to the last of them. */
  readonly latencies: readonly number[];
}

/** The last thing said before it is counted. */
const STARTING = '<starting>';
/** Something said is found again by this: who said it, and its number. */
const SAID = /<(\d+) (\d+)>/;
const PADDING = 'x'.repeat(40);
/** After this long everything must have come to everybody. ms. */
const PATIENCE = 10_000;

/** All sockets read into one buffer: it is looked at, never kept. */
const buffer = Buffer.alloc(256 * 1024);

/** A connection that is in the room. `hear` is called with the number of bytes that stand at the beginning of `buffer`. */
async function enter(port: number, kind: Kind, name: string, hear: (bytes: number) => void): Promise<Socket> {
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  let heard: string | null = '';
  const callback = (bytes: number): boolean => {
    if (heard === null) hear(bytes);
    else {
      heard += buffer.toString('latin1', 0, bytes);
      if (kind.entered.test(heard)) {
        heard = null;
        resolve(socket);
      }
    }
    return true;
  };
  const socket = createConnection({ port, host: '127.0.0.1', onread: { buffer, callback } });
  socket.setNoDelay(true);
  socket.once('error', reject);
  socket.once('close', () => reject(new Error(`${name} was sent away: ${heard}`)));
  socket.write(kind.enter(name));
  return promise;
}

class Receiver {
  readonly kind: Kind;
  readonly name: string;
  /** Bytes since the start; null before it. */
  bytes: number | null = null;
  checksum = 0;
  readonly #look: Load['look'];
  #before = '';

  constructor(kind: Kind, name: string, look: Load['look']) {
    this.kind = kind;
    this.name = name;
    this.#look = look;
  }

  /** @param count bytes that stand in the buffer */
  hear(count: number): void {
    if (this.bytes === null) this.#await(buffer.toString('latin1', 0, count));
    else this.take(this.bytes, count);
  }

  protected take(before: number, count: number): void {
    this.bytes = before + count;
    if (this.#look === 'compare') this.checksum = crc32(buffer.subarray(0, count), this.checksum);
  }

  #await(text: string): void {
    const lines = (this.#before + text).split('\n');
    this.#before = lines.pop() ?? '';
    // Nothing is said until all have started: behind the start there is nothing yet.
    if (lines.some((line) => line.includes(STARTING))) this.bytes = 0;
  }
}

/** A receiver that reads what it gets: one for each kind. The others of the kind must get the same bytes. */
class Reader extends Receiver {
  lines = 0;
  readonly #next: number[] = [];
  readonly #came: (sender: number, number: number) => void;
  #kept = '';

  constructor(kind: Kind, name: string, look: Load['look'], came: (sender: number, number: number) => void) {
    super(kind, name, look);
    this.#came = came;
  }

  protected override take(before: number, count: number): void {
    super.take(before, count);
    const lines = (this.#kept + buffer.toString('latin1', 0, count)).split('\n');
    this.#kept = lines.pop() ?? '';
    for (const line of lines) this.#read(line);
  }

  #read(line: string): void {
    const [, who, what] = SAID.exec(line) ?? [];
    const sender = Number(who);
    const number = Number(what);
    const expected = this.#next[sender] ?? 0;
    if (number !== expected) throw new Error(`${this.name} expected ${expected} of sender ${sender} and got: ${line}`);
    this.#next[sender] = expected + 1;
    this.lines++;
    this.#came(sender, number);
  }
}

class Sender {
  readonly #socket: Socket;
  readonly #line: (text: string) => string;
  readonly #number: number;
  readonly #saidAt: number[] = [];
  said = 0;

  constructor(socket: Socket, line: (text: string) => string, number: number) {
    this.#socket = socket;
    this.#line = line;
    this.#number = number;
  }

  say(): void {
    this.#saidAt.push(performance.now());
    // What a sender says because of several that came back at once leaves at once.
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork();
      process.nextTick(() => this.#socket.uncork());
    }
    this.#socket.write(this.#line(`<${this.#number} ${this.said++}> ${PADDING}`));
  }

  /** ms since the oldest message on its way was said. */
  cameBack(): number {
    return performance.now() - (this.#saidAt.shift() ?? 0);
  }
}

/** Everybody of a load on a server that runs. */
export interface Crowd {
  /** They talk for a while, the first `warmUpSeconds` of it uncounted, and then are quiet. */
  talk(warmUpSeconds: number, seconds: number): Promise<Measured>;
  /** @throws if anybody did not get everything, in order */
  leave(): Promise<void>;
}

/** They come in. Receiver i is of kind i modulo their number; senders are of the first kind. */
export async function gather({ port, cpuSeconds }: Program, kinds: readonly Kind[], load: Load): Promise<Crowd> {
  const [first] = kinds;
  if (first === undefined) throw new Error('No kind of client.');
  const sockets: Socket[] = [];
  const senders: Sender[] = [];
  let latencies: number[] = [];
  let isQuiet = true;

  const cameToTheLast = (number: number): void => {
    const sender = senders[number];
    if (sender === undefined) return;
    latencies.push(sender.cameBack());
    if (!isQuiet) sender.say();
  };

  for (let i = 0; i < load.senders; i++) {
    const name = `sender${i}`;
    const socket = await enter(port, first, name, () => {});
    sockets.push(socket);
    senders.push(new Sender(socket, (text) => first.say(name, text), i));
  }

  // One of each kind reads; they come last, and the last of them is who gets everything last.
  const kindOf = (i: number): Kind => kinds[i % kinds.length] ?? first;
  const counting = Array.from({ length: load.receivers - kinds.length }, (_, i) => {
    return new Receiver(kindOf(i), `receiver${i}`, load.look);
  });
  const reading = kinds.map((kind, i) => {
    return new Reader(kind, `reader${i}`, load.look, i < kinds.length - 1 ? () => {} : cameToTheLast);
  });
  const receivers = [...counting, ...reading];
  const join = (receiver: Receiver): Promise<Socket> =>
    enter(port, receiver.kind, receiver.name, (bytes) => receiver.hear(bytes));
  sockets.push(...(await Promise.all(counting.map(join))));
  for (const reader of reading) sockets.push(await join(reader));

  sockets[0]?.write(first.say('sender0', STARTING));
  await until(() => receivers.every((receiver) => receiver.bytes !== null), 'Not everybody has heard the start.');

  const cameToAll = (): boolean => {
    const said = senders.reduce((sum, sender) => sum + sender.said, 0);
    return reading.every((reader) => reader.lines === said);
  };
  return {
    async talk(warmUpSeconds, seconds) {
      isQuiet = false;
      for (const sender of senders) for (let i = 0; i < load.window; i++) sender.say();
      await after(warmUpSeconds);
      latencies = [];
      const start = { at: performance.now(), cpu: cpuSeconds() };
      await after(seconds);
      const end = { at: performance.now(), cpu: cpuSeconds() };
      const measured = latencies;
      isQuiet = true;
      await until(cameToAll, 'Not everything has come to the readers.');
      return {
        latencies: measured,
        seconds: (end.at - start.at) / 1000,
        cpuSeconds: start.cpu === null || end.cpu === null ? null : end.cpu - start.cpu,
      };
    },
    async leave() {
      for (const [i, receiver] of counting.entries()) {
        const like = reading[i % kinds.length];
        const isSame = (): boolean => receiver.bytes === like?.bytes && receiver.checksum === like?.checksum;
        await until(isSame, `${receiver.name} did not get what ${like?.name} got.`);
      }
      for (const socket of sockets) socket.removeAllListeners('close').destroy();
    },
  };
}

function after(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}

async function until(holds: () => boolean, otherwise: string): Promise<void> {
  const deadline = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(otherwise);
    await after(0.01);
  }
}
