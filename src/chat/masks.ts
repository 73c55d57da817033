// Ban masks: `nick!user@host` with `*` for any text and `?` for one character (RFC 2812, 2.5).
import type { Person } from './event.ts';
import { canonical, fold } from './names.ts';

/** A mask as it is kept: in the characters it is compared in, and parts that were left out become `*`. */
export function completeMask(written: string): string {
  const mask = canonical(written);
  const bang = mask.indexOf('!');
  const at = mask.indexOf('@', bang + 1);
  const orAny = (part: string): string => (part === '' ? '*' : part);
  if (bang < 0 && at < 0) return mask.includes('.') || mask.includes(':') ? `*!*@${mask}` : `${orAny(mask)}!*@*`;
  if (bang < 0) return `*!${orAny(mask.slice(0, at))}@${orAny(mask.slice(at + 1))}`;
  if (at < 0) return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1))}@*`;
  return `${orAny(mask.slice(0, bang))}!${orAny(mask.slice(bang + 1, at))}@${orAny(mask.slice(at + 1))}`;
}

/** What complete masks, under `fold`, are compared with. */
export function maskedIdentity(person: Person): string {
  return fold(`${person.name}!${person.username}@${person.peer.host}`);
}

/** Whether the whole text fits the pattern. Time is bounded by the product of both lengths, whatever the pattern. */
export function globMatches(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < given.length) {
    if (wanted[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < wanted.length && (wanted[p] === '?' || wanted[p] === given[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (wanted[p] === '*') p++;
  return p === wanted.length;
}
