// A terminal with a program in it, for tests that look at the screen: tmux (Debian: apt install tmux).
import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';

interface Cursor {
  readonly column: number;
  readonly row: number;
}

/** ms; far longer than anything takes, so that only what never comes fails. */
const DEADLINE = 20_000;
/** ms after which it is looked again though nothing was heard of the program: that it is gone shows by nothing else. */
const LOOK_EVERY = 100;

/** A command that tmux has been given, and what it has printed so far. */
interface Asked {
  readonly command: string;
  readonly printed: string[];
  readonly answered: PromiseWithResolvers<string>;
}

let screens = 0;

export class Screen {
  readonly #socket = `chaguan-test-${process.pid}-${screens++}`;
  /** A client of tmux in its control mode (tmux(1), "CONTROL MODE"): it carries out what is written to it, line by line. */
  readonly #client: ChildProcessByStdio<Writable, Readable, null>;
  readonly #asked: Asked[] = [];
  /** What is asked for before it sees the screen waits. */
  #isAttached = false;
  /** The beginning of an answer that has not ended; null: between answers. */
  #answering: string | null = null;
  #failure: Error | null = null;
  #wake = (): void => {};

  /** Starts `command` on a screen of its own. */
  constructor(command: readonly string[], columns: number, rows: number, environment: Record<string, string> = {}) {
    const size = ['-x', String(columns), '-y', String(rows)];
    const variables = Object.entries({ LC_ALL: 'C.UTF-8', ...environment }).flatMap(([k, v]) => ['-e', `${k}=${v}`]);
    const settings = ['set', '-g', 'status', 'off', ';', 'set', '-g', 'remain-on-exit', 'on', ';'];
    const session = ['new-session', '-d', ...size, ...variables, command.map(quoted).join(' '), ';'];
    const words = ['start-server', ';', ...settings, ...session, 'attach-session', '-f', 'ignore-size'];
    this.#client = spawn('tmux', ['-u', '-f', '/dev/null', '-L', this.#socket, '-C', ...words], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#client.on('error', () =>
      this.#fail('This test needs tmux (Debian, Ubuntu: apt install tmux; macOS: brew install tmux).'),
    );
    this.#client.on('close', () => this.#fail('tmux has ended'));
    this.#client.stdin.on('error', () => {});
    let cut = '';
    this.#client.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (cut + text).split('\n');
      cut = lines.pop() ?? '';
      for (const line of lines) this.#hear(line);
    });
  }

  /** What is on the screen, without the empty rows at its end. */
  get text(): Promise<string> {
    return this.#ask('capture-pane -p').then((text) => text.trimEnd());
  }

  /** Waits until the cursor is there. */
  async cursorAt(column: number, row: number): Promise<void> {
    await this.#see(
      () => this.#cursor,
      (cursor) => isDeepStrictEqual(cursor, { column, row }),
      `the cursor at ${column}, ${row}`,
      DEADLINE,
    );
  }

  /** The program's process, and the leader of its group. */
  get pid(): Promise<number> {
    return this.#ask("display-message -p '#{pane_pid}'").then(Number);
  }

  /** Waits until the program takes each key by itself, not lines: nothing on the screen says so. */
  async takesKeys(): Promise<void> {
    const terminal = await this.#ask("display-message -p '#{pane_tty}'");
    const settings = async (): Promise<string> => spawnSync('stty', ['-F', terminal, '-a']).stdout.toString();
    await this.#see(settings, (text) => / -icanon /.test(text), 'a terminal that gives keys', DEADLINE);
  }

  /** Types `text` as it is. */
  type(text: string): void {
    this.#do(`send-keys -l ${quoted(text)}`);
  }

  /** Presses keys by their tmux names: `Enter`, `Left`, `C-c` … */
  press(...keys: string[]): void {
    this.#do(`send-keys ${keys.map(quoted).join(' ')}`);
  }

  resize(columns: number, rows: number): void {
    this.#do(`resize-window -x ${columns} -y ${rows}`);
  }

  /** Waits until the screen is so, or has this in it, and gives its text. `within` in ms. */
  until(wanted: RegExp | ((text: string) => boolean), within = DEADLINE): Promise<string> {
    const isSo = typeof wanted === 'function' ? wanted : (text: string) => wanted.test(text);
    return this.#see(() => this.text, isSo, String(wanted), within);
  }

  /** Waits until the program is gone. */
  async ended(within = DEADLINE): Promise<void> {
    const isDead = (): Promise<string> => this.#ask("display-message -p '#{pane_dead}'");
    await this.#see(isDead, (dead) => dead === '1', 'the end of the program', within);
  }

  close(): void {
    // tmux would wait for ever for its client to take what the program has written (3.3a).
    this.#client.kill('SIGKILL');
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  get #cursor(): Promise<Cursor> {
    return this.#ask("display-message -p '#{cursor_x} #{cursor_y}'").then((text) => {
      const [column = -1, row = -1] = text.split(' ').map(Number);
      return { column, row };
    });
  }

  /** Looks whenever the program has written something, until it sees what is wanted. */
  async #see<T>(look: () => Promise<T>, isWanted: (seen: T) => boolean, called: string, within: number): Promise<T> {
    const deadline = performance.now() + within;
    for (;;) {
      const news = this.#news();
      const seen = await look();
      if (isWanted(seen)) return seen;
      if (performance.now() > deadline) throw new Error(`The screen never had ${called}. It is:\n${await this.text}`);
      await news;
    }
  }

  /** Resolves when the program has written something, or after a while. */
  #news(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const late = setTimeout(resolve, LOOK_EVERY);
    this.#wake = () => {
      clearTimeout(late);
      resolve();
    };
    return promise;
  }

  #hear(line: string): void {
    const [kind = '', , , isOurs] = line.split(' ');
    const [asked] = this.#asked;
    // What a command prints may look like anything: it ends with the numbers that it began with.
    if (this.#answering !== null) {
      if (line === `%end ${this.#answering}`) this.#answer((one) => one.answered.resolve(one.printed.join('\n')));
      else if (line === `%error ${this.#answering}`)
        this.#answer((one) => one.answered.reject(new Error(`tmux: ${one.command}: ${one.printed.join('\n')}`)));
      else asked?.printed.push(line);
    } else if (kind === '%begin' && isOurs === '1') this.#answering = line.slice('%begin '.length);
    else if (kind === '%session-changed') this.#attached();
    else if (kind === '%output') this.#wake();
  }

  #attached(): void {
    this.#isAttached = true;
    for (const { command } of this.#asked) this.#client.stdin.write(`${command}\n`);
  }

  #answer(give: (asked: Asked) => void): void {
    this.#answering = null;
    const asked = this.#asked.shift();
    if (asked !== undefined) give(asked);
  }

  #ask(command: string): Promise<string> {
    const answered = Promise.withResolvers<string>();
    if (this.#failure === null) {
      this.#asked.push({ command, printed: [], answered });
      if (this.#isAttached) this.#client.stdin.write(`${command}\n`);
    } else answered.reject(this.#failure);
    return answered.promise;
  }

  /** As `#ask`, where nobody waits for it: what goes wrong is found by whoever looks at the screen next. */
  #do(command: string): void {
    this.#ask(command).catch((error: Error) => this.#fail(error.message));
  }

  #fail(why: string): void {
    this.#failure ??= new Error(why);
    for (const { answered } of this.#asked.splice(0)) answered.reject(this.#failure);
    this.#wake();
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
