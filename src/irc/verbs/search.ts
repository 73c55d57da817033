import { MOST_MESSAGES_READ, MOST_SEARCH_BYTES } from '../../limits.ts';
import type { Talk, Wanted } from '../../session/talk.ts';
import type { Client } from '../client.ts';
import { sendPast } from '../history.ts';
import { parseTags } from '../message.ts';
import { timeIn } from '../time.ts';
import type { Verb } from './verb.ts';

/** What soju and senpai speak: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/search.md */
export const search: Verb = {
  when: 'entered',
  least: 1,
  usage: '[in=<target>][;from=<nick>][;text=<words>][;after=<time>][;before=<time>][;limit=<number>]',
  help: {
    en: 'Finds what was said, in one room or with one person, or everywhere.',
    'zh-CN': '搜索以前的消息：在一个房间里、和某个人之间，或者所有地方。',
  },
  run(client, { params: [attributes = ''] }) {
    const wanted = wantedIn(client, parseTags(attributes));
    if ('wrong' in wanted) return client.fail('INVALID_PARAMS', [wanted.wrong], wanted.sentence);
    const { host } = client;
    host.wait(host.archive.search(host.userId, wanted), (past) => {
      if (past === null) client.fail('INTERNAL_ERROR', [], client.text.unreadable);
      else sendPast(client, 'soju.im/search', [], past);
    });
  },
};

interface Mistake {
  readonly wrong: string;
  readonly sentence: string;
}

/** "Standard search attributes". An empty one is none; others are not known and say nothing. Both times are included. */
function wantedIn({ host, text }: Client, attributes: ReadonlyMap<string, string>): Wanted | Mistake {
  const of = (name: string): string | null => attributes.get(name) || null;
  const [target, limit] = [of('in'), of('limit') ?? String(MOST_MESSAGES_READ)];
  const times = (['after', 'before'] as const).map((name) => ({ name, at: timeOf(of(name)) }));
  const badTime = times.find(({ at }) => at === 'invalid');
  if (badTime !== undefined) return { wrong: badTime.name, sentence: text.badTime };
  if (!/^0*[1-9]\d{0,8}$/.test(limit)) return { wrong: 'limit', sentence: text.badLimit };
  const talk: Talk | null = target === null ? null : host.archive.talk(host.userId, target);
  if (target !== null && talk === null) return { wrong: 'in', sentence: text.notReadable };
  const words = (of('text') ?? '').split(/\s+/).filter((word) => word !== '');
  if (Buffer.byteLength(words.join(' ')) > MOST_SEARCH_BYTES * 4)
    return { wrong: 'text', sentence: text.tooMuchWanted };
  const [after, before] = times.map(({ at }) => (typeof at === 'number' ? at : null));
  return {
    in: talk,
    words,
    from: of('from'),
    after: typeof after === 'number' ? after - 1 : null,
    before: typeof before === 'number' ? before + 1 : null,
    limit: Math.min(Number(limit), MOST_MESSAGES_READ),
  };
}

function timeOf(written: string | null): number | 'invalid' | null {
  return written === null ? null : (timeIn(written) ?? 'invalid');
}
