// IRCv3 chathistory (draft/chathistory) and the `chathistory` batch type
import { describe, expect, it } from 'vitest';
import { answerTo, batchOf } from './batches.ts';
import { offered } from './capabilities.ts';
import { gathering } from './gathering.ts';
import { HISTORY_CAPS, history, say, sendLine, talk, texts } from './history.ts';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  freshRoom,
  from,
  isupport,
  message,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer();

async function person(caps = HISTORY_CAPS): Promise<ConformanceClient> {
  return server.register(undefined, { caps });
}

describe('Capabilities and ISUPPORT tokens', () => {
  it('are offered', async () => {
    const names = await offered(await server.connect());
    for (const name of ['draft/chathistory', 'draft/event-playback']) expect([...names.keys()]).toContain(name);
  });

  it('tell how much may be asked for, and by what', async () => {
    const tokens = isupport(await person());
    expect(Number(tokens.get('CHATHISTORY'))).toBeGreaterThan(0);
    expect(tokens.get('MSGREFTYPES')?.split(',').sort()).toEqual(['msgid', 'timestamp']);
  });
});

describe('CHATHISTORY Command', () => {
  it('answers with a batch that names the target as it is spelt, and the lines as they were', async () => {
    const { room, ann, bob, spoken } = await talk(server, 2);
    const heard = await bob.ask(`CHATHISTORY LATEST ${room.toUpperCase()} * 50`);
    const { opening, inside } = batchOf(heard, 'chathistory');
    expect(opening.params.slice(1)).toEqual(['chathistory', room]);
    expect(inside).toEqual([from(ann.nick, 'PRIVMSG', room, 'm1'), from(ann.nick, 'PRIVMSG', room, 'm2')]);
    expect(inside.map(({ tags }) => ({ id: tags.get('msgid'), time: tags.get('time') }))).toEqual(spoken);
  });

  it('answers with an empty batch when there is nothing', async () => {
    const { room, people } = await gathering(server, HISTORY_CAPS);
    expect(await history(people[0], `CHATHISTORY LATEST ${room} * 50`)).toEqual([]);
  });

  it('gives only messages and notices, and the client tags they had', async () => {
    const { room, people } = await gathering(server, HISTORY_CAPS, HISTORY_CAPS);
    const [ann, bob] = people;
    await sendLine(ann, `NOTICE ${room} :notice`);
    await sendLine(ann, `@+x=y PRIVMSG ${room} :\x01ACTION waves\x01`);
    await ann.ask(`@+draft/react=x TAGMSG ${room}`);
    for (const line of [`TOPIC ${room} :tea`, `MODE ${room} +m`, `PART ${room}`, `JOIN ${room}`]) await ann.ask(line);
    const heard = await history(bob, `CHATHISTORY LATEST ${room} * 50`);
    expect(heard).toEqual([
      from(ann.nick, 'NOTICE', room, 'notice'),
      from(ann.nick, 'PRIVMSG', room, '\x01ACTION waves\x01'),
    ]);
    expect(heard[1]?.tags.get('+x')).toBe('y');
  });

  it('does without the other capabilities', async () => {
    const { room, ann } = await talk(server, 2);
    const plain = await person('draft/chathistory');
    await plain.join(room);
    expect(await plain.ask(`CHATHISTORY LATEST ${room} * 50`)).toEqual([
      from(ann.nick, 'PRIVMSG', room, 'm1'),
      from(ann.nick, 'PRIVMSG', room, 'm2'),
    ]);
  });

  it('is answered with a label', async () => {
    const { room } = await talk(server, 2);
    const dan = await person(`${HISTORY_CAPS} labeled-response`);
    await dan.join(room);
    const heard = await dan.ask(`@label=x CHATHISTORY LATEST ${room} * 50`);
    expect(answerTo('x', heard).map(({ params }) => params[1])).toEqual(['m1', 'm2']);
    expect(heard[0]).toEqual(message('BATCH', expect.stringMatching(/^\+/), 'chathistory', room));
    expect(answerTo('y', await dan.ask(`@label=y CHATHISTORY LATEST ${fresh()} * 50`))).toEqual([
      message('FAIL', 'CHATHISTORY', 'INVALID_TARGET', 'LATEST', TEXT, TEXT),
    ]);
  });

  it('never gives more than CHATHISTORY says', async () => {
    const { room, people } = await gathering(server, HISTORY_CAPS);
    const [ann] = people;
    const most = Number(isupport(ann).get('CHATHISTORY'));
    for (let count = 0; count < most + 5; count++) ann.send(`PRIVMSG ${room} :${count}`);
    await ann.sync();
    const heard = await texts(ann, `CHATHISTORY LATEST ${room} * ${most + 5}`);
    expect([heard.length, heard[0], heard.at(-1)]).toEqual([most, '5', String(most + 4)]);
  });
});

