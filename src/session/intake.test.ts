import { EventEmitter, once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { IrcDecoder } from '../irc/decoder.ts';
import { type Limits, limitsWith } from '../limits.ts';
import { PlainDecoder } from '../line/decoder.ts';
import { type Connection, StreamConnection } from '../port/connection.ts';
import { listen } from '../port/listen.ts';
import { Intake, type Reader } from './intake.ts';
import type { Decoder, Line } from './protocol.ts';

/** Writes down what it is given to handle. */
class Scribe implements Reader {
  readonly texts: string[] = [];
  isFree = true;
  wasFlooded = false;
  hasFinished = false;
  /** What it does with a line, besides. */
  onLine = (_text: string): void => {};
  readonly #news = new EventEmitter();

  handleLine(line: Line): void {
    const text = line.kind === 'text' ? line.text : line.kind;
    this.texts.push(text);
    this.onLine(text);
    this.#news.emit('news');
  }

  flooded(): void {
    this.wasFlooded = true;
    this.isFree = false;
    this.#news.emit('news');
  }

  finished(): void {
    this.hasFinished = true;
    this.#news.emit('news');
  }

  guard(_doing: string, run: () => void): void {
    run();
  }

  async until(isSo: (scribe: Scribe) => boolean): Promise<void> {
    while (!isSo(this)) await once(this.#news, 'news');
  }

  /** Waits for so many lines. */
  handled(count: number): Promise<void> {
    return this.until(() => this.texts.length >= count);
  }
}

interface Desk {
  readonly scribe: Scribe;
  readonly intake: Intake;
  readonly client: Socket;
  /** Chunks that came. */
  readonly chunks: string[];
  /** Waits for so many. */
  came(count: number): Promise<void>;
}

/** An intake at the end of a real connection. */
async function desk(set: Partial<Limits>, decoder: Decoder = new PlainDecoder('auto', 4096)): Promise<Desk> {
  const { promise, resolve } = Promise.withResolvers<Connection>();
  const listener = await listen(
    { kind: 'tcp', host: '127.0.0.1', port: 0 },
    (stream, peer) => resolve(new StreamConnection(stream, peer, null)),
    (error) => {
      throw error;
    },
  );
  const port = listener.address.kind === 'tcp' ? listener.address.port : 0;
  const client = createConnection({ port, host: '127.0.0.1' }).setNoDelay(true);
  onTestFinished(() => {
    client.destroy();
    listener.close();
  });
  const connection = await promise;
  const scribe = new Scribe();
  const intake = new Intake(decoder, connection, scribe, { limits: limitsWith(set) });
  const chunks: string[] = [];
  const arrivals = new EventEmitter();
  connection.open({
    data: (chunk) => {
      chunks.push(Buffer.from(chunk).toString());
      intake.push(chunk);
      arrivals.emit('chunk');
    },
    end: () => intake.end('ended'),
    closed: () => {
      intake.end('broken');
      intake.stop();
    },
  });
  const came = async (count: number): Promise<void> => {
    while (chunks.length < count) await once(arrivals, 'chunk');
  };
  return { scribe, intake, client, chunks, came };
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `line ${index}`);
const sent = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

describe('the pace', () => {
  it('delays a paste that is longer than the burst, and loses nothing of it', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 1000, commandBurst: 40 });
    const before = performance.now();
    client.end(sent(numbered(300)));
    await scribe.until(() => scribe.hasFinished);
    expect(scribe.texts).toEqual(numbered(300));
    expect(performance.now() - before).toBeGreaterThan(250);
  });

  it('ends it when more lines in a row were delayed than may be', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 50, commandBurst: 5, commandBacklog: 10 });
    client.write(sent(numbered(2000)));
    await scribe.until(() => scribe.wasFlooded);
    expect(scribe.texts).toEqual(numbered(scribe.texts.length));
    expect(scribe.texts.length).toBeGreaterThanOrEqual(15);
    // However late the turns come, after each there is a burst at most.
    expect(scribe.texts.length).toBeLessThanOrEqual(5 + 10 * 5);
  });

  it('does so too when each of them comes as soon as the one before has been handled', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 50, commandBurst: 1, commandBacklog: 5 });
    scribe.onLine = () => client.write('again\n');
    client.write('first\n');
    await scribe.until(() => scribe.wasFlooded);
    expect(scribe.texts.length).toBeGreaterThanOrEqual(6);
  });

  it('counts from nothing again once the sender has been caught up with', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 100, commandBurst: 2, commandBacklog: 4 });
    for (let round = 1; round <= 5; round++) {
      client.write(sent(numbered(5)));
      await scribe.handled(round * 5);
      await wait(30);
    }
    expect(scribe.wasFlooded).toBe(false);
    client.write(sent(numbered(20)));
    await scribe.until(() => scribe.wasFlooded);
  });

  it.each([
    ['plain text', () => new PlainDecoder('auto', 4096)],
    ['IRC', () => new IrcDecoder()],
  ])('leaves with the sender what is not its turn yet: %s', async (_, decoder) => {
    const { scribe, client, chunks } = await desk({ commandsPerSecond: 20, commandBurst: 1 }, decoder());
    client.write(Buffer.alloc(64 * 1024 * 1024, 'line\n'));
    await scribe.handled(5);
    expect(client.writableLength).toBeGreaterThan(0);
    expect(chunks.length).toBeLessThanOrEqual(2);
  });
});

