// Why the server would not, in the reader's own language rather than the server's.
import { clientSentences } from '../i18n/client.ts';
import type { Lang } from '../i18n/language.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { ViewOf } from './core/view.ts';

type Refusal = Parameters<typeof refusalSentence>[0];

/** The refusal a numeric stands for; null for those that say less than the server's own sentence does. */
function refusalOf(code: string, [first = '', second = '']: readonly string[]): Refusal | null {
  switch (code) {
    case '401': // ERR_NOSUCHNICK
      return { why: 'no-such-user', name: first };
    case '403': // ERR_NOSUCHCHANNEL
      return { why: 'no-such-room', room: first };
    case '412': // ERR_NOTEXTTOSEND
      return { why: 'nothing-said' };
    case '441': // ERR_USERNOTINCHANNEL
      return { why: 'target-not-in-room', name: first, room: second };
    case '442': // ERR_NOTONCHANNEL
      return { why: 'not-in-room', room: first };
    case '443': // ERR_USERONCHANNEL
      return { why: 'target-in-room', name: first, room: second };
    case '471': // ERR_CHANNELISFULL
      return { why: 'cannot-join', room: first, because: 'full' };
    case '473': // ERR_INVITEONLYCHAN
      return { why: 'cannot-join', room: first, because: 'invite-only' };
    case '475': // ERR_BADCHANNELKEY
      return { why: 'cannot-join', room: first, because: 'key' };
    case '482': // ERR_CHANOPRIVSNEEDED
      return { why: 'op-needed', room: first };
    default:
      return null;
  }
}

/** One sentence: our own where the code says all, else the server's. */
export function whyRefused({ code, about, text }: ViewOf<'refused'>, lang: Lang): string {
  // ERR_NICKNAMEINUSE: somebody else may have it, or only have registered it.
  if (code === '433') return clientSentences[lang].taken(about[0] ?? '');
  const refusal = refusalOf(code, about);
  return refusal === null ? text : refusalSentence(refusal, lang);
}
