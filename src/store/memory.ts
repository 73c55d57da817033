import { randomBytes } from 'node:crypto';
import { fold } from '../chat/names.ts';
import type { AccountRecord, Store } from './store.ts';

/** Keeps everything for as long as the process lives. How many accounts there may be is a rule of the chat. */
export function createMemoryStore(): Store {
  const accounts = new Map<string, AccountRecord>();
  return {
    decoyKey: randomBytes(32),
    keep({ at, command }, { deliveries }): void {
      if (command.kind !== 'register') return;
      const registered = deliveries.map(({ event }) => event).find((event) => event.kind === 'registered');
      if (registered === undefined) return;
      const name = registered.account;
      accounts.set(fold(name), { name, registeredAt: at, credentials: command.credentials });
    },
    async account(name): Promise<AccountRecord | null> {
      return accounts.get(fold(name)) ?? null;
    },
  };
}
