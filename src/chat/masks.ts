// Masks: `nick!user@host` with `*` for any text and `?` for one character (RFC 2812, 2.5); before it may stand `~m:`, which
// makes a ban one that only silences, and instead of it `~a:account` (IRCv3 account-extban).
import type { Person } from './event.ts';
import { canonical, fold } from './names.ts';

export const MUTE = '~m:';
export const ACCOUNT = '~a:';

/** A mask as it is kept: in the characters it is compared in, and parts that were left out become `*`. */
export function completeMask(written: string): string {
  const mask = canonical(written);
  if (mask === MUTE) return mask;
  if (mask.startsWith(MUTE)) return MUTE + completeMask(mask.slice(MUTE.length));
  if (mask.startsWith(ACCOUNT)) return mask;
  const bang = mask.indexOf('!');
  const at = mask.indexOf('@', bang + 1);
  const orAny = (part: string): string => (part === '' ? '*' : part);
  if (bang < 0 && at < 0) return mask.includes('.') || mask.includes(':') ? `*!*@${mask}` : `${orAny(mask)}!*@*`;
  if (bang < 0) return `*!${orAny(mask.slice(0, at))}@${orAny(mask.slice(at + 1))}`;
  if (at < 0) return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1))}@*`;
  return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1, at))}@${orAny(mask.slice(at + 1))}`;
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

export function identityOf(person: Person): Identity {
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
    return { mutes, matches: ({ sources }) => sources.some((source) => globMatches(whom, source)) };
  }
  const account = whom.slice(ACCOUNT.length);
  return { mutes, matches: (identity) => identity.account !== null && globMatches(account, identity.account) };
}

const MANY = Symbol('any text');
const ONE = Symbol('one character');

/** `\*` and `\?` are the characters themselves; any other backslash is one (modern-irc "Wildcard Expressions"). */
function signsOf(pattern: string): (string | typeof MANY | typeof ONE)[] {
  const written = pattern.match(/\\[*?]|./gsu) ?? [];
  return written.map((sign) => {
    if (sign === '*') return MANY;
    if (sign === '?') return ONE;
    return sign === '\\*' || sign === '\\?' ? sign.slice(1) : sign;
  });
}

/** Whether the whole text fits the pattern. Time is bounded by the product of both lengths, whatever the pattern. */
export function globMatches(pattern: string, text: string): boolean {
  const wanted = signsOf(pattern);
  const given = [...text];
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < given.length) {
    if (wanted[p] === MANY) {
      star = p++;
      resume = t;
    } else if (p < wanted.length && (wanted[p] === ONE || wanted[p] === given[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (wanted[p] === MANY) p++;
  return p === wanted.length;
}
