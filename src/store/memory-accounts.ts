import { fold } from '../chat/names.ts';
import type { Change } from './changes.ts';
import type { AccountRecord } from './store.ts';

/** Accounts for as long as the process lives. How many there may be is a rule of the chat. */
export class MemoryAccounts {
  readonly #accounts = new Map<string, AccountRecord>();
  /** The name of whose each certificate is, under `fold`. */
  readonly #owners = new Map<string, string>();

  apply(change: Change): void {
    if (change.kind === 'registered') this.#register(change);
    else if (change.kind === 'password') this.#changePassword(change);
    else if (change.kind === 'dropped') this.#drop(change.account);
    else if (change.kind === 'certificate') this.#changeCertificate(change);
  }

  #register({ name, at, credentials }: Extract<Change, { kind: 'registered' }>): void {
    const certificates = this.named(name)?.certificates ?? [];
    this.#accounts.set(fold(name), { name, registeredAt: at, credentials, certificates });
  }

  #changePassword({ account, credentials }: Extract<Change, { kind: 'password' }>): void {
    const record = this.named(account);
    if (record !== null) this.#accounts.set(fold(account), { ...record, credentials });
  }

  #drop(account: string): void {
    for (const fingerprint of this.named(account)?.certificates ?? []) this.#owners.delete(fingerprint);
    this.#accounts.delete(fold(account));
  }

  #changeCertificate({ account, set, fingerprint }: Extract<Change, { kind: 'certificate' }>): void {
    const record = this.named(account);
    if (record === null) return;
    const others = record.certificates.filter((other) => other !== fingerprint);
    this.#accounts.set(fold(account), { ...record, certificates: set ? [...others, fingerprint] : others });
    if (set) this.#owners.set(fingerprint, fold(account));
    else this.#owners.delete(fingerprint);
  }

  get all(): readonly AccountRecord[] {
    return [...this.#accounts.values()];
  }

  named(name: string): AccountRecord | null {
    return this.#accounts.get(fold(name)) ?? null;
  }

  withCertificate(fingerprint: string): AccountRecord | null {
    return this.#accounts.get(this.#owners.get(fingerprint) ?? '') ?? null;
  }
}
