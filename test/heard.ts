// Text that comes bit by bit, and waiting for what is to come in it.

/** ms; far longer than anything takes, so that only what never comes fails. */
const DEADLINE = 20_000;

export class Heard {
  readonly #from: string;
  #all = '';
  #read = 0;
  #end: string | null = null;
  #waiting: (() => void)[] = [];

  /** @param from whose words these are, for the messages of failures */
  constructor(from: string) {
    this.#from = from;
  }

  /** What has come and has not been waited for. */
  get unread(): string {
    return this.#all.slice(this.#read);
  }

  /** Everything that has come. */
  get all(): string {
    return this.#all;
  }

  add(text: string): void {
    this.#all += text;
    this.#wake();
  }

  /** Nothing more comes. */
  end(how: string): void {
    this.#end ??= how;
    this.#wake();
  }

  /** Waits until `wanted` has come, and gives everything unread up to its end; all of that is read then. */
  async until(wanted: string | RegExp, within: number = DEADLINE): Promise<string> {
    const pattern = typeof wanted === 'string' ? new RegExp(RegExp.escape(wanted)) : wanted;
    const deadline = Date.now() + within;
    for (;;) {
      const match = pattern.exec(this.unread);
      if (match !== null) return this.#take(match.index + match[0].length);
      if (this.#end !== null) throw this.#failure(`${this.#end} before ${pattern} came`);
      if (!(await this.#news(deadline))) throw this.#failure(`${pattern} did not come within ${within} ms`);
    }
  }

  /** The next line, without its newline. */
  async line(): Promise<string> {
    return (await this.until(/\n/)).slice(0, -1);
  }

  /** Waits for the end, and gives everything unread. */
  async toTheEnd(within: number = DEADLINE): Promise<string> {
    const deadline = Date.now() + within;
    while (this.#end === null) {
      if (!(await this.#news(deadline))) throw this.#failure(`no end within ${within} ms`);
    }
    return this.#take(this.unread.length);
  }

  #take(length: number): string {
    const text = this.#all.slice(this.#read, this.#read + length);
    this.#read += length;
    return text;
  }

  #failure(what: string): Error {
    return new Error(
      `${this.#from}: ${what}. Unread: ${JSON.stringify(this.unread)}. All: ${JSON.stringify(this.#all)}`,
    );
  }

  /** False: nothing new until the deadline. */
  #news(deadline: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), Math.max(0, deadline - Date.now()));
    this.#waiting.push(() => {
      clearTimeout(timer);
      resolve(true);
    });
    return promise;
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
