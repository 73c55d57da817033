// From what an earlier run has left to a chat that goes on where that one ended.
import { MODES } from './command.ts';
import { nextExpiry } from './expiry.ts';
import type { Fact, Json } from './fact.ts';
import { boolean, list, number, object, oneOf, parsed, Strange, string } from './fact-values.ts';
import { roomIn } from './inherited-room.ts';
import { keepOut, numberIn } from './inherited-sanction.ts';
import { stay } from './inherited-stayer.ts';
import { fold } from './names.ts';
import { isKept } from './room.ts';
import type { State } from './state.ts';

/** What an earlier run has left. */
export interface Inheritance {
  readonly accounts: readonly {
    readonly name: string;
    readonly registeredAt: number;
    readonly certificates: readonly string[];
  }[];
  readonly facts: readonly Fact[];
  /** When something was last said (ms since 1970): whoever was connected then has read no more. */
  readonly endedAt: number;
}

/** @returns the facts that cannot be understood; nothing has come of them */
export function inherit(state: State, { accounts, facts, endedAt }: Inheritance): readonly Fact[] {
  for (const { name, registeredAt, certificates } of accounts) {
    const account = { name, registeredAt, passwordBy: '', certificates: new Set(certificates), stays: false };
    state.accounts.set(fold(name), account);
    for (const fingerprint of certificates) state.certificates.add(fingerprint);
  }
  const markers: Marker[] = [];
  // Who stays comes into its rooms when they are there.
  const [stays, others] = [true, false].map((staying) => facts.filter(({ kind }) => (kind === 'stay') === staying));
  const ordered = [...(others ?? []), ...(stays ?? [])];
  const numbers = new Set(facts.flatMap(({ kind, key }) => (kind === 'ban' ? (numberIn(key) ?? []) : [])));
  const strange = new Set(ordered.filter((fact) => !isUnderstood(state, fact, { markers, numbers, endedAt })));
  // Whoever has more than may be forgets the oldest.
  for (const { account, target, read } of markers.sort((one, other) => one.read - other.read)) {
    state.markers.move({ id: '', account }, target, read, () => {});
  }
  const unused = [...state.rooms].filter((room) => !isKept(room));
  for (const room of unused) state.closeIfUnused(room);
  state.changed.rooms.clear();
  state.changed.stayers.clear();
  state.nextExpiry = nextExpiry(state);
  // A room that would not last is no fact.
  const lost = new Set(unused.map(({ name }) => fold(name)));
  return facts.filter((fact) => strange.has(fact) || (fact.kind === 'room' && lost.has(fact.key)));
}

/** Until when an account has read something. */
interface Marker {
  readonly account: string;
  readonly target: string;
  readonly read: number;
}

/** What understanding a fact may need of the others. */
interface Context {
  readonly markers: Marker[];
  /** Those of sanctions. */
  readonly numbers: Set<number>;
  readonly endedAt: number;
}

/** Whether it was; then it is so from now on, or among the markers. */
function isUnderstood(state: State, { kind, key, value }: Fact, { markers, numbers, endedAt }: Context): boolean {
  try {
    switch (kind) {
      case 'room':
        state.putRoom(roomIn(key, object(value)));
        return true;
      case 'house':
        return isSet(state, key, value);
      case 'stay':
        stay(state, key, object(value), endedAt);
        return true;
      case 'ban':
        keepOut(state, key, object(value), numbers);
        return true;
      case 'read':
        markers.push(markerIn(key, value));
        return true;
      case 'former':
        state.formerAccounts.add(key, { heir: string(value), users: new Set() });
        return true;
      default:
        return false;
    }
  } catch (error) {
    if (error instanceof Strange) return false;
    throw error;
  }
}

function isSet({ house }: State, key: string, value: Json): boolean {
  switch (key) {
    case 'mode':
      house.mode = oneOf(MODES, value);
      return true;
    case 'limit':
      house.limit = number(value);
      return true;
    case 'locked':
      house.locked = boolean(value);
      return true;
    default:
      return false;
  }
}

function markerIn(key: string, value: Json): Marker {
  const [account, target] = list(parsed(key));
  return { account: string(account), target: string(target), read: number(value) };
}
