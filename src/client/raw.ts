// `--raw`: lines to and from any server, with nothing of the chat's own.
import { createInterface } from 'node:readline';
import { printable } from '../chat/text.ts';
import { clientSentences } from '../i18n/client.ts';
import { openPrompt } from '../terminal/prompt.ts';
import { addressName } from './address.ts';
import { type Link, type LinkEnd, openLink } from './link.ts';
import { lookOf } from './look.ts';
import type { Options } from './options.ts';
import { RawDecoder } from './raw-framing.ts';
import { onStopSignal } from './stopping.ts';

type RawOptions = Extract<Options, { kind: 'raw' }>;

/** Silence after which what has come is a message, in ms. */
const MESSAGE_MS = 150;
/** Between two unframed messages, so that they arrive as two, in ms. Servers wait less for the rest of one. */
const GAP_MS = 300;
/** Silence after which, with nothing more to send, no answer is expected, in ms. */
const ANSWER_MS = 2000;

/** Where lines come from and go to. */
interface Face {
  print(line: string): void;
  /** About the connection, not from it. */
  tell(text: string): void;
  close(): void;
}

/** Runs until the server or the input is at its end. @returns the exit code: 1 when there was no connection, or it broke */
export async function talkRaw(options: RawOptions): Promise<number> {
  const { promise: finished, resolve: finish } = Promise.withResolvers<number>();
  const talk = new RawTalk(options, finish);
  const forgetSignals = onStopSignal(() => talk.stop(0));
  const code = await finished;
  forgetSignals();
  return code;
}

class RawTalk {
  readonly #t;
  readonly #address: string;
  readonly #decoder: RawDecoder;
  readonly #face: Face;
  readonly #link: Link;
  readonly #finish: (code: number) => void;
  /** Lines to send; the sending side is closed after them when `hasEnded`. */
  #queue: string[] = [];
  #hasEnded = false;
  #stage: 'connecting' | 'open' | 'sent' | 'over' = 'connecting';
  #gap: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor({ address, framing, lang }: RawOptions, finish: (code: number) => void) {
    this.#t = clientSentences[lang];
    this.#address = addressName(address);
    this.#decoder = new RawDecoder(framing);
    this.#finish = finish;
    const typing = {
      line: (line: string) => this.#enqueue(line),
      end: () => this.#endInput(),
      stop: () => this.stop(0),
    };
    this.#face = process.stdin.isTTY && process.stdout.isTTY ? terminalFace(typing) : pipeFace(typing);
    this.#link = openLink(address, {
      opened: () => {
        this.#stage = 'open';
        if (process.stdin.isTTY) this.#face.tell(this.#t.rawConnected(this.#address));
        this.#sendNext();
      },
      received: (chunk) => this.#received(chunk),
      finished: () => {
        this.#print(this.#decoder.end());
        this.#link.finish();
      },
      ended: (why) => this.#ended(why),
    });
  }

  /** Ends at once. */
  stop(code: number): void {
    if (this.#stage === 'over') return;
    this.#stage = 'over';
    clearTimeout(this.#silence);
    if (this.#gap !== null) clearTimeout(this.#gap);
    this.#link.drop();
    this.#face.close();
    this.#finish(code);
  }

  #enqueue(line: string): void {
    this.#queue.push(line);
    this.#sendNext();
  }

  #endInput(): void {
    this.#hasEnded = true;
    this.#sendNext();
  }

  #sendNext(): void {
    if (this.#stage !== 'open' || this.#gap !== null) return;
    const line = this.#queue.shift();
    if (line === undefined) {
      if (this.#hasEnded) this.#finishSending();
      return;
    }
    if (this.#decoder.ending !== 'none') {
      this.#link.send(`${line}\n`);
      return this.#sendNext();
    }
    this.#link.send(line);
    this.#gap = setTimeout(() => {
      this.#gap = null;
      this.#sendNext();
    }, GAP_MS);
  }

  #finishSending(): void {
    this.#stage = 'sent';
    this.#link.finish();
    this.#waitForSilence();
  }

  #received(chunk: Uint8Array): void {
    this.#print(this.#decoder.push(chunk));
    this.#waitForSilence();
  }

  #waitForSilence(): void {
    clearTimeout(this.#silence);
    const isWaiting = this.#decoder.isWaiting;
    if (!isWaiting && this.#stage !== 'sent') return;
    this.#silence = setTimeout(() => this.#silent(isWaiting), isWaiting ? MESSAGE_MS : ANSWER_MS);
  }

  #silent(wasWaiting: boolean): void {
    if (!wasWaiting) {
      this.#print(this.#decoder.end());
      return this.stop(0);
    }
    const { ending } = this.#decoder;
    this.#print(this.#decoder.silence());
    if (ending === 'unknown' && this.#stage === 'open' && process.stdin.isTTY) this.#face.tell(this.#t.rawUnframed);
    this.#waitForSilence();
  }

  #ended(why: LinkEnd): void {
    if (this.#stage === 'over') return;
    this.#print(this.#decoder.end());
    const reason = this.#t.reasons[why];
    if (this.#stage === 'connecting') this.#face.tell(this.#t.connectFailed(this.#address, reason));
    else if (why === 'closed') this.#face.tell(this.#t.rawClosed);
    else this.#face.tell(this.#t.lost(reason));
    this.stop(why === 'closed' ? 0 : 1);
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) this.#face.print(printable(line));
  }
}

interface Typing {
  line(line: string): void;
  end(): void;
  stop(): void;
}

function terminalFace(typing: Typing): Face {
  const look = lookOf(process.stdout);
  const prompt = openPrompt({
    input: process.stdin,
    output: process.stdout,
    prompt: '> ',
    onLine: (line) => {
      prompt.print(look([{ tone: 'own', text: `> ${line}` }]));
      typing.line(line);
    },
    onInterrupt: typing.stop,
    onEnd: typing.end,
  });
  return {
    print: (line) => prompt.print(line),
    tell: (text) => prompt.print(look([{ tone: 'event', text: `-- ${text}` }])),
    close: () => {
      prompt.close();
      process.stdin.unref();
    },
  };
}

function pipeFace(typing: Typing): Face {
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  input.on('line', typing.line);
  input.on('close', typing.end);
  // Who reads our output may go before us.
  process.stdout.on('error', typing.stop);
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (text) => process.stderr.write(`${printable(text)}\n`),
    close: () => {
      input.close();
      process.stdin.destroy();
    },
  };
}
