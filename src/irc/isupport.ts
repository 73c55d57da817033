// What this server is like, in the tokens of RPL_ISUPPORT (modern-irc "RPL_ISUPPORT Parameters").
import { ACCOUNT, MUTE } from '../chat/masks.ts';
import { cutToBytes } from '../chat/text.ts';
import { MOST_MESSAGES_READ } from '../limits.ts';
import type { HouseRules } from '../session/protocol.ts';
import { CHANMODES, listLetter, MODES_AT_ONCE, PREFIX, SIGNS } from './modes.ts';
import { TARGMAX } from './targets.ts';
import { userModeLetter } from './user-modes.ts';

/** Tokens in one line: 15 parameters less the client's name and the sentence. */
export const TOKENS_PER_LINE = 13;
export const USERLEN = 10;

/** Bytes of the server's name in NETWORK, which must fit a line with others. */
const NETWORK_BYTES = 100;

/** All tokens. Lengths are in the unit the chat counts in: characters of names, bytes of texts. */
export function isupportTokens(rules: HouseRules): string[] {
  const { limits } = rules;
  const targmax = Object.entries(TARGMAX).map(([verb, most]) => `${verb}:${most ?? ''}`);
  const lists = listLetter('ban') + listLetter('exception') + listLetter('invite-exception');
  return [
    // An extended mask is `~`, a letter, a colon.
    `ACCOUNTEXTBAN=${ACCOUNT.charAt(1)}`,
    `AWAYLEN=${limits.textBytes}`,
    `BOT=${userModeLetter('bot')}`,
    'CASEMAPPING=ascii',
    `CHANLIMIT=#:${limits.roomsPerUser}`,
    `CHANMODES=${CHANMODES}`,
    `CHANNELLEN=${limits.roomNameLength}`,
    'CHANTYPES=#',
    `CHATHISTORY=${MOST_MESSAGES_READ}`,
    'ELIST=CMNTU',
    `EXCEPTS=${listLetter('exception')}`,
    `EXTBAN=${ACCOUNT.charAt(0)},${ACCOUNT.charAt(1)}${MUTE.charAt(1)}`,
    `INVEX=${listLetter('invite-exception')}`,
    `KEYLEN=${limits.keyLength}`,
    `KICKLEN=${limits.textBytes}`,
    `MAXLIST=${lists}:${limits.bansPerRoom}`,
    `MODES=${MODES_AT_ONCE}`,
    `MONITOR=${limits.monitorsPerUser}`,
    'MSGREFTYPES=msgid,timestamp',
    `NAMELEN=${limits.textBytes}`,
    `NETWORK=${escapeValue(cutToBytes(rules.serverName, NETWORK_BYTES))}`,
    `NICKLEN=${limits.nameLength}`,
    `PREFIX=${PREFIX}`,
    `STATUSMSG=${SIGNS}`,
    `TARGMAX=${targmax.join(',')}`,
    `TOPICLEN=${limits.textBytes}`,
    `USERLEN=${USERLEN}`,
    'UTF8ONLY',
    'WHOX',
  ];
}

/** Spaces, `=` and backslashes as `\xHH`. */
function escapeValue(value: string): string {
  return value.replace(
    /[\s=\\]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
