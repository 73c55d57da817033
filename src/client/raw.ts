// `--raw`: lines to and from any server, with nothing of the chat's own.
import { createInterface } from 'node:readline';
import { printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { linkSentences } from '../i18n/link.ts';
import { openPrompt } from '../terminal/prompt.ts';
import { addressName } from './address.ts';
import { type Link, type LinkEvents, openLink } from './link.ts';
import { type LinkEnd, reasonOf } from './link-end.ts';
import { lookOf } from './look.ts';
import type { Options } from './options.ts';
import { RawDecoder, type RawMessage } from './raw-framing.ts';
import { onStopSignal } from './stopping.ts';
import { type Trace, traceAbove, traceToErrors } from './trace.ts';

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
  trace(): Trace;
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
  readonly #name: string;
  readonly #decoder: RawDecoder;
  readonly #face: Face;
  readonly #trace: Trace | null;
  readonly #link: Link;
  readonly #finish: (code: number) => void;
  /** Lines to send; the sending side is closed after them when `hasEnded`. */
  #queue: string[] = [];
  #hasEnded = false;
  #stage: 'connecting' | 'open' | 'sent' | 'over' = 'connecting';
  #gap: NodeJS.Timeout | null = null;
  #silence: NodeJS.Timeout | undefined;

  constructor({ destination, framing, isTraced, lang }: RawOptions, finish: (code: number) => void) {
    this.#t = linkSentences[lang];
    this.#name = addressName(destination.address);
    this.#decoder = new RawDecoder(framing);
    this.#finish = finish;
    const typing = {
      line: (line: string) => this.#enqueue(line),
      end: () => this.#endInput(),
      stop: () => this.stop(0),
    };
    this.#face = process.stdin.isTTY && process.stdout.isTTY ? terminalFace(typing, lang) : pipeFace(typing, lang);
    this.#trace = isTraced ? this.#face.trace() : null;
    const events: LinkEvents = {
      opened: () => {
        this.#stage = 'open';
        if (process.stdin.isTTY) this.#face.tell(this.#t.rawConnected(this.#name));
        this.#sendNext();
      },
      received: (chunk) => this.#received(chunk),
      finished: () => {
        this.#takeRest();
        this.#link.finish();
      },
      ended: (end) => this.#ended(end),
    };
    this.#link = openLink(destination, events, this.#trace);
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
    const messages = this.#decoder.push(chunk);
    this.#cut(messages);
    this.#print(messages);
    this.#waitForSilence();
  }

  #waitForSilence(): void {
    clearTimeout(this.#silence);
    const isWaiting = this.#decoder.awaited === 'silence';
    if (!isWaiting && this.#stage !== 'sent') return;
    this.#silence = setTimeout(() => this.#silent(isWaiting), isWaiting ? MESSAGE_MS : ANSWER_MS);
  }

  #silent(wasWaiting: boolean): void {
    if (!wasWaiting) {
      this.#takeRest();
      return this.stop(0);
    }
    const { ending } = this.#decoder;
    const messages = this.#decoder.silence();
    this.#cut(messages);
    this.#print(messages);
    if (ending === 'unknown' && this.#stage === 'open' && process.stdin.isTTY) this.#face.tell(this.#t.rawUnframed);
    this.#waitForSilence();
  }

  #ended(end: LinkEnd): void {
    if (this.#stage === 'over') return;
    this.#takeRest();
    const reason = reasonOf(end, this.#t);
    if (this.#stage === 'connecting') this.#face.tell(this.#t.connectFailed(this.#name, reason));
    else if (end.why === 'closed') this.#face.tell(this.#t.rawClosed);
    else this.#face.tell(this.#t.lost(reason));
    this.stop(end.why === 'closed' ? 0 : 1);
  }

  /** Nothing more will complete what has begun. */
  #takeRest(): void {
    const messages = this.#decoder.end();
    if (messages.length > 0) this.#cut(messages);
    this.#print(messages);
  }

  #cut(messages: readonly RawMessage[]): void {
    this.#trace?.cut(
      messages.map(({ cut }) => cut),
      this.#decoder.awaited,
    );
  }

  #print(messages: readonly RawMessage[]): void {
    for (const { text } of messages) this.#face.print(printable(text));
  }
}

interface Typing {
  line(line: string): void;
  end(): void;
  stop(): void;
}

function terminalFace(typing: Typing, lang: Lang): Face {
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
    trace: () => traceAbove(prompt, lang),
    close: () => {
      prompt.close();
      process.stdin.unref();
    },
  };
}

function pipeFace(typing: Typing, lang: Lang): Face {
  const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  input.on('line', typing.line);
  input.on('close', typing.end);
  // Who reads our output may go before us.
  process.stdout.on('error', typing.stop);
  return {
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (text) => process.stderr.write(`${printable(text)}\n`),
    trace: () => traceToErrors(lang),
    close: () => {
      input.close();
      process.stdin.destroy();
    },
  };
}
