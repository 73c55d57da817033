// Who is kept out of the house, and why.
import type { Barred, Refusal } from './event.ts';
import { fold } from './names.ts';
import { isWithin } from './network.ts';
import type { Sanction } from './views.ts';

/** Somebody on the way in. */
interface Newcomer {
  readonly host: string;
  readonly account: string | null;
}

export type BanRefusal = Extract<Refusal, { why: 'banned' }>;

/** Whether a sanction is over; until `expire` says so to everybody, nobody is kept out by it any more all the same. */
export function isOver({ until }: { readonly until: number | null }, at: number): boolean {
  return until !== null && until <= at;
}

/** Why somebody is not let in, or null. @param at ms since 1970 */
export function banOf(sanctions: Iterable<Sanction>, newcomer: Newcomer, at: number): BanRefusal | null {
  let weak: BanRefusal | null = null;
  for (const sanction of sanctions) {
    if (isOver(sanction, at)) continue;
    const whom = barred(sanction, newcomer);
    if (whom === null) continue;
    const { text, until } = sanction;
    if (whom !== 'guests') return { why: 'banned', whom, text, until };
    weak ??= { why: 'banned', whom, text, until };
  }
  return weak;
}

/** As long as it is not known who calls: only what keeps out everybody from there. */
export function banAtTheDoor(sanctions: Iterable<Sanction>, host: string, at: number): BanRefusal | null {
  const ban = banOf(sanctions, { host, account: null }, at);
  return ban?.whom === 'guests' ? null : ban;
}

/** Why nobody can log in to an account, or null. */
export function banOfAccount(sanctions: Iterable<Sanction>, account: string, at: number): BanRefusal | null {
  const ban = banOf(sanctions, { host: '', account }, at);
  return ban?.whom === 'account' ? ban : null;
}

function barred({ name, account, networks }: Sanction, newcomer: Newcomer): Barred | null {
  if (isSame(account, newcomer.account)) return 'account';
  if (!networks.some((network) => isWithin(newcomer.host, network))) return null;
  if (name === null) return 'address';
  return newcomer.account === null ? 'guests' : null;
}

export function isSame(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && fold(one) === fold(other);
}

/** Whether a sanction is against somebody of this name or account, or against one of these networks. */
export function isAgainst(sanction: Sanction, who: string, networks: readonly string[]): boolean {
  const { name, account } = sanction;
  return isSame(name, who) || isSame(account, who) || sanction.networks.some(({ text }) => networks.includes(text));
}
