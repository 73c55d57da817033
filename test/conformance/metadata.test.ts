// IRCv3 metadata (draft/metadata-2): what is written about users and channels. Who is told of it: metadata-notifications
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { answerTo, batchOf } from './batches.ts';
import { offered, valueTokens } from './capabilities.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, freshRoom, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch draft/metadata-2';

function someone(): Promise<ConformanceClient> {
  return server.register(undefined, { caps: CAPS });
}

async function limit(token: string): Promise<number> {
  return Number(valueTokens((await offered(await server.connect())).get('draft/metadata-2')).get(token));
}

/** Who or what a reply may call the target: `*` stays what it was, or becomes the nickname. */
function called(target: string, nick: string): unknown {
  return target === '*' ? expect.stringMatching(new RegExp(`^(\\*|${RegExp.escape(nick)})$`)) : target;
}

function value(client: ConformanceClient, target: string, key: string, text: string): unknown {
  return message('761', client.nick, called(target, client.nick), key, TEXT, text);
}

function notSet(client: ConformanceClient, target: string, key: string): unknown {
  return message('766', client.nick, called(target, client.nick), key, TEXT);
}

function fail(code: string, ...context: readonly unknown[]): unknown {
  return message('FAIL', 'METADATA', code, ...context, TEXT);
}

/** What is in the batch that is the whole answer. */
function answered(heard: readonly Message[]): readonly Message[] {
  const { inside } = batchOf(heard, 'metadata');
  expect(heard).toHaveLength(inside.length + 2);
  return inside;
}

describe('draft/metadata-2 Capability', () => {
  it.each(['max-subs', 'max-keys', 'max-value-bytes'])('says how much it takes: %s', async (token) => {
    expect(await limit(token)).toBeGreaterThan(0);
  });
});

describe('METADATA SET', () => {
  it('sets and removes keys of oneself', async () => {
    const ann = await someone();
    for (const target of ['*', ann.nick]) {
      expect(await ann.ask(`METADATA ${target} SET url :http://www.example.com`)).toEqual([
        value(ann, target, 'url', 'http://www.example.com'),
      ]);
      expect(await ann.ask(`METADATA ${target} SET url :茶馆 🍵`)).toEqual([value(ann, target, 'url', '茶馆 🍵')]);
      expect(await ann.ask(`METADATA ${target} SET url`)).toEqual([notSet(ann, target, 'url')]);
      expect(answered(await ann.ask(`METADATA ${target} LIST`))).toEqual([]);
    }
  });

  it('takes the empty string for a value', async () => {
    const ann = await someone();
    expect(await ann.ask('METADATA * SET url :')).toEqual([value(ann, '*', 'url', '')]);
    expect(answered(await ann.ask('METADATA * GET url'))).toEqual([value(ann, '*', 'url', '')]);
  });

  it('sets keys of a channel for who administers it', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    expect(await ann.ask(`METADATA ${room} SET url :http://www.example.com`)).toEqual([
      value(ann, room, 'url', 'http://www.example.com'),
    ]);
    expect(await bob.ask(`METADATA ${room} SET url :http://evil.example.com`)).toEqual([
      fail('KEY_NO_PERMISSION', room, 'url'),
    ]);
    expect(answered(await bob.ask(`METADATA ${room} GET url`))).toEqual([
      value(bob, room, 'url', 'http://www.example.com'),
    ]);
  });

  it('KEY_NO_PERMISSION for somebody else', async () => {
    const [ann, bob] = [await someone(), await someone()];
    expect(await ann.ask(`METADATA ${bob.nick} SET url :x`)).toEqual([fail('KEY_NO_PERMISSION', bob.nick, 'url')]);
  });

  it.each(['$url$', 'Url', 'url!', 'ü'])('KEY_INVALID for %s', async (key) => {
    const ann = await someone();
    expect(await ann.ask(`METADATA * SET ${key} :x`)).toEqual([fail('KEY_INVALID', key)]);
  });

  it.each(['im.xmpp', 'a_b-c/d', 'draft/x', '0'])('takes the key %s', async (key) => {
    const ann = await someone();
    expect(await ann.ask(`METADATA * SET ${key} :x`)).toEqual([value(ann, '*', key, 'x')]);
  });

  it('KEY_NOT_SET for removing what is not there', async () => {
    const ann = await someone();
    expect(await ann.ask('METADATA * SET url')).toEqual([fail('KEY_NOT_SET', called('*', ann.nick), 'url')]);
  });

  it.each(['$a:user', '#no-such-room', 'nobodyatall'])('INVALID_TARGET for %s', async (target) => {
    const ann = await someone();
    expect(await ann.ask(`METADATA ${target} SET url :x`)).toEqual([fail('INVALID_TARGET', target)]);
  });

  it('VALUE_INVALID for more than max-value-bytes', async () => {
    const ann = await someone();
    const bytes = await limit('max-value-bytes');
    const most = 'x'.repeat(bytes);
    expect(await ann.ask(`METADATA * SET url :${most}`)).toEqual([value(ann, '*', 'url', most)]);
    expect(await ann.ask(`METADATA * SET url :${most}x`)).toEqual([fail('VALUE_INVALID')]);
    expect(answered(await ann.ask('METADATA * GET url'))).toEqual([value(ann, '*', 'url', most)]);
  });

  it('LIMIT_REACHED for more than max-keys', async () => {
    const ann = await someone();
    const keys = await limit('max-keys');
    for (let count = 0; count < keys; count++) {
      expect(await ann.ask(`METADATA * SET key${count} :x`)).toEqual([value(ann, '*', `key${count}`, 'x')]);
    }
    expect(await ann.ask('METADATA * SET another :x')).toEqual([fail('LIMIT_REACHED', called('*', ann.nick))]);
    expect(await ann.ask('METADATA * SET key0 :y')).toEqual([value(ann, '*', 'key0', 'y')]);
  });

  it('is answered with a label', async () => {
    const ann = await server.register(undefined, { caps: `${CAPS} labeled-response` });
    expect(answerTo('x', await ann.ask('@label=x METADATA * SET url :y'))).toEqual([value(ann, '*', 'url', 'y')]);
  });
});

