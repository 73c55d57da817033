import { MOST_MESSAGES_READ } from '../../limits.ts';
import type { Archive } from '../../session/archive.ts';
import type { Bound, Past, Talk } from '../../session/talk.ts';
import type { Client } from '../client.ts';
import { sendPast, whatFor } from '../history.ts';
import { formatMessage } from '../message.ts';
import { timeIn } from '../time.ts';
import type { Verb } from './verb.ts';

/** IRCv3 chathistory "CHATHISTORY Command" */
export const chathistory: Verb = {
  when: 'entered',
  least: 0,
  usage:
    'LATEST|BEFORE|AFTER|AROUND|BETWEEN|TARGETS [<target>] <timestamp=… | msgid=…> [<timestamp=… | msgid=…>] <limit>',
  help: {
    en: 'Gives what was said before, in a room or with somebody; TARGETS: where something was said.',
    'zh-CN': '查看房间里或和某人以前的消息；TARGETS：哪些对话里有过消息。',
  },
  run(client, { params: [subcommand = '*', ...params] }) {
    const name = subcommand.toUpperCase();
    const { text } = client;
    const fail = (sentence: string, ...context: string[]): void =>
      client.fail('INVALID_PARAMS', [subcommand, ...context], sentence);
    const read = READS.get(name);
    if (read === undefined && name !== TARGETS) return fail(text.unknownSubcommand(subcommand));
    if (params.length !== (TWO_BOUNDS.has(name) ? 3 : 2) + (name === TARGETS ? 0 : 1)) return fail(text.wrongNumber);
    const written = params.slice(name === TARGETS ? 0 : 1, -1);
    const target = name === TARGETS ? '*' : (params[0] ?? '*');
    const limit = limitIn(params.at(-1) ?? '');
    if (limit === null) return fail(text.badLimit, params.at(-1) ?? '');
    const bounds: Bound[] = [];
    for (const word of written) {
      const bound = word === '*' && name === 'LATEST' ? BEGINNING : boundIn(word);
      if (bound === 'unknown-type') {
        return client.fail('INVALID_MSGREFTYPE', [subcommand, target, word], text.badReferenceType);
      }
      if (bound === 'invalid' || (name === TARGETS && 'id' in bound)) return fail(text.badTime, word);
      bounds.push(bound);
    }
    const [first = BEGINNING, second = BEGINNING] = bounds;
    if (read !== undefined) sendMessages(client, { subcommand, target, read, bounds: [first, second], limit });
    else if ('at' in first && 'at' in second) sendTargets(client, subcommand, [first.at, second.at], limit);
  },
};

const TARGETS = 'TARGETS';
const TWO_BOUNDS: ReadonlySet<string> = new Set(['BETWEEN', TARGETS]);
/** What `*` stands for: all that is remembered was said after it. */
const BEGINNING: Bound = { at: 0 };

interface Question {
  readonly archive: Archive;
  readonly asker: string;
  readonly talk: Talk;
  readonly what: 'messages' | 'all';
  readonly limit: number;
}

type Bounds = readonly [Bound, Bound];
type Read = (question: Question, bounds: Bounds) => Promise<Past | null>;

/** "Subcommands". Those that take one bound look at the first. */
const READS = new Map<string, Read>([
  ['LATEST', (question, [after]) => part(question, { after, before: null, from: 'newest' })],
  ['BEFORE', (question, [before]) => part(question, { after: null, before, from: 'newest' })],
  ['AFTER', (question, [after]) => part(question, { after, before: null, from: 'oldest' })],
  ['AROUND', ({ archive, asker, talk, what, limit }, [at]) => archive.around(asker, talk, what, at, limit)],
  ['BETWEEN', ({ archive, asker, talk, what, limit }, bounds) => archive.between(asker, talk, what, bounds, limit)],
]);

interface Part {
  readonly after: Bound | null;
  readonly before: Bound | null;
  readonly from: 'oldest' | 'newest';
}

function part({ archive, asker, talk, what, limit }: Question, where: Part): Promise<Past | null> {
  return archive.read(asker, talk, { what, limit, ...where });
}

interface Asked {
  readonly subcommand: string;
  readonly target: string;
  readonly read: Read;
  readonly bounds: Bounds;
  readonly limit: number;
}

function sendMessages(client: Client, { subcommand, target, read, bounds, limit }: Asked): void {
  const { host, text } = client;
  const { archive, userId: asker } = host;
  const talk = archive.talk(asker, target);
  if (talk === null) return client.fail('INVALID_TARGET', [subcommand, target], text.notReadable);
  host.wait(read({ archive, asker, talk, what: whatFor(client), limit }, bounds), (found) => {
    const past = archive.still(asker, talk, found);
    if (past === null) client.fail('MESSAGE_ERROR', [subcommand, target], text.unreadable);
    else sendPast(client, 'chathistory', [talk.name], past);
  });
}

/** "TARGETS": counted from the first of the two times, which may be the later one. */
function sendTargets(
  client: Client,
  subcommand: string,
  [first, second]: readonly [number, number],
  limit: number,
): void {
  const { host, text, server } = client;
  const [after, before] = [Math.min(first, second), Math.max(first, second)];
  host.wait(host.archive.active(host.userId, after, before), (active) => {
    if (active === null) return client.fail('MESSAGE_ERROR', [subcommand, '*'], text.unreadable);
    const some = first <= second ? active.slice(0, limit) : active.slice(-limit);
    const lines = some.map(({ talk, at }) =>
      formatMessage('CHATHISTORY', [TARGETS, talk.name, new Date(at).toISOString()], server),
    );
    client.batch('draft/chathistory-targets', [], () => client.write(lines));
  });
}

/** At least 1; more than may be had at once is taken for that. */
function limitIn(word: string): number | null {
  return /^0*[1-9]\d{0,8}$/.test(word) ? Math.min(Number(word), MOST_MESSAGES_READ) : null;
}

function boundIn(word: string): Bound | 'invalid' | 'unknown-type' {
  const [, type = '', value = ''] = /^([^=]*)=(.*)$/.exec(word) ?? [];
  switch (type) {
    case 'msgid':
      return value === '' ? 'invalid' : { id: value };
    case 'timestamp': {
      const at = timeIn(value);
      return at === null ? 'invalid' : { at };
    }
    case '':
      return 'invalid';
    default:
      return 'unknown-type';
  }
}
