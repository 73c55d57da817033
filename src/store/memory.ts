import { randomBytes } from 'node:crypto';
import { MemoryAudit } from './audit.ts';
import { eachChange } from './changes.ts';
import { MemoryAccounts } from './memory-accounts.ts';
import { MemoryFacts } from './memory-facts.ts';
import { MEMORY_RETENTION, MemoryHistory, type MemoryRetention } from './memory-history.ts';
import type { Store } from './store.ts';

/** Keeps things for as long as the process lives, and history in the bounds that are given. */
export function createMemoryStore(retention: MemoryRetention = MEMORY_RETENTION): Store {
  const accounts = new MemoryAccounts();
  const facts = new MemoryFacts();
  const audit = new MemoryAudit(retention.audited);
  const history = new MemoryHistory(retention);
  return {
    decoyKey: randomBytes(32),
    health: 'well',
    onHealth: () => {},
    onMistake: () => {},
    keep(entry, outcome) {
      eachChange(entry, outcome, (change) => {
        history.apply(change);
        accounts.apply(change);
        if (change.kind === 'fact') facts.keep(change.fact);
        if (change.kind === 'audited') audit.keep(change.entry);
      });
    },
    commit: async () => {},
    account: async (name) => accounts.named(name),
    accountOfCertificate: async (fingerprint) => accounts.withCertificate(fingerprint),
    history: async (query) => history.history(query),
    message: async (of, id) => history.message(of, id),
    search: async (query) => history.search(query),
    active: async (query) => history.active(query),
    audit: async (query) => audit.select(query),
    restore: async () => ({
      accounts: accounts.all.map(({ name, registeredAt, certificates }) => ({ name, registeredAt, certificates })),
      facts: facts.all,
      spokenAt: history.spokenAt,
    }),
    close: async () => {},
  };
}
