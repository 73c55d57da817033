// A line being typed at the bottom of a terminal, which lines that arrive never disturb. readline edits (keys, history)
// and writes nothing; all drawing is done here, in one write for all that happened in a turn of the event loop.
import { createInterface, type Interface, type Key } from 'node:readline';
import { printable } from '../chat/text.ts';
import { unblock } from './unblock.ts';
import { type Layout, layOut } from './width.ts';

export interface Prompt {
  /** Prints a line above the line being typed, which stays as it was, cursor included. It may be longer than a row. */
  print(line: string): void;
  /** Changes what stands before the line being typed; plain text. */
  setPrompt(text: string): void;
  /** Prints what has not been printed, takes the typed line away and gives the terminal back. May be called twice. */
  close(): void;
}

/** What could stand where `word` is, the end of the line up to the cursor. */
export interface Completion {
  readonly candidates: readonly string[];
  readonly word: string;
}

export interface PromptOptions {
  readonly input: NodeJS.ReadStream;
  /** A terminal. */
  readonly output: NodeJS.WriteStream;
  readonly prompt: string;
  /** A line was entered. It is gone from the screen: print it if it should be seen. */
  onLine(line: string): void;
  /** Ctrl+C. */
  onInterrupt(): void;
  /** Ctrl+D on an empty line, or the terminal is gone. Nothing more will be typed. */
  onEnd(): void;
  /** Tab; `line` is what stands before the cursor. */
  complete?(line: string): Completion;
}

const HISTORY_LINES = 500;
/** Lines kept for a terminal that does not take them; of more, the oldest are lost. */
const WAITING_LINES = 5000;

/** Opens a prompt on a terminal, in raw mode until it is closed. */
export function openPrompt(options: PromptOptions): Prompt {
  return new TerminalPrompt(options);
}

class TerminalPrompt implements Prompt {
  readonly #options: PromptOptions;
  readonly #editor: Interface;
  #prompt: string;
  /** Lines to be printed with the next drawing. */
  #arrived: string[] = [];
  #lost = 0;
  #drawing: NodeJS.Immediate | null = null;
  #isBehind = false;
  /** The row of the cursor, counted from the first row drawn: where the next drawing has to begin. */
  #cursorRow = 0;
  #state: 'open' | 'ended' | 'closed' = 'open';

