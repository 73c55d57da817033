// Keeping somebody out of the house, for a while or for good.

import { hostIn } from '../address.ts';
import { operatorsOf } from '../audience.ts';
import type { HouseCommand } from '../command.ts';
import { HOUSE, type Person } from '../event.ts';
import { expiresAt, nextExpiry } from '../expiry.ts';
import { banFact } from '../fact.ts';
import { isTooWide, isWithin, type Network, networkAround, networkIn, onlyAddress } from '../network.ts';
import { audienceOf } from '../room.ts';
import { isAgainst, isOver, isSame } from '../sanctions.ts';
import type { House } from '../state.ts';
import type { Step } from '../step.ts';
import type { User } from '../user.ts';
import { addressesOf } from '../user.ts';
import { type Sanction, speaks } from '../views.ts';
import { isOperator } from './house.ts';
import { remove } from './presence.ts';

type Of<K extends HouseCommand['kind']> = Extract<HouseCommand, { kind: K }>;

/** ms after which an address may be somebody else's. */
const RECENTLY = 3_600_000;

/** Whom a sanction is to be against; `user` is who was named and is here, if somebody is. */
interface Meant extends Pick<Sanction, 'name' | 'account' | 'networks'> {
  readonly user: User | null;
}

export function ban(step: Step, user: User, command: Of<'ban'>): void {
  if (!isOperator(step, user)) return;
  const { state, at, limits } = step;
  const meant = meantBy(step, command.who);
  if (meant === null) return;
  if (hits(meant, user)) return step.refuse({ why: 'bans-yourself', who: command.who });
  const same = [...state.house.sanctions.values()].find((other) => isSameAs(other, meant));
  if (same === undefined && state.house.sanctions.size >= limits.sanctions) {
    return step.refuse({ why: 'too-many-sanctions', limit: limits.sanctions });
  }
  const number = same?.number ?? Math.max(0, ...state.house.sanctions.keys()) + 1;
  const sanction: Sanction = {
    number,
    name: meant.name,
    account: meant.account,
    networks: meant.networks,
    text: step.short(command.text),
    by: user.person.name,
    at,
    until: command.lasting === null ? null : at + command.lasting,
  };
  state.house.sanctions.set(number, sanction);
  expiresAt(state, sanction.until);
  step.keep(banFact(factKey(state.house, number), sanction));
  sendAway(step, user, meant, sanction);
}

/** Null (and a refusal): nobody, or not to be banned. */
function meantBy(step: Step, who: string): Meant | null {
  const { state } = step;
  const named = state.userNamed(who) ?? state.userAt(who);
  if (named !== undefined && speaks(named, 'console')) {
    step.refuse({ why: 'is-the-operator' });
    return null;
  }
  if (named !== undefined) {
    const { name, account } = named.person;
    return { user: named, name, account, networks: networksOf(named) };
  }
  const account = state.accountNamed(who)?.name ?? null;
  const gone = justGone(step, who, account);
  if (gone !== null) return { user: null, name: gone.name, account, networks: [networkAround(gone.peer.host)] };
  if (account !== null) return { user: null, name: null, account, networks: [] };
  const network = networkIn(who);
  // No name has these in it, so an address was meant.
  if (network === null) {
    step.refuse(/[.:/]/.test(who) ? { why: 'not-an-address', who } : { why: 'no-such-user', name: who });
    return null;
  }
  if (isTooWide(network)) {
    step.refuse({ why: 'network-too-wide', network: network.text });
    return null;
  }
  return { user: null, name: null, account: null, networks: [network] };
}

/** Who was called so last: whoever has made trouble is often gone by now. */
function justGone({ state, at }: Step, name: string, account: string | null): Person | null {
  const [past] = state.pastNamed(name);
  if (past === undefined || past.at < at - RECENTLY) return null;
  const { person } = past;
  // Under that name it may have been somebody else, or somebody who is here under another.
  if (person.operator || state.user(person.id) !== undefined) return null;
  return account === person.account ? person : null;
}

function networksOf(user: User): Network[] {
  const networks = addressesOf(user).map((host) => networkAround(host));
  return networks.filter(({ text }, index) => networks.findIndex((other) => other.text === text) === index);
}

/** The same is banned once: for longer, or for another reason. */
function isSameAs({ name, account, networks }: Sanction, meant: Meant): boolean {
  if ((name === null) !== (meant.name === null)) return false;
  if (account !== null || meant.account !== null) return isSame(account, meant.account);
  return (
    networks.length === meant.networks.length && networks.every(({ text }, at) => text === meant.networks[at]?.text)
  );
}

/** Whoever was named goes, with all who are logged in to the account; a network takes everybody with it. */
function sendAway(step: Step, user: User, meant: Meant, sanction: Sanction): void {
  const { state } = step;
  const { text, until } = sanction;
  const departure = { cause: 'banned', text, by: user.person, ...(until === null ? {} : { until }) } as const;
  for (const other of [...state.users.values()]) if (hits(meant, other)) remove(step, other, departure);
  const others = [...state.users.values()].filter((other) => isFrom(meant.networks, other)).length;
  step.happened('banned', user.person, operatorsOf(state), { sanction, others });
}

function hits({ user, name, account, networks }: Meant, other: User): boolean {
  if (speaks(other, 'console')) return false;
  if (other === user || isSame(account, other.person.account)) return true;
  return name === null && isFrom(networks, other);
}

function isFrom(networks: readonly Network[], user: User): boolean {
  return addressesOf(user).some((host) => networks.some((network) => isWithin(host, network)));
}

export function unban(step: Step, user: User, { who }: Of<'unban'>): void {
  if (!isOperator(step, user)) return;
  const all = [...step.state.house.sanctions.values()];
  const host = hostIn(who);
  const networks = [networkIn(who), host === null ? null : onlyAddress(host)].map((network) => network?.text ?? '');
  const numbered = all.filter(({ number }) => String(number) === who);
  // A name may be a number, too.
  const lifted = numbered.length > 0 ? numbered : all.filter((one) => isAgainst(one, who, networks));
  if (lifted.length === 0) return step.refuse({ why: 'not-banned', who });
  for (const sanction of lifted) end(step, user.person, sanction, 'lifted');
}

function end(step: Step, who: Person, sanction: Sanction, because: 'lifted' | 'expired'): void {
  const { house } = step.state;
  const { number } = sanction;
  step.keep(banFact(factKey(house, number), null));
  house.sanctions.delete(number);
  house.formerKeys.delete(number);
  step.happened('unbanned', who, operatorsOf(step.state), { sanction, because });
}

/** An earlier version has kept it under an address. */
function factKey({ formerKeys }: House, number: number): string {
  return formerKeys.get(number) ?? String(number);
}

/** What was to last until now ends: sanctions of the house, bans of rooms. */
export function expire(step: Step): void {
  const { state, at } = step;
  for (const sanction of [...state.house.sanctions.values()]) {
    if (isOver(sanction, at)) end(step, HOUSE, sanction, 'expired');
  }
  for (const room of state.rooms) {
    const { ban: bans } = room.lists;
    const over = [...bans].filter(([, ban]) => isOver(ban, at));
    if (over.length === 0) continue;
    for (const [pattern] of over) bans.delete(pattern);
    step.touch(room);
    const masks = over.map(([, { mask }]) => mask);
    step.happened('bans-ended', HOUSE, audienceOf(room), { room: room.name, masks });
  }
  state.nextExpiry = nextExpiry(state);
}
