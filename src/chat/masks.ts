// Masks: `nick!user@host` with `*` for any text and `?` for one character (RFC 2812, 2.5); before it may stand `~m:`, which
// makes a ban one that only silences, and instead of it `~a:account` (IRCv3 account-extban).
import { hostIn } from './address.ts';
import type { Person } from './event.ts';
import { Glob } from './glob.ts';
import { canonical, fold } from './names.ts';

export const MUTE = '~m:';
export const ACCOUNT = '~a:';

/**
 * A mask as it is kept: in the characters it is compared in, an address in its one form (see `hostIn`), and parts that were
 * left out as `*`.
 */
export function completeMask(written: string): string {
  const mask = canonical(written);
  if (mask === MUTE) return mask;
  if (mask.startsWith(MUTE)) return MUTE + completeMask(mask.slice(MUTE.length));
  if (mask.startsWith(ACCOUNT)) return mask;
  const bang = mask.indexOf('!');
  const at = mask.indexOf('@', bang + 1);
  if (bang < 0 && at < 0) return /[.:]/.test(mask) ? `*!*@${hostMask(mask)}` : `${orAny(mask)}!*@*`;
  if (bang < 0) return `*!${orAny(mask.slice(0, at))}@${hostMask(mask.slice(at + 1))}`;
  if (at < 0) return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1))}@*`;
  return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1, at))}@${hostMask(mask.slice(at + 1))}`;
}

function orAny(part: string): string {
  return part === '' ? '*' : part;
}

/** IRC shows an address that begins with `:` with a zero before it; so does who bans a range of them. */
function hostMask(part: string): string {
  return hostIn(part) ?? orAny(part.replace(/^0::/, '::'));
}

/** Whether a complete mask can be kept: it is one word, and an extended one has something after its colon. */
export function isMask(mask: string): boolean {
  const whom = mask.startsWith(MUTE) ? mask.slice(MUTE.length) : mask;
  return !/[\s\p{C}]/u.test(mask) && whom !== '' && whom !== ACCOUNT && !whom.startsWith(MUTE);
}

/** A mask ready to be compared. */
export interface Matcher {
  /** It only takes away the right to speak. */
  readonly mutes: boolean;
  matches(person: Identity): boolean;
}

/** What masks are compared with, under `fold`. */
export interface Identity {
  readonly account: string | null;
  /** With the address, and with what is shown instead of it. */
  readonly sources: readonly string[];
}

const identities = new WeakMap<Person, Identity>();

/** Made once for each person: masks are tried at every message. */
export function identityOf(person: Person): Identity {
  const known = identities.get(person) ?? identify(person);
  identities.set(person, known);
  return known;
}

function identify(person: Person): Identity {
  const before = `${person.name}!${person.username}@`;
  const hosts = person.cloak === null ? [person.peer.host] : [person.cloak, person.peer.host];
  return {
    account: person.account === null ? null : fold(person.account),
    sources: hosts.map((host) => fold(before + host)),
  };
}

/** @param mask a complete one, under `fold` */
export function matcherOf(mask: string): Matcher {
  const mutes = mask.startsWith(MUTE);
  const whom = mutes ? mask.slice(MUTE.length) : mask;
  if (!whom.startsWith(ACCOUNT)) {
    const glob = new Glob(whom);
    return { mutes, matches: ({ sources }) => sources.some((source) => glob.matches(source)) };
  }
  const glob = new Glob(whom.slice(ACCOUNT.length));
  return { mutes, matches: ({ account }) => account !== null && glob.matches(account) };
}