  constructor(options: PromptOptions) {
    this.#options = options;
    this.#prompt = options.prompt;
    const { input, output } = options;
    this.#editor = createInterface({
      input,
      terminal: true,
      historySize: HISTORY_LINES,
      removeHistoryDuplicates: true,
    });
    this.#editor.on('line', (line) => {
      // When the terminal goes away readline gives out the half line; nobody pressed Enter.
      if (!input.readableEnded) options.onLine(line);
    });
    this.#editor.on('SIGINT', () => options.onInterrupt());
    this.#editor.on('close', this.#end);
    this.#editor.on('error', this.#end);
    // Back from Ctrl+Z; the shell has written below the line.
    this.#editor.on('SIGCONT', () => {
      this.#editor.resume();
      this.#cursorRow = 0;
      this.#draw();
    });
    // After readline's own listener: the key has done what it does.
    input.on('keypress', this.#pressed);
    output.on('resize', this.#resized);
    unblock(output);
    output.on('drain', this.#drained);
    // Stays after closing: a terminal that is lost must not end the process.
    output.on('error', this.#end);
    this.#draw();
  }

  print(line: string): void {
    if (this.#arrived.push(line) > WAITING_LINES) {
      this.#lost += this.#arrived.splice(0, WAITING_LINES / 2).length;
    }
    this.#draw();
  }

  setPrompt(text: string): void {
    this.#prompt = text;
    this.#draw();
  }

  close(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    const { input, output } = this.#options;
    input.off('keypress', this.#pressed);
    output.off('resize', this.#resized);
    output.off('drain', this.#drained);
    if (this.#drawing) clearImmediate(this.#drawing);
    output.write(this.#clearing() + this.#printing());
    this.#editor.close();
  }

  readonly #end = (): void => {
    if (this.#state !== 'open') return;
    this.#state = 'ended';
    this.#options.onEnd();
  };

  readonly #pressed = (_character: string | undefined, key: Key | undefined): void => {
    if (key?.ctrl && key.name === 'l') {
      this.#options.output.write('\x1b[H\x1b[2J');
      this.#cursorRow = 0;
    }
    if (key?.name === 'tab' && !key.shift && this.#options.complete) this.#complete(this.#options.complete);
    this.#draw();
  };

  /** The terminal has broken the drawn rows anew, and moved the cursor with its character. */
  readonly #resized = (): void => {
    this.#cursorRow = this.#layOut().cursor.row;
    this.#draw();
  };

  readonly #drained = (): void => {
    if (this.#isBehind) this.#draw();
  };

  // Not readline's own completion: it waits a moment, and what is typed meanwhile ends up in the wrong place.
  #complete(complete: NonNullable<PromptOptions['complete']>): void {
    // To readline without completion, Tab is a character like any other.
    this.#eraseLeft(1);
    const { candidates, word } = complete(this.#editor.line.slice(0, this.#editor.cursor));
    const start = commonStart(candidates);
    if (start !== word && start.length >= word.length) {
      this.#eraseLeft([...word].length);
      this.#editor.write(start);
    } else if (candidates.length > 1) this.print(candidates.map((candidate) => candidate.trimEnd()).join('  '));
  }

  #eraseLeft(characters: number): void {
    for (let n = 0; n < characters; n++) this.#editor.write(null, { name: 'backspace' });
  }

  #layOut(): Layout {
    const { line, cursor } = this.#editor;
    const { columns, rows: height } = this.#options.output;
    const before = this.#prompt + printable(line.slice(0, cursor));
    // With a space at the end there is always a character under the cursor, and no doubt where that is after a resize.
    const whole = layOut(before, `${printable(line.slice(cursor))} `, columns || 80);
    // Of a line that is higher than the screen, the rows around the cursor are shown.
    const first = Math.max(0, Math.min(whole.cursor.row, whole.rows.length - (height || 24)));
    const rows = whole.rows.slice(first, first + (height || 24));
    return { rows, cursor: { row: whole.cursor.row - first, column: whole.cursor.column } };
  }

  #draw(): void {
    if (this.#state !== 'open') return;
    this.#drawing ??= setImmediate(() => {
      this.#drawing = null;
      if (this.#state !== 'open') return;
      // A terminal that has not taken the last drawing yet gets the next one when it has.
      this.#isBehind = this.#options.output.writableNeedDrain;
      if (this.#isBehind) return;
      const clearing = this.#clearing();
      const { rows, cursor } = this.#layOut();
      this.#cursorRow = cursor.row;
      const up = rows.length - 1 - cursor.row;
      this.#options.output.write(
        `${clearing}${this.#printing()}${rows.join('')}\r` +
          `${up > 0 ? `\x1b[${up}A` : ''}${cursor.column > 0 ? `\x1b[${cursor.column}C` : ''}`,
      );
    });
  }

  /** Takes away what was drawn, from its first row on. */
  #clearing(): string {
    // Not in one go from the first cell: there tmux takes it for a whole screen and keeps that as history.
    return `${this.#cursorRow > 0 ? `\x1b[${this.#cursorRow}A` : ''}\r\x1b[K \x1b[J\r`;
  }

  #printing(): string {
    const lost = this.#lost > 0 ? [`[… ${this.#lost}]`] : [];
    const lines = [...lost, ...this.#arrived].map((line) => `${line}\r\n`).join('');
    this.#arrived = [];
    this.#lost = 0;
    return lines;
  }
}

function commonStart(words: readonly string[]): string {
  const [first = '', ...others] = words;
  let length = first.length;
  for (const word of others) {
    while (!word.startsWith(first.slice(0, length))) length--;
  }
  return first.slice(0, length);
}
