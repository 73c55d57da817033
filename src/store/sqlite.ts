// A store in a database: a thread writes it, another reads it, so that nobody who chats waits for either but for the commit.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BatchBuilder } from './batch.ts';
import { eachChange } from './changes.ts';
import type {
  Answer,
  Answered,
  Failure,
  FromWriter,
  Given,
  Mistake,
  Question,
  ReadKind,
  ToWriter,
  WriterOptions,
} from './errands.ts';
import type { Store } from './store.ts';
import { type Health, StoreError } from './trouble.ts';

/**
 * Opens the store in a directory, which is made if it is not there.
 * @throws StoreError; what is there is left as it is
 */
export async function openSqliteStore(options: WriterOptions): Promise<Store> {
  const thread = new Worker(new URL('./writing-thread.ts', import.meta.url), { workerData: options });
  // Opens nothing before it is asked something.
  const other = new Worker(new URL('./reading-thread.ts', import.meta.url), { workerData: options.directory });
  const [opened] = (await once(thread, 'message')) as [FromWriter];
  if (opened.kind !== 'opened') {
    await other.terminate();
    throw opened.kind === 'failed' ? storeErrorOf(opened) : new Error(`unexpected: ${opened.kind}`);
  }
  const writing = new Writing(thread, opened.at);
  const reading = new Reading(other, () => writing.seen());
  return {
    decoyKey: opened.decoyKey,
    get health() {
      return writing.health;
    },
    onHealth: (listener) => writing.onHealth(listener),
    onMistake: (listener) => writing.onMistake(listener),
    keep(entry, outcome) {
      writing.begin();
      eachChange(entry, outcome, (change) => writing.add(change));
    },
    commit: () => writing.commit(),
    account: (name) => reading.ask('account', name),
    accountOfCertificate: (fingerprint) => reading.ask('accountOfCertificate', fingerprint),
    history: (query) => reading.ask('history', query),
    message: (of, id) => reading.ask('message', of, id),
    search: (query) => reading.ask('search', query),
    active: (query) => reading.ask('active', query),
    audit: (query) => reading.ask('audit', query),
    restore: () => reading.ask('restore'),
    async close() {
      await writing.seen();
      await reading.close();
      await writing.close();
    },
  };
}

/** Resolves when it is gone, by a mistake of ours too. */
function endOf(thread: Worker): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  thread.once('exit', resolve);
  return promise;
}

function storeErrorOf({ trouble, file, detail }: Failure): StoreError {
  return new StoreError(trouble, file, detail);
}

/** Sends what is kept to the thread that writes, a batch at a time. */
class Writing {
  health: Health = 'well';
  readonly #thread: Worker;
  readonly #ended: Promise<unknown>;
  readonly #listeners: ((health: Health, detail: string) => void)[] = [];
  readonly #blamed: ((doing: string, error: Error) => void)[] = [];
  #builder: BatchBuilder;
  /** Who waits for the batch that is being built, and for the one that is on its way (null: none is). */
  #waiting: (() => void)[] = [];
  #sent: (() => void)[] | null = null;

  constructor(thread: Worker, at: number) {
    this.#thread = thread;
    this.#builder = new BatchBuilder(at);
    this.#ended = endOf(thread);
    thread.on('message', (message: FromWriter) => this.#hear(message));
    // A mistake of ours has ended it: nothing is stored any more.
    thread.on('error', (error: Error) => this.#become('other', error.stack ?? error.message));
  }

  begin(): void {
    this.#builder.begin();
  }

  add(change: Parameters<BatchBuilder['add']>[0]): void {
    this.#builder.add(change);
  }

  onHealth(listener: (health: Health, detail: string) => void): void {
    this.#listeners.push(listener);
  }

  onMistake(listener: (doing: string, error: Error) => void): void {
    this.#blamed.push(listener);
  }

  commit(): Promise<void> {
    if (this.#builder.isEmpty && this.#sent === null) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.#builder.isEmpty) this.#sent?.push(resolve);
    else this.#waiting.push(resolve);
    this.#send();
    return promise;
  }

  /** Resolves when all is stored that was kept before, or when that cannot be now. */
  async seen(): Promise<void> {
    if (this.health !== 'well') return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stop = (): void => resolve();
    this.#listeners.push(stop);
    await Promise.race([this.commit(), promise]);
    this.#listeners.splice(this.#listeners.indexOf(stop), 1);
  }

  #send(): void {
    if (this.#sent !== null || this.#builder.isEmpty) return;
    this.#post({ kind: 'batch', batch: this.#builder.batch });
    this.#sent = this.#waiting;
    this.#waiting = [];
    this.#builder = new BatchBuilder(this.#builder.at);
  }

  #hear(message: FromWriter): void {
    if (message.kind === 'health') this.#become(message.health, message.detail);
    else if (message.kind === 'mistake') this.#blame(message);
    else if (message.kind === 'stored') {
      const stored = this.#sent ?? [];
      this.#sent = null;
      for (const resolve of stored) resolve();
      if (this.#waiting.length > 0) this.#send();
    }
  }

  #become(health: Health, detail: string): void {
    this.health = health;
    for (const listener of [...this.#listeners]) listener(health, detail);
  }

  #blame({ doing, detail }: Mistake): void {
    const error = Object.assign(new Error(detail), { stack: detail });
    for (const listener of this.#blamed) listener(doing, error);
  }

  #post(message: ToWriter): void {
    this.#thread.postMessage(message);
  }

  async close(): Promise<void> {
    this.#post({ kind: 'close' });
    await this.#ended;
  }
}

/** Asks the thread that reads. */
class Reading {
  readonly #thread: Worker;
  readonly #ended: Promise<unknown>;
  readonly #seen: () => Promise<void>;
  readonly #asked = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  #count = 0;

  /** @param seen resolves when what was kept can be read */
  constructor(thread: Worker, seen: () => Promise<void>) {
    this.#thread = thread;
    this.#ended = endOf(thread);
    this.#seen = seen;
    this.#thread.on('message', (answer: Answer) => this.#hear(answer));
    // A mistake of ours has ended it.
    this.#thread.on('error', (error: Error) => {
      for (const { reject } of this.#asked.values()) reject(error);
      this.#asked.clear();
    });
  }

  async ask<K extends ReadKind>(kind: K, ...given: Given<K>): Promise<Answered<K>> {
    await this.#seen();
    const number = ++this.#count;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#asked.set(number, { resolve, reject });
    const question: Question = { number, kind, given };
    this.#thread.postMessage(question);
    return (await promise) as Answered<K>;
  }

  #hear(answer: Answer): void {
    const asked = this.#asked.get(answer.number);
    this.#asked.delete(answer.number);
    if ('failure' in answer) asked?.reject(storeErrorOf(answer.failure));
    else asked?.resolve(answer.answer);
  }

  async close(): Promise<void> {
    this.#thread.postMessage('close');
    await this.#ended;
  }
}
