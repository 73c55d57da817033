// soju.im/search, as soju's doc/ext/search.md describes it
import { describe, expect, it } from 'vitest';
import { answerTo, batchOf } from './batches.ts';
import { offered } from './capabilities.ts';
import { gathering } from './gathering.ts';
import { HISTORY_CAPS, history, say, sendLine, texts } from './history.ts';
import { conformanceServer, fresh, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = `${HISTORY_CAPS} soju.im/search`;
const BATCH = 'soju.im/search';

async function talk() {
  const { room, people } = await gathering(server, CAPS, CAPS);
  const [ann, bob] = people;
  const spoken = [
    ...(await say(ann, room, 'green tea', 'That was fast!')),
    ...(await say(bob, room, 'Fasting is hard.')),
    ...(await say(ann, room, 'black tea')),
  ];
  for (const one of people) await one.sync();
  return { room, ann, bob, spoken };
}

describe('SEARCH Command', () => {
  it('is offered', async () => {
    expect([...(await offered(await server.connect())).keys()]).toContain(BATCH);
  });

  it('answers with a batch of what matches, oldest first, as it was sent', async () => {
    const { room, ann, bob, spoken } = await talk();
    const { opening, inside } = batchOf(await bob.ask(`SEARCH text=fast;in=${room}`), BATCH);
    expect(opening.params.slice(1)).toEqual([BATCH]);
    expect(inside).toEqual([
      from(ann.nick, 'PRIVMSG', room, 'That was fast!'),
      from(bob.nick, 'PRIVMSG', room, 'Fasting is hard.'),
    ]);
    expect(inside.map(({ tags }) => ({ id: tags.get('msgid'), time: tags.get('time') }))).toEqual(spoken.slice(1, 3));
  });

  it('answers with an empty batch when there is nothing', async () => {
    const { room, bob } = await talk();
    expect(await history(bob, `SEARCH before=2010-01-01T00:00:00.000Z;in=${room}`, BATCH)).toEqual([]);
    expect(await history(bob, `SEARCH text=coffee;in=${room}`, BATCH)).toEqual([]);
  });

  it('does without batches, and with labels', async () => {
    const { room } = await talk();
    const plain = await server.register(undefined, { caps: 'soju.im/search draft/chathistory' });
    await plain.join(room);
    expect((await plain.ask(`SEARCH text=tea;in=${room}`)).map(({ params }) => params[1])).toEqual([
      'green tea',
      'black tea',
    ]);
    const dan = await server.register(undefined, { caps: `${CAPS} labeled-response` });
    await dan.join(room);
    expect(answerTo('x', await dan.ask(`@label=x SEARCH in=${room};text=black`))).toHaveLength(1);
  });
});

describe('Standard search attributes', () => {
  it('in, from, after, before, text, limit', async () => {
    const { room, ann, bob, spoken } = await talk();
    const search = (attributes: string): Promise<unknown> => texts(bob, `SEARCH ${attributes};in=${room}`, BATCH);
    const [, second, third] = spoken;
    expect(await search(`from=${ann.nick}`)).toEqual(['green tea', 'That was fast!', 'black tea']);
    expect(await search(`from=${bob.nick.toUpperCase()}`)).toEqual(['Fasting is hard.']);
    expect(await search(`after=${third?.time}`)).toEqual(['Fasting is hard.', 'black tea']);
    expect(await search(`before=${second?.time}`)).toEqual(['green tea', 'That was fast!']);
    expect(await search(`after=${second?.time};before=${third?.time}`)).toEqual(['That was fast!', 'Fasting is hard.']);
    expect(await search('text=TEA')).toEqual(['green tea', 'black tea']);
    expect(await search('text=tea\\sgreen')).toEqual(['green tea']);
    expect(await search('text=tea;limit=1')).toEqual(['black tea']);
    expect(await search(`text=tea;from=${bob.nick}`)).toEqual([]);
    expect(await search('unknown=x;text=black')).toEqual(['black tea']);
  });

  it('a private conversation, and everywhere', async () => {
    const { room, ann, bob } = await talk();
    const word = fresh('needle');
    await say(ann, bob.nick, `${word} private`);
    await say(bob, room, `${word} in the room`);
    await ann.sync();
    expect(await texts(bob, `SEARCH in=${ann.nick};text=${word}`, BATCH)).toEqual([`${word} private`]);
    expect(await texts(bob, `SEARCH text=${word}`, BATCH)).toEqual([`${word} private`, `${word} in the room`]);
    const eve = await server.register(undefined, { caps: CAPS });
    expect(await texts(eve, `SEARCH text=${word}`, BATCH)).toEqual([]);
    expect(await texts(eve, `SEARCH in=${ann.nick};text=${word}`, BATCH)).toEqual([]);
    await eve.join(room);
    expect(await texts(eve, `SEARCH text=${word}`, BATCH)).toEqual([`${word} in the room`]);
  });

  it('finds only messages, and not those for others', async () => {
    const { room, ann, bob } = await talk();
    await sendLine(ann, `NOTICE ${room} :tea notice`);
    await sendLine(ann, `PRIVMSG @${room} :tea for ops`);
    await sendLine(ann, `PRIVMSG ${room} :\x01TEA?\x01`);
    await ann.ask(`TOPIC ${room} :tea`);
    await bob.sync();
    const found = await history(bob, `SEARCH text=tea;in=${room}`, BATCH);
    expect(found.map(({ params }) => params[1])).toEqual(['green tea', 'black tea', 'tea notice']);
    expect(await texts(ann, `SEARCH text=ops;in=${room}`, BATCH)).toEqual(['tea for ops']);
    // Under another name it is still the room's.
    await ann.ask(`RENAME ${room} ${room}x`);
    await ann.ask(`JOIN ${room}`);
    await bob.sync();
    await bob.ask(`JOIN ${room}`);
    await ann.ask(`MODE ${room} +o ${bob.nick}`);
    await bob.sync();
    expect(await texts(bob, 'SEARCH text=ops', BATCH)).toEqual([]);
    expect(await texts(ann, 'SEARCH text=ops', BATCH)).toEqual(['tea for ops']);
  });
});

describe('Errors and Warnings', () => {
  it.each(['after=yesterday', 'before=x', 'limit=0', 'limit=x', 'in=#no-such-room', 'in=no-such-nick'])(
    'INVALID_PARAMS for %s',
    async (attribute) => {
      const ann = await server.register(undefined, { caps: CAPS });
      expect(await ann.ask(`SEARCH ${attribute}`)).toEqual([
        message('FAIL', 'SEARCH', 'INVALID_PARAMS', attribute.replace(/=.*/, ''), TEXT),
      ]);
    },
  );

  it('needs its parameter', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    expect(only(await ann.ask('SEARCH'), '461')).toHaveLength(1);
  });
});
