// irc-framework, the library of The Lounge and Kiwi IRC.
import IrcFramework, { type IrcEvent } from 'irc-framework';
import { expect, onTestFinished } from 'vitest';

/** A client that keeps what it is told. */
export class Framework extends IrcFramework.Client {
  readonly #events: [name: string, event: IrcEvent][] = [];
  #news = Promise.withResolvers<void>();

  override emit(name: string, event: IrcEvent): boolean {
    this.#events.push([name, event]);
    this.#news.resolve();
    this.#news = Promise.withResolvers();
    return super.emit(name, event);
  }

  /** Waits for an event with these fields. */
  async told(name: string, fields: IrcEvent = {}): Promise<IrcEvent> {
    const deadline = Date.now() + 20_000;
    for (;;) {
      const found = this.#events.find(
        ([one, event]) => one === name && expect.objectContaining(fields).asymmetricMatch(event),
      );
      if (found !== undefined) return found[1];
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, deadline - Date.now());
      await Promise.race([this.#news.promise, late]);
      clearTimeout(timer);
      if (Date.now() >= deadline) throw new Error(`No ${name} ${JSON.stringify(fields)}: ${this.#told(name)}`);
    }
  }

  /** Only what comes from now on is told. */
  forget(): void {
    this.#events.length = 0;
  }

  #told(name: string): string {
    return JSON.stringify(this.#events.filter(([one]) => one === name || one === 'raw'));
  }
}

/** A client called Bot, which is connecting; with the account of that name if there is a password. */
export function connecting(port: number, password?: string): Framework {
  const one = new Framework();
  one.requestCap(['labeled-response', 'echo-message']);
  const who = { nick: 'Bot', username: 'bot', gecos: '机器人' };
  const account = password === undefined ? {} : { account: { account: 'Bot', password } };
  one.connect({ host: '127.0.0.1', port, ...who, ...account, auto_reconnect: false });
  onTestFinished(() => one.quit('done'));
  return one;
}

/** As `connecting`, when it has been welcomed. */
export async function framework(port: number, password?: string): Promise<Framework> {
  const one = connecting(port, password);
  await one.told('registered', { nick: 'Bot' });
  return one;
}
