// IRCv3 multiline (draft/multiline): what is said in several lines, and how it reaches whom. Its errors: multiline-errors
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { registered } from './accounts.ts';
import { answerTo, batchOf } from './batches.ts';
import { offered, valueTokens } from './capabilities.ts';
import { comeIn, gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch draft/multiline message-tags';
const CONCAT = 'draft/multiline-concat';
const LINES = ['hello', '', 'how is ', `@${CONCAT}everyone?`];

/** Sends a message of these lines; a line that goes on where the one before ended begins with `@draft/multiline-concat`. */
async function say(client: ConformanceClient, target: string, lines: readonly string[], verb = 'PRIVMSG', tags = '') {
  client.send(`${tags}BATCH +123 draft/multiline ${target}`);
  for (const line of lines) {
    const joined = line.startsWith(`@${CONCAT}`);
    const text = joined ? line.slice(CONCAT.length + 1) : line;
    client.send(`@batch=123${joined ? `;${CONCAT}` : ''} ${verb} ${target} :${text}`);
  }
  return client.ask('BATCH -123');
}

/** Lines as they were given to `say`. */
function lines(inside: readonly Message[]): string[] {
  return inside.map(({ tags, params }) => `${tags.has(CONCAT) ? `@${CONCAT}` : ''}${params.at(-1)}`);
}

describe('Capabilities', () => {
  it('has a value with max-bytes, and max-lines', async () => {
    const tokens = valueTokens((await offered(await server.connect())).get('draft/multiline'));
    expect(tokens.get('max-bytes')).toMatch(/^[1-9]\d*$/);
    expect(tokens.get('max-lines')).toMatch(/^[1-9]\d*$/);
  });

  it.each([
    ['batch', 'draft/multiline'],
    ['draft/multiline', 'batch'],
  ])('does not care that %s was negotiated first', async (first, second) => {
    const ann = await server.register(undefined, { caps: first });
    await ann.ask(`CAP REQ :${second}`);
    const bob = await server.register();
    expect(await say(ann, bob.nick, ['hello', 'you'])).toEqual([]);
    expect(lines(await bob.sync())).toEqual(['hello', 'you']);
  });
});

describe('Batch types', () => {
  it.each(['PRIVMSG', 'NOTICE'])('delivers %s as it was composed, to rooms and people', async (verb) => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    for (const target of [room, bob.nick]) {
      expect(await say(ann, target, LINES, verb)).toEqual([]);
      const heard = await bob.sync();
      const { opening, inside } = batchOf(heard, 'draft/multiline');
      expect(heard).toHaveLength(inside.length + 2);
      expect(opening).toEqual(from(ann.nick, 'BATCH', TEXT, 'draft/multiline', target));
      for (const message of inside) expect(message).toEqual(from(ann.nick, verb, target, expect.any(String)));
      expect(lines(inside)).toEqual(LINES);
    }
  });

  it('keeps blank lines at the beginning and at the end', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    await say(ann, room, ['', 'hello', '', '']);
    expect(lines(batchOf(await bob.sync(), 'draft/multiline').inside)).toEqual(['', 'hello', '', '']);
  });

  it('is refused as any message is', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const out = await server.register(undefined, { caps: CAPS });
    expect(await say(out, room, ['hello', 'you'])).toEqual([message('404', out.nick, room, TEXT)]);
    expect(await say(out, 'nobodyatall', ['hello', 'you'])).toEqual([message('401', out.nick, 'nobodyatall', TEXT)]);
    expect(await ann.sync()).toEqual([]);
  });

  it('honours STATUSMSG', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS, CAPS);
    const [ann, bob, cid] = people;
    await say(bob, `@${room}`, ['hello', 'you']);
    expect(batchOf(await ann.sync(), 'draft/multiline').opening.params[2]).toBe(`@${room}`);
    expect(await cid.sync()).toEqual([]);
  });
});