describe('a busy reader', () => {
  it('gets one line at a time, and more bytes only when it is free', async () => {
    const { scribe, intake, client, chunks, came } = await desk({});
    scribe.onLine = () => {
      scribe.isFree = false;
    };
    client.write('one\ntwo\n');
    await came(1);
    client.write('three\n');
    await came(2);
    expect(scribe.texts).toEqual(['one']);
    client.write('four\n');
    for (const count of [2, 3, 4]) {
      expect(chunks.length).toBe(count === 4 ? 3 : 2);
      scribe.isFree = true;
      intake.goOn();
      await scribe.handled(count);
      scribe.isFree = true;
      if (count === 3) {
        intake.goOn();
        await came(3);
      }
    }
    expect(scribe.texts).toEqual(['one', 'two', 'three', 'four']);
  });

  it('gets nothing after it has been stopped', async () => {
    const { scribe, intake, client, came } = await desk({});
    scribe.onLine = (text) => {
      if (text === 'two') intake.stop();
      scribe.isFree = text !== 'two';
    };
    client.write('one\ntwo\nthree\n');
    await scribe.handled(2);
    client.write('four\n');
    await came(2);
    intake.end('ended');
    expect(scribe.texts).toEqual(['one', 'two']);
    expect(scribe.hasFinished).toBe(false);
  });
});

describe('silence', () => {
  it('ends a message', async () => {
    const { scribe, client } = await desk({});
    client.write('no newline');
    await scribe.handled(1);
    client.write('again');
    await scribe.handled(2);
    expect(scribe.texts).toEqual(['no newline', 'again']);
  });

  it('is not when nothing is read', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 5, commandBurst: 1 });
    client.write('chunk');
    await scribe.handled(1);
    client.write('one\ntwo\nhel');
    await scribe.handled(2);
    // Longer than the silence that ends a message, and not yet the turn of `two`.
    await wait(80);
    client.write('lo');
    await scribe.handled(4);
    expect(scribe.texts).toEqual(['chunk', 'one', 'two', 'hello']);
  });

  it('is not when the server was too busy to read', async () => {
    const { scribe, client, came } = await desk({});
    client.write('hel');
    await came(1);
    client.write('lo');
    for (const end = performance.now() + 80; performance.now() < end; );
    await scribe.handled(1);
    expect(scribe.texts).toEqual(['hello']);
  });
});

describe('the end', () => {
  it('comes after all that was sent has had its turn', async () => {
    const { scribe, client } = await desk({ commandsPerSecond: 50, commandBurst: 1 });
    client.end('one\ntwo\nthree\nfour');
    await scribe.until(() => scribe.hasFinished);
    expect(scribe.texts).toEqual(['one', 'two', 'three', 'four']);
  });

  it('by a broken connection leaves out the line that was being typed', async () => {
    const { scribe, client, came } = await desk({});
    client.write('one\nhalf a li');
    await came(1);
    client.resetAndDestroy();
    await scribe.until(() => scribe.hasFinished);
    expect(scribe.texts).toEqual(['one']);
  });
});
