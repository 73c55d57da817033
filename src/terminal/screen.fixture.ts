// A terminal with a program in it, for tests that look at the screen: tmux (Debian: apt install tmux).
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

interface Cursor {
  readonly column: number;
  readonly row: number;
}

/** ms; far longer than anything takes, so that only what never comes fails. */
const DEADLINE = 20_000;

let screens = 0;

export class Screen {
  readonly #socket: string;

  /** Starts `command` on a screen of its own. */
  constructor(command: readonly string[], columns: number, rows: number, environment: Record<string, string> = {}) {
    this.#socket = `chaguan-test-${process.pid}-${screens++}`;
    const size = ['-x', String(columns), '-y', String(rows)];
    const variables = Object.entries({ LC_ALL: 'C.UTF-8', ...environment }).flatMap(([k, v]) => ['-e', `${k}=${v}`]);
    const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
    const settings = ['set', '-g', 'status', 'off', ';', 'set', '-g', 'remain-on-exit', 'on', ';'];
    this.#tmux('start-server', ';', ...settings, 'new-session', '-d', ...size, ...variables, quoted);
  }

  /** What is on the screen, without the empty rows at its end. */
  get text(): string {
    return this.#tmux('capture-pane', '-p').trimEnd();
  }

  get #cursor(): Cursor {
    const [column, row] = this.#tmux('display-message', '-p', '#{cursor_x} #{cursor_y}').trim().split(' ').map(Number);
    return { column: column ?? -1, row: row ?? -1 };
  }

  /** Waits until the cursor is there. */
  async cursorAt(column: number, row: number): Promise<void> {
    await this.until(() => isDeepStrictEqual(this.#cursor, { column, row }));
  }

  /** The program's process, and the leader of its group. */
  get pid(): number {
    return Number(this.#tmux('display-message', '-p', '#{pane_pid}'));
  }

  /** Types `text` as it is. */
  type(text: string): void {
    this.#tmux('send-keys', '-l', text);
  }

  /** Presses keys by their tmux names: `Enter`, `Left`, `C-c` … */
  press(...keys: string[]): void {
    this.#tmux('send-keys', ...keys);
  }

  resize(columns: number, rows: number): void {
    this.#tmux('resize-window', '-x', String(columns), '-y', String(rows));
  }

  /** Waits until the screen is so, or has this in it, and gives its text. `within` in ms. */
  async until(wanted: RegExp | ((text: string) => boolean), within = DEADLINE): Promise<string> {
    const isSo = typeof wanted === 'function' ? wanted : (text: string) => wanted.test(text);
    const deadline = Date.now() + within;
    for (;;) {
      const { text } = this;
      if (isSo(text)) return text;
      if (Date.now() > deadline) throw new Error(`The screen never had ${wanted}. It is:\n${text}`);
      await wait(20);
    }
  }

  /** Waits until the program is gone. */
  async ended(within = DEADLINE): Promise<void> {
    const deadline = Date.now() + within;
    while (this.#tmux('display-message', '-p', '#{pane_dead}').trim() !== '1') {
      if (Date.now() > deadline) throw new Error(`The program still runs. The screen is:\n${this.text}`);
      await wait(20);
    }
  }

  close(): void {
    spawnSync('tmux', ['-L', this.#socket, 'kill-server']);
  }

  #tmux(...words: string[]): string {
    const { error, status, stdout, stderr } = spawnSync('tmux', [
      '-u',
      '-f',
      '/dev/null',
      '-L',
      this.#socket,
      ...words,
    ]);
    if (error) throw new Error('This test needs tmux (Debian, Ubuntu: apt install tmux; macOS: brew install tmux).');
    if (status !== 0) throw new Error(`tmux ${words.join(' ')}: ${stderr}`);
    return stdout.toString();
  }
}