describe('Subcommands', () => {
  it('LATEST', async () => {
    const { room, bob, reference } = await talk(server, 6);
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 2`)).toEqual(['m5', 'm6']);
    for (const type of ['msgid', 'timestamp']) {
      expect(await texts(bob, `CHATHISTORY LATEST ${room} ${reference(4, type)} 10`)).toEqual(['m5', 'm6']);
      expect(await texts(bob, `CHATHISTORY LATEST ${room} ${reference(2, type)} 2`)).toEqual(['m5', 'm6']);
      expect(await texts(bob, `chathistory latest ${room} ${reference(6, type)} 2`)).toEqual([]);
    }
  });

  it.each(['msgid', 'timestamp'])('BEFORE and AFTER a %s', async (type) => {
    const { room, bob, reference } = await talk(server, 6);
    expect(await texts(bob, `CHATHISTORY BEFORE ${room} ${reference(4, type)} 2`)).toEqual(['m2', 'm3']);
    expect(await texts(bob, `CHATHISTORY BEFORE ${room} ${reference(1, type)} 2`)).toEqual([]);
    expect(await texts(bob, `CHATHISTORY AFTER ${room} ${reference(3, type)} 2`)).toEqual(['m4', 'm5']);
    expect(await texts(bob, `CHATHISTORY AFTER ${room} ${reference(6, type)} 2`)).toEqual([]);
  });

  it.each(['msgid', 'timestamp'])('AROUND a %s', async (type) => {
    const { room, bob, reference } = await talk(server, 6);
    expect(await texts(bob, `CHATHISTORY AROUND ${room} ${reference(3, type)} 3`)).toEqual(['m2', 'm3', 'm4']);
    expect(await texts(bob, `CHATHISTORY AROUND ${room} ${reference(3, type)} 1`)).toEqual(['m3']);
    expect(await texts(bob, `CHATHISTORY AROUND ${room} ${reference(1, type)} 4`)).toEqual(['m1', 'm2', 'm3', 'm4']);
    expect(await texts(bob, `CHATHISTORY AROUND ${room} ${reference(6, type)} 3`)).toEqual(['m5', 'm6']);
  });

  it.each([
    ['msgid', 'msgid'],
    ['msgid', 'timestamp'],
    ['timestamp', 'msgid'],
    ['timestamp', 'timestamp'],
  ])('BETWEEN a %s and a %s, counted from the first', async (one, other) => {
    const { room, bob, reference } = await talk(server, 6);
    const between = (first: number, second: number, limit: number): Promise<unknown> =>
      texts(bob, `CHATHISTORY BETWEEN ${room} ${reference(first, one)} ${reference(second, other)} ${limit}`);
    expect(await between(1, 6, 10)).toEqual(['m2', 'm3', 'm4', 'm5']);
    expect(await between(1, 6, 2)).toEqual(['m2', 'm3']);
    expect(await between(6, 1, 2)).toEqual(['m4', 'm5']);
    expect(await between(6, 1, 10)).toEqual(['m2', 'm3', 'm4', 'm5']);
    expect(await between(3, 4, 10)).toEqual([]);
    expect(await between(3, 3, 10)).toEqual([]);
  });

  it('find nothing beyond a msgid of somewhere else', async () => {
    const { room, bob } = await talk(server, 2);
    const elsewhere = await talk(server, 1);
    for (const subcommand of ['BEFORE', 'AFTER', 'LATEST', 'AROUND']) {
      expect(await texts(bob, `CHATHISTORY ${subcommand} ${room} ${elsewhere.reference(1, 'msgid')} 9`)).toEqual([]);
    }
  });

  it('page through everything, backwards and forwards', async () => {
    const { room, bob, reference } = await talk(server, 7);
    const all = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7'];
    let read = await history(bob, `CHATHISTORY LATEST ${room} * 3`);
    for (let page = read; page.length > 0; read = [...page, ...read]) {
      page = await history(bob, `CHATHISTORY BEFORE ${room} msgid=${read[0]?.tags.get('msgid')} 3`);
    }
    expect(read.map(({ params }) => params[1])).toEqual(all);
    let onwards: readonly { params: readonly string[]; tags: ReadonlyMap<string, string> }[] = [];
    let last = reference(1, 'msgid');
    for (;;) {
      const page = await history(bob, `CHATHISTORY AFTER ${room} ${last} 2`);
      if (page.length === 0) break;
      onwards = [...onwards, ...page];
      last = `msgid=${page.at(-1)?.tags.get('msgid')}`;
    }
    expect(onwards.map(({ params }) => params[1])).toEqual(all.slice(1));
  });
});

describe('Errors and Warnings', () => {
  it.each([
    ['CHATHISTORY', '*'],
    ['CHATHISTORY NONSENSE %room * 5', 'NONSENSE'],
    ['CHATHISTORY LATEST', 'LATEST'],
    ['CHATHISTORY LATEST %room', 'LATEST'],
    ['CHATHISTORY LATEST %room *', 'LATEST'],
    ['CHATHISTORY LATEST %room * 5 5', 'LATEST'],
    ['CHATHISTORY BETWEEN %room msgid=a 5', 'BETWEEN'],
    ['CHATHISTORY TARGETS timestamp=2026-01-02T03:04:05.678Z 5', 'TARGETS'],
    ['CHATHISTORY TARGETS msgid=a msgid=b 5', 'TARGETS'],
    ['CHATHISTORY LATEST %room * many', 'LATEST'],
    ['CHATHISTORY LATEST %room * 0', 'LATEST'],
    ['CHATHISTORY LATEST %room * -5', 'LATEST'],
    ['CHATHISTORY BEFORE %room * 5', 'BEFORE'],
    ['CHATHISTORY BEFORE %room nonsense 5', 'BEFORE'],
    ['CHATHISTORY BEFORE %room msgid= 5', 'BEFORE'],
    ['CHATHISTORY BEFORE %room timestamp=yesterday 5', 'BEFORE'],
    ['CHATHISTORY BEFORE %room timestamp=2026-13-02T03:04:05.678Z 5', 'BEFORE'],
  ])('INVALID_PARAMS for %s', async (line, subcommand) => {
    const { room, people } = await gathering(server, HISTORY_CAPS);
    const [reply, ...rest] = await people[0].ask(line.replace('%room', room));
    expect(rest).toEqual([]);
    expect(reply?.params.slice(0, 3)).toEqual(['CHATHISTORY', 'INVALID_PARAMS', subcommand]);
    expect([reply?.verb, reply?.params.at(-1)]).toEqual(['FAIL', TEXT]);
  });

  it('INVALID_MSGREFTYPE for what messages cannot be named by', async () => {
    const { room, people } = await gathering(server, HISTORY_CAPS);
    expect(await people[0].ask(`CHATHISTORY BEFORE ${room} number=5 5`)).toEqual([
      message('FAIL', 'CHATHISTORY', 'INVALID_MSGREFTYPE', 'BEFORE', room, 'number=5', TEXT),
    ]);
  });
});

describe('with other extensions', () => {
  it('a message of several lines is one, and a batch of its own', async () => {
    const caps = `${HISTORY_CAPS} draft/multiline`;
    const { room, people } = await gathering(server, caps, HISTORY_CAPS);
    const [ann, bob] = people;
    ann.send(`BATCH +1 draft/multiline ${room}`);
    for (const text of ['one', 'two']) ann.send(`@batch=1 PRIVMSG ${room} :${text}`);
    const echo = await ann.ask('BATCH -1');
    const id = echo[0]?.tags.get('msgid');
    await say(ann, room, 'three');
    await bob.sync();
    const heard = await ann.ask(`CHATHISTORY LATEST ${room} * 2`);
    const { inside } = batchOf(heard, 'chathistory');
    expect(inside.map(({ verb, params }) => [verb, params.at(-1)])).toEqual([
      ['BATCH', room],
      ['BATCH', expect.stringMatching(/^-/)],
      ['PRIVMSG', 'three'],
    ]);
    expect(inside[0]?.tags.get('msgid')).toBe(id);
    expect(batchOf(heard, 'draft/multiline').inside.map(({ params }) => params[1])).toEqual(['one', 'two']);
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 2`)).toEqual(['one', 'two', 'three']);
  });

  it('what was taken back is not there (message-redaction "Chat history")', async () => {
    const { room, ann, bob, spoken, reference } = await talk(server, 3);
    await ann.ask(`REDACT ${room} ${spoken[1]?.id}`);
    await bob.sync();
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 50`)).toEqual(['m1', 'm3']);
    expect(await texts(bob, `CHATHISTORY AFTER ${room} ${reference(2, 'msgid')} 50`)).toEqual(['m3']);
    expect(await texts(bob, `CHATHISTORY AROUND ${room} ${reference(2, 'msgid')} 3`)).toEqual(['m1', 'm3']);
  });

  it('a room keeps its history under another name (channel-rename)', async () => {
    const { room, ann, bob } = await talk(server, 1);
    const name = freshRoom();
    await ann.ask(`RENAME ${room} ${name}`);
    await bob.sync();
    expect(await history(bob, `CHATHISTORY LATEST ${name} * 50`)).toEqual([from(ann.nick, 'PRIVMSG', name, 'm1')]);
    expect(only(await bob.ask(`CHATHISTORY LATEST ${room} * 50`), 'FAIL')).toHaveLength(1);
  });
});
