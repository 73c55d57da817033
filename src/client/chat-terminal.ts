// The chat in a terminal: a line being typed at the bottom, everything that happens above it.
import { clientSentences } from '../i18n/client.ts';
import { linkSentences } from '../i18n/link.ts';
import { openPrompt, type Prompt } from '../terminal/prompt.ts';
import { addressName } from './address.ts';
import { Caller, type Down } from './caller.ts';
import { helpLines, understand } from './commands.ts';
import { complete } from './completion.ts';
import { Core } from './core/core.ts';
import type { View } from './core/view.ts';
import { reasonOf } from './link-end.ts';
import { alert, event, lookOf, type Part } from './look.ts';
import { nameFromMachine } from './name.ts';
import type { Options } from './options.ts';
import { show, timePart } from './show.ts';
import { onStopSignal } from './stopping.ts';
import { traceAbove } from './trace.ts';

type ChatOptions = Extract<Options, { kind: 'chat' }>;

/** Time for the server to answer QUIT, in ms. */
const QUIT_MS = 1000;

/** Runs until the person leaves. @returns the exit code: 1 if the server does not want this client back */
export async function chatInTerminal(options: ChatOptions): Promise<number> {
  const { promise: left, resolve: leave } = Promise.withResolvers<number>();
  const chat = new TerminalChat(options, leave);
  const forgetSignals = onStopSignal(() => chat.quit(''));
  const code = await left;
  forgetSignals();
  return code;
}

/** What the next line is: a name to begin with, or something for the chat. */
type Stage =
  | { readonly kind: 'asking-name'; readonly suggestion: string }
  | { readonly kind: 'chatting'; readonly core: Core; readonly caller: Caller }
  | { readonly kind: 'leaving'; readonly caller: Caller | null };

class TerminalChat {
  readonly #options: ChatOptions;
  readonly #leave: (code: number) => void;
  readonly #prompt: Prompt;
  readonly #look = lookOf(process.stdout);
  #stage: Stage;

  constructor(options: ChatOptions, leave: (code: number) => void) {
    this.#options = options;
    this.#leave = leave;
    const suggestion = nameFromMachine(Math.random());
    this.#stage = { kind: 'asking-name', suggestion };
    this.#prompt = openPrompt({
      input: process.stdin,
      output: process.stdout,
      prompt: this.#t.askName(suggestion),
      onLine: (line) => this.#typed(line),
      onInterrupt: () => this.quit(''),
      onEnd: () => this.quit(''),
      complete: (line) =>
        this.#stage.kind === 'chatting' ? complete(this.#stage.core.roster, line) : { candidates: [], word: '' },
    });
    if (options.name !== null) this.#begin(options.name);
  }

  /** Says goodbye to the server and goes; a second time without waiting for its answer. */
  quit(text: string): void {
    const { caller } = this.#stage.kind === 'asking-name' ? { caller: null } : this.#stage;
    if (this.#stage.kind === 'chatting' && this.#stage.core.connection.kind === 'online') {
      this.#stage = { kind: 'leaving', caller };
      caller?.ask({ kind: 'quit', text });
      setTimeout(() => this.#close(0), QUIT_MS).unref();
    } else {
      this.#stage = { kind: 'leaving', caller };
      this.#close(0);
    }
  }

  get #t() {
    return clientSentences[this.#options.lang];
  }

  #close(code: number): void {
    if (this.#stage.kind === 'leaving') this.#stage.caller?.hangUp();
    if (code === 0) this.#tell(event(this.#t.goodbye));
    this.#prompt.close();
    process.stdin.unref();
    this.#leave(code);
  }

  #begin(name: string): void {
    const { destination, room, password, isTraced, lang } = this.#options;
    const proof = destination.security?.identity ? 'certificate' : null;
    const core = new Core({ name, password, rooms: [room], whenTaken: 'ask', proof });
    const events = {
      view: (view: View) => this.#show(view, core),
      settled: () => this.#prompt.setPrompt(this.#promptOf(core)),
      down: (down: Down) => this.#down(down),
    };
    const caller = new Caller(core, destination, 'again', events, isTraced ? traceAbove(this.#prompt, lang) : null);
    this.#stage = { kind: 'chatting', core, caller };
    this.#prompt.setPrompt(this.#promptOf(core));
    this.#tell(event(linkSentences[lang].connecting(addressName(destination.address))));
    caller.call();
  }

  #promptOf(core: Core): string {
    switch (core.connection.kind) {
      case 'nameless':
        return this.#t.askOtherName;
      case 'online':
        return `${core.currentRoom ?? ''}> `;
      default:
        return '… ';
    }
  }

  #typed(line: string): void {
    switch (this.#stage.kind) {
      case 'asking-name':
        return this.#begin(line.trim() === '' ? this.#stage.suggestion : line.trim());
      case 'chatting':
        return this.#stage.core.connection.kind === 'nameless' && !line.startsWith('/')
          ? this.#rename(line.trim(), this.#stage.caller)
          : this.#understood(line, this.#stage.caller);
      case 'leaving':
        return;
    }
  }

  #rename(name: string, caller: Caller): void {
    if (name !== '') caller.ask({ kind: 'rename', name });
  }

  #understood(line: string, caller: Caller): void {
    const typed = understand(line, this.#options.lang);
    switch (typed.kind) {
      case 'nothing':
        return;
      case 'help':
        for (const help of helpLines(this.#options.lang, process.stdout.columns)) this.#prompt.print(help);
        return;
      case 'mistake':
        return this.#tell(alert(typed.text));
      case 'request':
        return typed.request.kind === 'quit' ? this.quit(typed.request.text) : caller.ask(typed.request);
    }
  }

  #show(view: View, core: Core): void {
    // The server's last words to somebody who is leaving are no news.
    if (this.#stage.kind === 'leaving' && view.kind === 'dismissed') return;
    const { lang } = this.#options;
    const showing = { lang, look: this.#look, columns: process.stdout.columns, currentRoom: core.currentRoom };
    for (const line of show(view, showing, Date.now())) this.#prompt.print(line);
  }

  #down({ address, end, wasOnline, nextCall }: Down): void {
    if (this.#stage.kind === 'leaving') return this.#close(0);
    const t = linkSentences[this.#options.lang];
    const reason = reasonOf(end, t);
    const text = wasOnline ? t.lost(reason) : t.connectFailed(addressName(address), reason);
    this.#tell(alert(`${text}${nextCall === null ? '' : t.nextTry(Math.round(nextCall))}`));
    if (nextCall === null) this.#close(1);
  }

  /** Something about this client itself. */
  #tell({ tone, text }: Part): void {
    const now = Date.now();
    this.#prompt.print(this.#look([timePart(now, now), { tone, text: `-- ${text}` }]));
  }
}
