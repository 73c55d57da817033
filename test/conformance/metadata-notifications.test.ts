// IRCv3 metadata (draft/metadata-2): subscriptions, and who is told of what
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { batchOf } from './batches.ts';
import { offered, valueTokens } from './capabilities.ts';
import { comeIn, gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch draft/metadata-2';

function someone(): Promise<ConformanceClient> {
  return server.register(undefined, { caps: CAPS });
}

/** The keys in the replies of this numeric, sorted. */
function keys(client: ConformanceClient, heard: readonly Message[], numeric: string): string[] {
  const replies = only(heard, numeric);
  for (const { params } of replies) expect(params[0]).toBe(client.nick);
  return replies.flatMap(({ params }) => params.slice(1).join(' ').split(' ')).sort();
}

/** What somebody is subscribed to, sorted. */
async function subscriptions(client: ConformanceClient): Promise<string[]> {
  const heard = await client.ask('METADATA * SUBS');
  const { inside } = batchOf(heard, 'metadata-subs');
  expect(only(inside, '772')).toEqual(inside);
  expect(heard).toHaveLength(inside.length + 2);
  return keys(client, inside, '772');
}

function told(heard: readonly Message[]): (readonly string[])[] {
  return only(heard, 'METADATA').map(({ params }) => params);
}

describe('METADATA SUB', () => {
  it('subscribes to keys, again too', async () => {
    const ann = await someone();
    const wanted = ['avatar', 'bar', 'baz', 'foo', 'website'];
    expect(keys(ann, await ann.ask('METADATA * SUB website avatar foo bar baz'), '770')).toEqual(wanted);
    expect(await subscriptions(ann)).toEqual(wanted);
    expect(keys(ann, await ann.ask('METADATA * SUB avatar website'), '770')).toEqual(['avatar', 'website']);
    expect(await subscriptions(ann)).toEqual(wanted);
  });

  it('lists a key once that was asked for twice', async () => {
    const ann = await someone();
    await ann.ask('METADATA * SUB avatar avatar');
    expect(await subscriptions(ann)).toEqual(['avatar']);
  });

  it('goes on after KEY_INVALID', async () => {
    const ann = await someone();
    const heard = await ann.ask('METADATA * SUB foo $url bar');
    expect(only(heard, 'FAIL')).toEqual([message('FAIL', 'METADATA', 'KEY_INVALID', '$url', TEXT)]);
    expect(keys(ann, heard, '770')).toEqual(['bar', 'foo']);
    expect(await subscriptions(ann)).toEqual(['bar', 'foo']);
  });

  it('stops with TOO_MANY_SUBS at the first key that is too many', async () => {
    const ann = await someone();
    const most = Number(valueTokens((await offered(await server.connect())).get('draft/metadata-2')).get('max-subs'));
    const all = Array.from({ length: most }, (_, index) => `key${index}`);
    for (let start = 0; start < most - 1; start += 10) {
      await ann.ask(`METADATA * SUB ${all.slice(start, Math.min(start + 10, most - 1)).join(' ')}`);
    }
    const heard = await ann.ask(`METADATA * SUB ${all.at(-1)} over1 over2`);
    expect(only(heard, 'FAIL')).toEqual([message('FAIL', 'METADATA', 'TOO_MANY_SUBS', 'over1', TEXT)]);
    expect(keys(ann, heard, '770')).toEqual([all.at(-1)]);
    expect(await subscriptions(ann)).toEqual([...all].sort());
  });
});

describe('METADATA UNSUB', () => {
  it('ends subscriptions, also those there are not', async () => {
    const ann = await someone();
    await ann.ask('METADATA * SUB website avatar foo');
    const heard = await ann.ask('METADATA * UNSUB foo nothing $url avatar');
    expect(keys(ann, heard, '771')).toEqual(['avatar', 'foo', 'nothing']);
    expect(only(heard, 'FAIL')).toEqual([message('FAIL', 'METADATA', 'KEY_INVALID', '$url', TEXT)]);
    expect(await subscriptions(ann)).toEqual(['website']);
  });
});

describe('METADATA SUBS', () => {
  it('lists nothing at first', async () => {
    expect(await subscriptions(await someone())).toEqual([]);
  });
});

describe('Notifications', () => {
  it('tell of people on common channels, and not of oneself', async () => {
    const { people } = await gathering(server, CAPS, CAPS, '');
    const [ann, bob, cid] = people;
    for (const person of [ann, bob]) await person.ask('METADATA * SUB url');
    const own = await ann.ask('METADATA * SET url :http://www.example.com');
    expect(told(own)).toEqual([]);
    expect(told(await bob.sync())).toEqual([[ann.nick, 'url', TEXT, 'http://www.example.com']]);
    expect(await cid.sync()).toEqual([]);
    await ann.ask('METADATA * SET url');
    expect(told(await bob.sync()).map((params) => params.slice(0, 2))).toEqual([[ann.nick, 'url']]);
  });

  it('tell of the channel', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS, '');
    const [ann, bob, cid] = people;
    await bob.ask('METADATA * SUB url');
    await ann.ask(`METADATA ${room} SET url :http://www.example.com`);
    expect(told(await bob.sync())).toEqual([[room, 'url', TEXT, 'http://www.example.com']]);
    expect(await cid.sync()).toEqual([]);
  });

  it('tell nothing to who has not subscribed, nor any more', async () => {
    const { people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    await ann.ask('METADATA * SET url :x');
    expect(told(await bob.sync())).toEqual([]);
    await bob.ask('METADATA * SUB url');
    await bob.ask('METADATA * UNSUB url');
    await ann.ask('METADATA * SET url :y');
    expect(told(await bob.sync())).toEqual([]);
  });

  it('tell nobody without a common channel', async () => {
    const [ann, bob] = [await someone(), await someone()];
    await bob.ask('METADATA * SUB url');
    await ann.ask('METADATA * SET url :x');
    expect(told(await bob.sync())).toEqual([]);
  });

  it('tell of who is monitored', async () => {
    const [ann, bob] = [await someone(), await someone()];
    await bob.ask('METADATA * SUB url');
    await bob.ask(`MONITOR + ${ann.nick}`);
    await ann.ask('METADATA * SET url :x');
    expect(told(await bob.sync())).toEqual([[ann.nick, 'url', TEXT, 'x']]);
    await bob.ask(`MONITOR - ${ann.nick}`);
    await ann.ask('METADATA * SET url :y');
    expect(told(await bob.sync())).toEqual([]);
  });

  it('tell what is there when somebody joins: of the channel and of all in it', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    await ann.ask('METADATA * SET url :of Ann');
    await ann.ask('METADATA * SET other :not asked for');
    await ann.ask(`METADATA ${room} SET url :of the room`);
    const bob = await someone();
    await bob.ask('METADATA * SUB url');
    const heard = await bob.join(room);
    if (only(heard, '774').length > 0) return;
    expect(told(heard)).toHaveLength(2);
    expect(told(heard)).toContainEqual([ann.nick, 'url', TEXT, 'of Ann']);
    expect(told(heard)).toContainEqual([room, 'url', TEXT, 'of the room']);
  });

  it('tell of who joins, or are there for the asking', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [bob] = people;
    await bob.ask('METADATA * SUB url');
    const ann = await someone();
    await ann.ask('METADATA * SET url :of Ann');
    await ann.join(room);
    await bob.sync();
    expect(told(await bob.ask(`METADATA ${ann.nick} SYNC`))).toEqual([[ann.nick, 'url', TEXT, 'of Ann']]);
  });

  it('tell the present value to who subscribes', async () => {
    const { people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    await ann.ask('METADATA * SET url :of Ann');
    const heard = await bob.ask('METADATA * SUB url');
    expect(told(heard)).toEqual([[ann.nick, 'url', TEXT, 'of Ann']]);
  });

  it('tell the present value to who monitors, and when somebody comes', async () => {
    const [ann, bob] = [await someone(), await someone()];
    await ann.ask('METADATA * SET url :of Ann');
    await bob.ask('METADATA * SUB url');
    expect(told(await bob.ask(`MONITOR + ${ann.nick}`))).toEqual([[ann.nick, 'url', TEXT, 'of Ann']]);
  });

  it('begin with what is known of oneself, before the end of the message of the day', async () => {
    const ann = await someone();
    const { opening, inside } = batchOf(ann.welcome, 'metadata');
    expect(opening.params[2]).toBe(ann.nick);
    expect(inside).toEqual([]);
    const verbs = ann.welcome.map(({ verb }) => verb);
    expect(verbs.indexOf('BATCH')).toBeGreaterThan(verbs.indexOf('001'));
    expect(verbs.lastIndexOf('BATCH')).toBeLessThan(verbs.findIndex((verb) => verb === '376' || verb === '422'));
  });

  it('do not come to who has not asked for the capability', async () => {
    const { room, people } = await gathering(server, CAPS, '', 'batch');
    const [ann, bob, cid] = people;
    await ann.ask('METADATA * SET url :x');
    await ann.ask(`METADATA ${room} SET url :x`);
    for (const person of [bob, cid]) expect(await person.sync()).toEqual([]);
    expect(only(bob.welcome, 'BATCH')).toEqual([]);
  });
});

