// What this server is like, in the tokens of RPL_ISUPPORT (modern-irc "RPL_ISUPPORT Parameters").
import type { HouseRules } from '../session/protocol.ts';
import { CHANMODES, MODES_AT_ONCE, PREFIX } from './modes.ts';
import { TARGMAX } from './targets.ts';

/** Tokens in one line: 15 parameters less the client's name and the sentence. */
export const TOKENS_PER_LINE = 13;
export const USERLEN = 10;

/** All tokens. Lengths are in the unit the chat counts in: characters of names, bytes of texts. */
export function isupportTokens(rules: HouseRules): string[] {
  const { limits } = rules;
  const targmax = Object.entries(TARGMAX).map(([verb, most]) => `${verb}:${most ?? ''}`);
  return [
    `AWAYLEN=${limits.textBytes}`,
    'CASEMAPPING=ascii',
    `CHANLIMIT=#:${limits.roomsPerUser}`,
    `CHANMODES=${CHANMODES.join(',')}`,
    `CHANNELLEN=${limits.roomNameLength}`,
    'CHANTYPES=#',
    `KEYLEN=${limits.keyLength}`,
    `KICKLEN=${limits.textBytes}`,
    `MAXLIST=b:${limits.bansPerRoom}`,
    `MODES=${MODES_AT_ONCE}`,
    `NAMELEN=${limits.textBytes}`,
    `NETWORK=${escapeValue(rules.serverName)}`,
    `NICKLEN=${limits.nameLength}`,
    `PREFIX=${PREFIX}`,
    `TARGMAX=${targmax.join(',')}`,
    `TOPICLEN=${limits.textBytes}`,
    `USERLEN=${USERLEN}`,
    'UTF8ONLY',
  ];
}

/** Spaces, `=` and backslashes as `\xHH`. */
function escapeValue(value: string): string {
  return value.replace(
    /[\s=\\]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
