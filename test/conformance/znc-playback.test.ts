// znc.in/playback, as https://wiki.znc.in/Playback describes it, and what is replayed to who asks for nothing
import { describe, expect, it } from 'vitest';
import { batchOf } from './batches.ts';
import { gathering } from './gathering.ts';
import { HISTORY_CAPS, say } from './history.ts';
import { type ConformanceClient, conformanceServer, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch server-time message-tags echo-message znc.in/playback';

async function talk(count = 3) {
  const { room, people } = await gathering(server, HISTORY_CAPS);
  const [ann] = people;
  const spoken = await say(ann, room, ...Array.from({ length: count }, (_, index) => `m${index + 1}`));
  const seconds = spoken.map(({ time }) => (Date.parse(time) / 1000).toFixed(3));
  return { room, ann, seconds };
}

function said(heard: Awaited<ReturnType<ConformanceClient['sync']>>): unknown {
  return only(heard, 'PRIVMSG').map(({ params }) => params[1]);
}

describe('znc.in/playback', () => {
  it('plays nothing on joining, and what is asked for', async () => {
    const { room, ann, seconds } = await talk();
    const bob = await server.register(undefined, { caps: CAPS });
    expect(only(await bob.join(room), 'BATCH', 'PRIVMSG')).toEqual([]);
    const heard = await bob.ask(`PRIVMSG *playback :PLAY ${room} 0`);
    const { opening, inside } = batchOf(heard, 'chathistory');
    expect(opening.params[2]).toBe(room);
    expect(inside).toEqual(['m1', 'm2', 'm3'].map((text) => from(ann.nick, 'PRIVMSG', room, text)));
    expect(inside.every(({ tags }) => tags.has('time'))).toBe(true);
    expect(said(await bob.ask(`PRIVMSG *playback :play ${room} ${seconds[0]}`))).toEqual(['m2', 'm3']);
    expect(said(await bob.ask(`ZNC *playback PLAY ${room} ${seconds[0]} ${seconds[2]}`))).toEqual(['m2']);
    expect(said(await bob.ask('PRIVMSG *playback :PLAY #no*,#none 0'))).toEqual([]);
    expect(said(await bob.ask(`PRIVMSG *playback :PLAY ${room.slice(0, -1)}? 0`))).toEqual(['m1', 'm2', 'm3']);
  });

  it('is remembered for the rooms that are joined right after', async () => {
    const { room, seconds } = await talk();
    const bob = await server.register(undefined, { caps: CAPS });
    expect(await bob.ask(`PRIVMSG *playback :PLAY * ${seconds[0]}`)).toEqual([]);
    expect(said(await bob.join(room))).toEqual(['m2', 'm3']);
  });

  it('plays private conversations', async () => {
    const [ann, bob] = [
      await server.register(undefined, { caps: CAPS }),
      await server.register(undefined, { caps: CAPS }),
    ];
    await say(ann, bob.nick, 'hello');
    await bob.sync();
    const eve = await server.register(undefined, { caps: CAPS });
    for (const line of ['PLAY * 0', `PLAY ${ann.nick} 0`]) {
      expect(said(await bob.ask(`PRIVMSG *playback :${line}`))).toEqual(['hello']);
      expect(said(await eve.ask(`PRIVMSG *playback :${line}`))).toEqual([]);
    }
  });

  it('lists where there is something, and until when', async () => {
    const { room, ann, seconds } = await talk();
    expect(await ann.ask('PRIVMSG *playback LIST')).toEqual([
      from('*playback', 'PRIVMSG', ann.nick, `${room} 0 ${seconds[2]}`),
    ]);
  });

  it.each(['', 'NONSENSE', 'PLAY * yesterday', 'CLEAR *'])('explains itself to who says %j', async (text) => {
    const ann = await server.register(undefined, { caps: 'echo-message' });
    expect(await ann.ask(`PRIVMSG *playback :${text}`)).toEqual([from('*playback', 'NOTICE', ann.nick, TEXT)]);
    expect(await ann.ask('ZNC *status')).toEqual([message('401', ann.nick, '*status', TEXT)]);
  });
});

describe('who asks for nothing', () => {
  it('is shown the last messages on joining, in a batch with their times', async () => {
    const { room, ann } = await talk(22);
    const bob = await server.register(undefined, { caps: 'batch server-time' });
    const heard = await bob.join(room);
    const { opening, inside } = batchOf(heard, 'chathistory');
    expect(opening.params[2]).toBe(room);
    expect(inside.map(({ params }) => params[1])).toEqual(Array.from({ length: 20 }, (_, index) => `m${index + 3}`));
    expect(inside.every(({ tags }) => tags.has('time'))).toBe(true);
    expect(heard.findIndex(({ verb }) => verb === '366')).toBeLessThan(heard.indexOf(opening));
    expect(inside[0]).toEqual(from(ann.nick, 'PRIVMSG', room, 'm3'));
  });

  it('reads the time before the text if nothing else tells it', async () => {
    const { room, ann } = await talk(1);
    await ann.ask(`NOTICE ${room} :n`);
    await ann.ask(`PRIVMSG ${room} :\x01ACTION waves\x01`);
    const bob = await server.register();
    const heard = only(await bob.join(room), 'PRIVMSG', 'NOTICE').map(({ params }) => params[1]);
    const time = String.raw`\[(\d{4}-\d\d-\d\d )?\d\d:\d\d\]`;
    expect(heard).toEqual([
      expect.stringMatching(new RegExp(`^${time} m1$`)),
      expect.stringMatching(new RegExp(`^${time} n$`)),
      expect.stringMatching(new RegExp(`^\x01ACTION ${time} waves\x01$`)),
    ]);
  });

  it('is shown nothing in a room that is new', async () => {
    const { people } = await gathering(server, 'batch server-time');
    expect(only(await people[0].ask('PING x'), 'BATCH')).toEqual([]);
  });
});

describe('--replay', () => {
  const none = conformanceServer('--replay', '0');
  it('0 shows nothing', async () => {
    const { room, people } = await gathering(none, HISTORY_CAPS);
    await say(people[0], room, 'm1');
    const bob = await none.register();
    expect(only(await bob.join(room), 'PRIVMSG')).toEqual([]);
  });

  const two = conformanceServer('--replay', '2');
  it('2 shows two', async () => {
    const { room, people } = await gathering(two, HISTORY_CAPS);
    await say(people[0], room, 'm1', 'm2', 'm3');
    const bob = await two.register(undefined, { caps: 'server-time' });
    expect(said(await bob.join(room))).toEqual(['m2', 'm3']);
  });
});
