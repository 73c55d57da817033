// The chat without a terminal: each line of the input is said, what happens is printed a line each.
import { createInterface } from 'node:readline';
import { clientSentences } from '../i18n/client.ts';
import { linkSentences } from '../i18n/link.ts';
import { addressName } from './address.ts';
import { Caller, type Down } from './caller.ts';
import { helpLines, understand } from './commands.ts';
import { Core } from './core/core.ts';
import type { Request } from './core/request.ts';
import type { View } from './core/view.ts';
import { reasonOf } from './link-end.ts';
import { PLAIN } from './look.ts';
import { nameFromMachine } from './name.ts';
import type { Options } from './options.ts';
import { show } from './show.ts';
import { onStopSignal } from './stopping.ts';
import { Tempo } from './tempo.ts';
import { traceToErrors } from './trace.ts';

type ChatOptions = Extract<Options, { kind: 'chat' }>;

/** How long to wait for the last answers, and for the end after QUIT. */
const ANSWER_MS = 20_000;
const QUIT_MS = 2000;
/** A pipe has no width: as wide as anything gets. */
const COLUMNS = 1000;

/** Runs until the input is at its end and everything has been answered. @returns the exit code */
export async function chatFromPipe(options: ChatOptions): Promise<number> {
  const { promise: finished, resolve: finish } = Promise.withResolvers<number>();
  const chat = new PipedChat(options, finish);
  const forgetSignals = onStopSignal(() => chat.quit());
  const code = await finished;
  forgetSignals();
  process.stdin.destroy();
  return code;
}

type Stage =
  | { readonly kind: 'talking' }
  /** The input is at its end, the last answers are awaited. */
  | { readonly kind: 'waiting'; readonly deadline: NodeJS.Timeout }
  /** QUIT has been sent. */
  | { readonly kind: 'leaving'; readonly code: number }
  | { readonly kind: 'left' };

class PipedChat {
  readonly #options: ChatOptions;
  readonly #finish: (code: number) => void;
  readonly #core: Core;
  readonly #caller: Caller;
  readonly #input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  /** Lines read and not yet said. */
  #lines: string[] = [];
  #hasEnded = false;
  readonly #tempo = new Tempo();
  #rest: NodeJS.Timeout | null = null;
  #stage: Stage = { kind: 'talking' };

  constructor(options: ChatOptions, finish: (code: number) => void) {
    this.#options = options;
    this.#finish = finish;
    const name = options.name ?? nameFromMachine(Math.random());
    const { password, destination } = options;
    const proof = destination.security?.identity ? 'certificate' : null;
    this.#core = new Core({ name, password, rooms: [options.room], whenTaken: 'number', proof });
    const events = {
      view: (view: View) => this.#show(view),
      settled: () => this.#goOn(),
      down: (down: Down) => this.#down(down),
    };
    const trace = options.isTraced ? traceToErrors(options.lang) : null;
    this.#caller = new Caller(this.#core, destination, 'once', events, trace);
    this.#input.on('line', (line) => {
      this.#lines.push(line);
      this.#input.pause();
      this.#goOn();
    });
    this.#input.on('close', () => {
      this.#hasEnded = true;
      this.#goOn();
    });
    // Who reads our output may go before us.
    process.stdout.on('error', () => this.quit());
    this.#caller.call();
  }

  /** Leaves without waiting for answers. */
  quit(): void {
    this.#leave(0, '');
  }

  get #t() {
    return clientSentences[this.#options.lang];
  }

  /**
   * Says the next line if it may be said now, or leaves if all is done. One line at a time is on its way: what follows
   * `/join` belongs in that room.
   */
  #goOn(): void {
    if (this.#core.connection.kind !== 'online' || this.#core.unanswered > 0 || this.#rest !== null) return;
    const rest = this.#tempo.answered(performance.now());
    if (rest > 0) {
      this.#rest = setTimeout(() => {
        this.#rest = null;
        this.#goOn();
      }, rest);
      return;
    }
    while (this.#stage.kind === 'talking' && this.#core.unanswered === 0) {
      const line = this.#lines.shift();
      if (line === undefined) break;
      this.#understood(line);
    }
    if (this.#lines.length > 0) return;
    if (!this.#hasEnded) this.#input.resume();
    else if (this.#core.unanswered === 0) this.#leave(0, '');
    else if (this.#stage.kind === 'talking') this.#await();
  }

  #await(): void {
    const deadline = setTimeout(() => {
      this.#complain(this.#t.noAnswer);
      this.#leave(1, '');
    }, ANSWER_MS);
    this.#stage = { kind: 'waiting', deadline };
  }

  #understood(line: string): void {
    const { lang } = this.#options;
    const typed = understand(line, lang);
    switch (typed.kind) {
      case 'nothing':
        return;
      case 'help':
        return this.#print(helpLines(lang, COLUMNS));
      case 'mistake':
        return this.#complain(typed.text);
      case 'request':
        return this.#ask(typed.request);
    }
  }

  #ask(request: Request): void {
    if (request.kind === 'quit') return this.#leave(0, request.text);
    this.#tempo.asked(performance.now());
    this.#caller.ask(request);
  }

  #leave(code: number, text: string): void {
    if (this.#stage.kind === 'leaving' || this.#stage.kind === 'left') return;
    if (this.#stage.kind === 'waiting') clearTimeout(this.#stage.deadline);
    this.#stage = { kind: 'leaving', code };
    if (this.#core.connection.kind !== 'online') return this.#end(code);
    setTimeout(() => this.#end(code), QUIT_MS).unref();
    this.#caller.ask({ kind: 'quit', text });
  }

  #end(code: number): void {
    if (this.#stage.kind === 'left') return;
    if (this.#stage.kind === 'waiting') clearTimeout(this.#stage.deadline);
    this.#stage = { kind: 'left' };
    if (this.#rest !== null) clearTimeout(this.#rest);
    this.#caller.hangUp();
    this.#input.close();
    this.#finish(code);
  }

  #show(view: View): void {
    if (this.#stage.kind === 'leaving' && view.kind === 'dismissed') return;
    const { lang } = this.#options;
    if (view.kind === 'name-refused') {
      this.#complain(this.#t.noName(view.name, view.text));
      return this.#end(1);
    }
    if (view.kind === 'password-refused') {
      this.#complain(view.given ? this.#t.wrongPassword : this.#t.passwordNeeded);
      return this.#end(1);
    }
    const showing = { lang, look: PLAIN, columns: COLUMNS, currentRoom: this.#core.currentRoom };
    this.#print(show(view, showing, Date.now()));
  }

  #down({ address, end, wasOnline }: Down): void {
    if (this.#stage.kind === 'leaving') this.#end(this.#stage.code);
    if (this.#stage.kind === 'left') return;
    const t = linkSentences[this.#options.lang];
    const reason = reasonOf(end, t);
    this.#complain(wasOnline ? t.lost(reason) : t.connectFailed(addressName(address), reason));
    this.#end(1);
  }

  #print(lines: readonly string[]): void {
    for (const line of lines) process.stdout.write(`${line}\n`);
  }

  #complain(text: string): void {
    process.stderr.write(`${PLAIN([{ tone: 'alert', text }])}\n`);
  }
}
