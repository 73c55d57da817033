// IRCv3 read-marker (draft/read-marker)
import { describe, expect, it } from 'vitest';
import { plain, registered } from './accounts.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, freshRoom, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'draft/read-marker server-time echo-message';
const FORM = /^timestamp=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The time of something that was said just now. */
async function said(client: ConformanceClient, target: string): Promise<string> {
  const [echo] = only(await client.ask(`PRIVMSG ${target} :hi`), 'PRIVMSG');
  return `timestamp=${echo?.tags.get('time')}`;
}

/** Two times of which the first is earlier. */
async function twoTimes(client: ConformanceClient, target: string): Promise<[string, string]> {
  const first = await said(client, target);
  for (;;) {
    const second = await said(client, target);
    if (second !== first) return [first, second];
  }
}

describe('MARKREAD client set command', () => {
  it('is answered with what is stored', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    await ann.join(room);
    const time = await said(ann, room);
    expect(time).toMatch(FORM);
    expect(await ann.ask(`MARKREAD ${room} ${time}`)).toEqual([message('MARKREAD', room, time)]);
    expect(await ann.ask(`MARKREAD ${room}`)).toEqual([message('MARKREAD', room, time)]);
  });

  it('is for people too', async () => {
    const [ann, bob] = [await server.register(undefined, { caps: CAPS }), await server.register()];
    expect(await ann.ask(`MARKREAD ${bob.nick}`)).toEqual([message('MARKREAD', bob.nick, '*')]);
    const time = await said(ann, bob.nick);
    expect(await ann.ask(`MARKREAD ${bob.nick} ${time}`)).toEqual([message('MARKREAD', bob.nick, time)]);
    expect(await ann.ask(`MARKREAD ${bob.nick}`)).toEqual([message('MARKREAD', bob.nick, time)]);
  });

  it('only ever moves on', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    await ann.join(room);
    const [earlier, later] = await twoTimes(ann, room);
    await ann.ask(`MARKREAD ${room} ${earlier}`);
    expect(await ann.ask(`MARKREAD ${room} ${later}`)).toEqual([message('MARKREAD', room, later)]);
    expect(await ann.ask(`MARKREAD ${room} ${earlier}`)).toEqual([message('MARKREAD', room, later)]);
    expect(await ann.ask(`MARKREAD ${room} ${later}`)).toEqual([message('MARKREAD', room, later)]);
  });

  it('is known by each target apart, whatever its case', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const [first, second] = [freshRoom(), freshRoom()];
    for (const room of [first, second]) await ann.join(room);
    const time = await said(ann, first);
    await ann.ask(`MARKREAD ${first} ${time}`);
    expect(await ann.ask(`MARKREAD ${second}`)).toEqual([message('MARKREAD', second, '*')]);
    const [again] = await ann.ask(`MARKREAD ${first.toUpperCase()}`);
    expect(again?.params[1]).toBe(time);
  });
});

describe('MARKREAD client get command', () => {
  it('is answered with an asterisk when nothing is known', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    await ann.join(room);
    expect(await ann.ask(`MARKREAD ${room}`)).toEqual([message('MARKREAD', room, '*')]);
  });
});

describe('Command flows', () => {
  it('sends the marker after JOIN and before the end of the names', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    const first = await ann.join(room);
    expect(only(first, 'JOIN', 'MARKREAD', '366').map(({ verb }) => verb)).toEqual(['JOIN', 'MARKREAD', '366']);
    expect(first).toContainEqual(message('MARKREAD', room, '*'));
    const time = await said(ann, room);
    await ann.ask(`MARKREAD ${room} ${time}`);
    await ann.ask(`PART ${room}`);
    expect(await ann.join(room)).toContainEqual(message('MARKREAD', room, time));
  });

  it('sends it without the names too', async () => {
    const ann = await server.register(undefined, { caps: `${CAPS} no-implicit-names` });
    const room = freshRoom();
    expect((await ann.join(room)).map(({ verb }) => verb)).toEqual(['JOIN', 'MARKREAD']);
  });

  it('sends none on JOIN to who has not asked for it', async () => {
    const ann = await server.register();
    expect(only(await ann.join(freshRoom()), 'MARKREAD')).toEqual([]);
  });

  it('tells the other clients of the same person', async () => {
    const ann = await registered(server, { caps: CAPS });
    const phone = await server.register(undefined, { caps: `${CAPS} sasl` });
    await plain(phone, ann.nick);
    await phone.sync();
    const room = freshRoom();
    for (const client of [ann, phone]) await client.join(room);
    await ann.sync();
    const time = await said(ann, room);
    await phone.sync();
    await ann.ask(`MARKREAD ${room} ${time}`);
    expect(await phone.sync()).toEqual([message('MARKREAD', room, time)]);
  });
});

describe('Errors and Warnings', () => {
  it('NEED_MORE_PARAMS for no target', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    expect(await ann.ask('MARKREAD')).toEqual([message('FAIL', 'MARKREAD', 'NEED_MORE_PARAMS', TEXT)]);
  });

  it.each([
    '*',
    'yesterday',
    '2019-01-04T14:33:26.123Z',
    'timestamp=',
    'timestamp=yesterday',
    'timestamp=*',
    'timestamp=2019-13-45T25:61:61.123Z',
    'timestamp=2019-01-04 14:33:26.123Z',
  ])('INVALID_PARAMS for %s', async (timestamp) => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    await ann.join(room);
    const [fail, ...rest] = await ann.ask(`MARKREAD ${room} :${timestamp}`);
    expect(rest).toEqual([]);
    expect(fail?.verb).toBe('FAIL');
    expect(fail?.params.slice(0, 2)).toEqual(['MARKREAD', 'INVALID_PARAMS']);
    expect(await ann.ask(`MARKREAD ${room}`)).toEqual([message('MARKREAD', room, '*')]);
  });

  it('INVALID_PARAMS, or nothing known, for what is no room and nobody', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const [reply, ...rest] = await ann.ask('MARKREAD #no,such!room');
    expect(rest).toEqual([]);
    expect(['FAIL', 'MARKREAD']).toContain(reply?.verb);
  });
});

describe('Security Considerations', () => {
  it('discloses no marker to others', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [ann, bob] = people;
    const time = await said(ann, room);
    await bob.sync();
    await ann.ask(`MARKREAD ${room} ${time}`);
    await ann.ask(`MARKREAD ${bob.nick} ${time}`);
    expect(await bob.sync()).toEqual([]);
    expect(await bob.ask(`MARKREAD ${room}`)).toEqual([message('MARKREAD', room, '*')]);
  });

  it('gives nobody the markers of who had the name before', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    const room = freshRoom();
    await ann.join(room);
    await ann.ask(`MARKREAD ${room} ${await said(ann, room)}`);
    ann.send('QUIT');
    await ann.closed;
    const next = await server.register(ann.nick, { caps: CAPS });
    expect(await next.join(room)).toContainEqual(message('MARKREAD', room, '*'));
  });
});