describe('Fallback', () => {
  it('is the same lines one by one, without those that are blank', async () => {
    const { room, people } = await gathering(server, CAPS, '', 'batch', 'draft/multiline', 'message-tags');
    const [ann, ...others] = people;
    await say(ann, room, LINES);
    for (const other of others) {
      expect(await other.sync()).toEqual([
        from(ann.nick, 'PRIVMSG', room, 'hello'),
        from(ann.nick, 'PRIVMSG', room, 'how is '),
        from(ann.nick, 'PRIVMSG', room, 'everyone?'),
      ]);
    }
  });

  it('has what would have been on the batch on the first line', async () => {
    const { room, people } = await gathering(server, 'message-tags account-tag server-time');
    const [bob] = people;
    const ann = await registered(server, { caps: CAPS });
    await comeIn(room, ann, bob);
    await say(ann, room, ['', ...LINES], 'PRIVMSG', '@+a=1 ');
    const [first, ...rest] = await bob.sync();
    expect(Object.fromEntries(first?.tags ?? [])).toMatchObject({
      account: ann.nick,
      msgid: TEXT,
      time: TEXT,
      '+a': '1',
    });
    expect(rest).toHaveLength(2);
    for (const { tags } of rest) {
      expect([...tags.keys()]).not.toContain('msgid');
      expect([...tags.keys()]).not.toContain(CONCAT);
    }
  });
});

describe('Interaction with other specifications', () => {
  it('puts client-only tags, the ID and the account on the opening BATCH', async () => {
    const { room, people } = await gathering(server, `${CAPS} account-tag`);
    const [bob] = people;
    const ann = await registered(server, { caps: CAPS });
    await comeIn(room, ann, bob);
    await say(ann, room, LINES, 'PRIVMSG', '@+a=1;b=2 ');
    const { opening, inside } = batchOf(await bob.sync(), 'draft/multiline');
    const tags = Object.fromEntries(opening.tags);
    expect(tags).toMatchObject({ account: ann.nick, msgid: TEXT, '+a': '1' });
    expect(tags).not.toHaveProperty('b');
    for (const { tags } of inside) expect([...tags.keys()]).not.toContain('msgid');
  });

  it('gives everybody the same ID', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS, 'message-tags');
    const [ann, bob, cid] = people;
    await say(ann, room, LINES);
    const { opening } = batchOf(await bob.sync(), 'draft/multiline');
    expect((await cid.sync())[0]?.tags.get('msgid')).toBe(opening.tags.get('msgid'));
  });

  it('labels only the opening BATCH of an echo', async () => {
    const { room, people } = await gathering(server, `${CAPS} echo-message labeled-response`, '');
    const [ann] = people;
    const heard = await say(ann, room, LINES, 'PRIVMSG', '@label=x ');
    const { opening, inside } = batchOf(heard, 'draft/multiline');
    expect(opening.tags.get('label')).toBe('x');
    expect(lines(inside)).toEqual(LINES);
    expect(lines(answerTo('x', heard))).toEqual(LINES);
    expect(heard).toHaveLength(inside.length + 2);
  });

  it('echoes what somebody sent who cannot receive it otherwise', async () => {
    const { room, people } = await gathering(server, 'batch draft/multiline echo-message', '');
    const [ann] = people;
    const { inside } = batchOf(await say(ann, room, LINES), 'draft/multiline');
    expect(lines(inside)).toEqual(LINES);
  });

  it('acknowledges a label without an echo, and labels a refusal', async () => {
    const { room, people } = await gathering(server, `${CAPS} labeled-response`, '');
    const [ann] = people;
    expect(answerTo('x', await say(ann, room, LINES, 'PRIVMSG', '@label=x '))).toEqual([message('ACK')]);
    const refused = await say(ann, 'nobodyatall', LINES, 'PRIVMSG', '@label=y ');
    expect(only(answerTo('y', refused), '401')).toHaveLength(1);
  });
});
