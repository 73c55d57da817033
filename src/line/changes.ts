// What somebody changed of a room, in words: nobody with plain text needs to know IRC's letters and masks.
import type { ModeChange, RoomList } from '../chat/command.ts';
import { ACCOUNT, MUTE } from '../chat/masks.ts';
import type { Lang } from '../i18n/language.ts';
import { modeSentences } from '../i18n/line-modes.ts';

/** One change as a clause. */
export function changeClause(change: ModeChange, by: string, room: string, lang: Lang): string {
  const t = modeSentences[lang];
  switch (change.what) {
    case 'role':
      return (change.set ? t.roleGiven : t.roleTaken)[change.role](change.name, by, room);
    case 'ban':
    case 'exception':
    case 'invite-exception':
      return (change.set ? t.listed : t.unlisted)[effectOf(change)](whom(change.mask, lang), by, room);
    case 'key':
      return (change.set ? t.keySet : t.keyRemoved)(by, room);
    case 'limit':
      return change.set ? t.limitSet(change.limit, by, room) : t.limitRemoved(by, room);
    default:
      return (change.set ? t.flagSet : t.flagRemoved)[change.what](by, room);
  }
}

/** A ban may only silence. */
function effectOf({ what, mask }: { readonly what: RoomList; readonly mask: string }): RoomList | 'mute' {
  return what === 'ban' && mask.startsWith(MUTE) ? 'mute' : what;
}

/** Whom a complete mask hits, as one would write it: the name or the address alone, if it is about nothing else. */
export function whom(mask: string, lang: Lang): string {
  if (mask.startsWith(MUTE)) return whom(mask.slice(MUTE.length), lang);
  if (mask.startsWith(ACCOUNT)) return modeSentences[lang].account(mask.slice(ACCOUNT.length));
  const [, name] = /^([^!]+)!\*@\*$/.exec(mask) ?? [];
  const [, host] = /^\*!\*@([^!@]+)$/.exec(mask) ?? [];
  return name ?? host ?? mask;
}
