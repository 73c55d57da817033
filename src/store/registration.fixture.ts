// A name being registered and a certificate being added, as they are in the log, and what comes of it when nothing speaks
// against it.
import type { Credentials, Entry } from '../chat/command.ts';
import type { Outcome, Person } from '../chat/event.ts';

/** An entry, and its outcome. */
export interface Applied {
  readonly entry: Entry;
  readonly outcome: Outcome;
}

function owner(account: string): Person {
  return {
    id: 'u1',
    name: account,
    username: 'u',
    realname: 'R',
    peer: { host: '10.0.0.1', port: 5000 },
    cloak: null,
    operator: false,
    account,
    bot: false,
  };
}

export function registration(account: string, credentials: Credentials, at = 1000): Applied {
  const who = owner(account);
  const fact = { id: `e${at}`, at, who };
  return {
    entry: { id: fact.id, at, command: { kind: 'register', user: who.id, account, credentials } },
    outcome: {
      deliveries: [
        { event: { ...fact, kind: 'account-changed' }, to: [who.id, 'u2'] },
        { event: { ...fact, kind: 'registered', account }, to: [who.id] },
      ],
      refusals: [],
      facts: [],
    },
  };
}

export function passwordChange(account: string, credentials: Credentials, at = 3000): Applied {
  const who = owner(account);
  const fact = { id: `e${at}`, at, who };
  return {
    entry: { id: fact.id, at, command: { kind: 'change-password', user: who.id, account, credentials } },
    outcome: {
      deliveries: [{ event: { ...fact, kind: 'password-changed', account }, to: [who.id] }],
      refusals: [],
      facts: [],
    },
  };
}

export function dropping(account: string, at = 4000): Applied {
  const who = owner(account);
  const fact = { id: `e${at}`, at, who };
  return {
    entry: { id: fact.id, at, command: { kind: 'drop-account', user: who.id, account } },
    outcome: {
      deliveries: [{ event: { ...fact, kind: 'account-dropped', account, heir: `heir of e${at}` }, to: [who.id] }],
      refusals: [],
      facts: [],
    },
  };
}

/** @param fingerprint as the chat has settled it; it was written in capitals */
export function certification(account: string, set: boolean, fingerprint: string, at = 2000): Applied {
  const who = owner(account);
  const fact = { id: `e${at}`, at, who };
  const command = { kind: 'certificate', user: who.id, set, fingerprint: fingerprint.toUpperCase() } as const;
  const event = { ...fact, kind: 'certificate-changed', account, set, fingerprint } as const;
  return {
    entry: { id: fact.id, at, command },
    outcome: { deliveries: [{ event, to: [who.id] }], refusals: [], facts: [] },
  };
}