describe('METADATA SYNC', () => {
  it('tells all that was subscribed to, of a channel and of all in it', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    await ann.ask('METADATA * SET url :of Ann');
    await ann.ask('METADATA * SET other :not asked for');
    await ann.ask(`METADATA ${room} SET url :of the room`);
    await bob.ask('METADATA * SUB url');
    const heard = await bob.ask(`METADATA ${room} SYNC`);
    const { opening, inside } = batchOf(heard, 'metadata');
    expect(opening.params[2]).toBe(room);
    expect(heard).toHaveLength(inside.length + 2);
    expect([...told(inside)].sort()).toEqual(
      [
        [ann.nick, 'url', TEXT, 'of Ann'],
        [room, 'url', TEXT, 'of the room'],
      ].sort((one, other) => (String(one[0]) < String(other[0]) ? -1 : 1)),
    );
  });

  it('answers with an empty batch when there is nothing, and INVALID_TARGET when there is nobody', async () => {
    const [ann, bob] = [await someone(), await someone()];
    const { opening, inside } = batchOf(await ann.ask(`METADATA ${bob.nick} SYNC`), 'metadata');
    expect([opening.params[2], inside]).toEqual([bob.nick, []]);
    const nobody = fresh();
    expect(await ann.ask(`METADATA ${nobody} SYNC`)).toEqual([
      message('FAIL', 'METADATA', 'INVALID_TARGET', nobody, TEXT),
    ]);
  });

  it('works for who came later', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    const bob = await someone();
    await bob.ask('METADATA * SUB url');
    await comeIn(room, bob, ann);
    await ann.ask('METADATA * SET url :of Ann');
    await bob.sync();
    expect(told(await bob.ask(`METADATA ${room} SYNC`))).toEqual([[ann.nick, 'url', TEXT, 'of Ann']]);
  });
});