describe('METADATA GET', () => {
  it('answers for every key in order', async () => {
    const [ann, bob] = [await someone(), await someone()];
    await bob.ask('METADATA * SET im.xmpp :user1@xmpp.example.com');
    const heard = await ann.ask(`METADATA ${bob.nick} GET blargh $bad$ im.xmpp`);
    expect(batchOf(heard, 'metadata').opening.params[2]).toBe(bob.nick);
    expect(answered(heard)).toEqual([
      notSet(ann, bob.nick, 'blargh'),
      fail('KEY_INVALID', '$bad$'),
      value(ann, bob.nick, 'im.xmpp', 'user1@xmpp.example.com'),
    ]);
  });

  it('INVALID_TARGET for who or what is not there', async () => {
    const ann = await someone();
    for (const target of [fresh(), freshRoom()]) {
      expect(await ann.ask(`METADATA ${target} GET url`)).toEqual([fail('INVALID_TARGET', target)]);
    }
  });
});

describe('METADATA LIST', () => {
  it('lists all keys, also of nobody who has any', async () => {
    const [ann, bob] = [await someone(), await someone()];
    expect(answered(await ann.ask(`METADATA ${bob.nick} LIST`))).toEqual([]);
    await bob.ask('METADATA * SET url :http://www.example.com');
    await bob.ask('METADATA * SET im.xmpp :user1@xmpp.example.com');
    const listed = answered(await ann.ask(`METADATA ${bob.nick} LIST`));
    expect(listed).toHaveLength(2);
    expect(listed).toContainEqual(value(ann, bob.nick, 'url', 'http://www.example.com'));
    expect(listed).toContainEqual(value(ann, bob.nick, 'im.xmpp', 'user1@xmpp.example.com'));
  });

  it('answers with nothing but INVALID_TARGET when there is nobody', async () => {
    const ann = await someone();
    expect(await ann.ask('METADATA nobodyatall LIST')).toEqual([fail('INVALID_TARGET', 'nobodyatall')]);
  });

  it('shows nothing of a secret channel to who is not in it', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    await ann.ask(`MODE ${room} +s`);
    await ann.ask(`METADATA ${room} SET url :secret`);
    const bob = await someone();
    expect(await bob.ask(`METADATA ${room} LIST`)).toEqual([fail('INVALID_TARGET', room)]);
  });
});

describe('METADATA CLEAR', () => {
  it('removes all keys, and tells which', async () => {
    const ann = await someone();
    for (const key of ['url', 'im.xmpp']) await ann.ask(`METADATA * SET ${key} :x`);
    const cleared = answered(await ann.ask('METADATA * CLEAR'));
    expect(cleared.map(({ params }) => params[2]).sort()).toEqual(['im.xmpp', 'url']);
    // "one RPL_KEYVALUE event per cleared key" there, "RPL_KEYNOTSET" for a removal elsewhere.
    expect(only(cleared, '761', '766')).toEqual(cleared);
    expect(answered(await ann.ask('METADATA * LIST'))).toEqual([]);
    expect(answered(await ann.ask('METADATA * CLEAR'))).toEqual([]);
  });

  it('KEY_NO_PERMISSION with an asterisk for others', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    for (const target of [ann.nick, room]) {
      expect(await bob.ask(`METADATA ${target} CLEAR`)).toEqual([fail('KEY_NO_PERMISSION', target, '*')]);
    }
  });
});

describe('Standard Replies', () => {
  it('SUBCOMMAND_INVALID for one that is not there', async () => {
    const ann = await someone();
    expect(await ann.ask('METADATA * destr0y')).toEqual([
      fail('SUBCOMMAND_INVALID', expect.stringMatching(/^destr0y$/i)),
    ]);
  });

  it('takes subcommands in any case', async () => {
    const ann = await someone();
    expect(await ann.ask('metadata * set url :x')).toEqual([value(ann, '*', 'url', 'x')]);
  });
});
