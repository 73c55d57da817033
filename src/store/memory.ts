import { randomBytes } from 'node:crypto';
import type { Entry } from '../chat/command.ts';
import type { EventOf } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { AccountRecord, Store } from './store.ts';

/** Keeps everything for as long as the process lives. How many accounts there may be is a rule of the chat. */
export function createMemoryStore(): Store {
  const accounts = new Map<string, AccountRecord>();
  /** The name of whose each certificate is, under `fold`. */
  const owners = new Map<string, string>();

  function register({ at, command }: Entry, { account: name }: EventOf<'registered'>): void {
    if (command.kind !== 'register') return;
    const certificates = accounts.get(fold(name))?.certificates ?? [];
    accounts.set(fold(name), { name, registeredAt: at, credentials: command.credentials, certificates });
  }

  function changeCertificate({ account, set, fingerprint }: EventOf<'certificate-changed'>): void {
    const name = fold(account);
    const record = accounts.get(name);
    if (record === undefined) return;
    const others = record.certificates.filter((other) => other !== fingerprint);
    accounts.set(name, { ...record, certificates: set ? [...others, fingerprint] : others });
    if (set) owners.set(fingerprint, name);
    else owners.delete(fingerprint);
  }

  return {
    decoyKey: randomBytes(32),
    keep(entry, { deliveries }): void {
      for (const { event } of deliveries) {
        if (event.kind === 'registered') register(entry, event);
        else if (event.kind === 'certificate-changed') changeCertificate(event);
      }
    },
    async account(name): Promise<AccountRecord | null> {
      return accounts.get(fold(name)) ?? null;
    },
    async accountOfCertificate(fingerprint): Promise<AccountRecord | null> {
      return accounts.get(owners.get(fingerprint) ?? '') ?? null;
    },
  };
}
