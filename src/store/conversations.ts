// How conversations and those who talk are told apart: by keys, which are also what is written into a database.
import { fold } from '../chat/names.ts';
import type { Conversation, Party } from './store.ts';

/** `#name` for a room, a list of two parties in JSON for a private conversation. */
export function keyOf(of: Conversation): string {
  if (of.kind === 'room') return fold(of.name);
  return JSON.stringify(of.between.map(partyKey).sort());
}

export function partyKey(party: Party): string {
  return 'account' in party ? `a${fold(party.account)}` : `u${party.user}`;
}

/** The two parties of a private conversation; null: it is a room's key. */
export function partiesIn(key: string): readonly [string, string] | null {
  return key.startsWith('[') ? JSON.parse(key) : null;
}

/** The key of a private conversation when somebody else has the place of one of its parties. */
export function withHeir(key: string, party: string, heir: string): string {
  const parties = partiesIn(key) ?? [];
  return JSON.stringify(parties.map((one) => (one === party ? heir : one)).sort());
}

/** The conversation that has this key, with its names under `fold`. */
export function conversationIn(key: string): Conversation {
  const parties = partiesIn(key);
  if (parties === null) return { kind: 'room', name: key };
  const [one, other] = parties;
  return { kind: 'private', between: [partyIn(one), partyIn(other)] };
}

function partyIn(key: string): Party {
  return key.startsWith('a') ? { account: key.slice(1) } : { user: key.slice(1) };
}
