// ChanServ and the channel mode r: no specification has them, but many servers do (InspIRCd, UnrealIRCd and Ergo among them).
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { account, registered } from './accounts.ts';
import {
  type ConformanceClient,
  conformanceServer,
  freshRoom,
  from,
  isupport,
  meet,
  message,
  OPER,
  OPERATOR_OPTIONS,
  only,
  TEXT,
} from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);

/** What ChanServ says to this, and all else that comes with it. */
async function tell(client: ConformanceClient, line: string): Promise<Message[]> {
  const heard = await client.ask(`PRIVMSG ChanServ :${line}`);
  const said = only(heard, 'NOTICE');
  expect(said.length).toBeGreaterThan(0);
  for (const notice of said) expect(notice).toEqual(from('ChanServ', 'NOTICE', client.nick, TEXT));
  return heard;
}

/** Somebody who is logged in, and founder of a room, in it. */
async function founder(room = freshRoom()): Promise<{ ann: ConformanceClient; room: string }> {
  const ann = await registered(server);
  await ann.join(room);
  expect(changes(await tell(ann, `REGISTER ${room}`), room)).toEqual(['+r', `+q ${ann.nick}`]);
  return { ann, room };
}

async function modes(asker: ConformanceClient, room: string): Promise<string> {
  return (await asker.ask(`MODE ${room}`)).find(({ verb }) => verb === '324')?.params[2] ?? '';
}

/** The name of somebody in RPL_NAMREPLY with the sign before it. */
async function named(asker: ConformanceClient, room: string, nick: string): Promise<string | undefined> {
  const replies = only(await asker.ask(`NAMES ${room}`), '353');
  return replies
    .flatMap(({ params }) => (params[3] ?? '').split(' '))
    .find((name) => name.replace(/^\W+/, '') === nick);
}

describe('the mode r', () => {
  it('is one of the flags of CHANMODES', async () => {
    const ann = await server.register();
    expect(isupport(ann).get('CHANMODES')?.split(',')[3]).toContain('r');
  });

  it('is set by the server when a room is registered, and told to everybody in it', async () => {
    const [ann, bob, room] = [await registered(server), await server.register(), freshRoom()];
    await meet(room, ann, bob);
    await tell(ann, `REGISTER ${room}`);
    const heard = only(await bob.sync(), 'MODE');
    expect(changes(heard, room)).toEqual(['+r', `+q ${ann.nick}`]);
    for (const { source } of heard) expect(source).not.toContain('!');
    expect(await modes(bob, room)).toContain('r');
    await tell(ann, `DROP ${room}`);
    expect(changes(await bob.sync(), room)).toEqual(['-r']);
    expect(await modes(bob, room)).not.toContain('r');
  });

  it('cannot be changed by anybody else (468), and the rest is done', async () => {
    const { ann, room } = await founder();
    const heard = await ann.ask(`MODE ${room} -r+m`);
    expect(only(heard, '468')).toEqual([message('468', ann.nick, room, TEXT)]);
    expect(changes(heard, room)).toEqual(['+m']);
    expect(await modes(ann, room)).toMatch(/^\+(?=.*r)(?=.*m)/);
  });
});

describe('REGISTER', () => {
  it('keeps a room when nobody is in it', async () => {
    const { ann, room } = await founder();
    await ann.ask(`TOPIC ${room} :green tea`);
    await ann.ask(`MODE ${room} +ikb-t sesame *!*@192.0.2.1`);
    await ann.ask(`PART ${room}`);
    const bob = await server.register();
    expect(await modes(bob, room)).toMatch(/^\+(?=.*r)(?=.*i)(?!.*t)/);
    const joined = await ann.join(room);
    expect(joined).toContainEqual(message('332', ann.nick, room, 'green tea'));
    expect(only(await ann.ask(`MODE ${room} +b`), '367')).toHaveLength(1);
  });

  it('is for those who may, and are logged in', async () => {
    const [ann, bob, room] = [await registered(server), await registered(server), freshRoom()];
    await meet(room, ann, bob);
    const guest = await server.register();
    const other = freshRoom();
    await guest.join(other);
    const attempts: [ConformanceClient, string][] = [
      [bob, room],
      [bob, other],
      [bob, freshRoom()],
      [bob, 'noroom'],
      [guest, other],
      [ann, '#lobby'],
    ];
    for (const [client, target] of attempts) {
      const heard = await tell(client, `REGISTER ${target}`);
      expect(only(heard, 'MODE', '400', '403', '442', '482'), target).toEqual([]);
      expect(await modes(client, target), target).not.toContain('r');
    }
  });

  it('can be asked for with CS and CHANSERV, in any case', async () => {
    for (const verb of ['CS', 'chanserv']) {
      const [ann, room] = [await registered(server), freshRoom()];
      await ann.join(room);
      const heard = await ann.ask(`${verb} register ${room}`);
      expect(changes(heard, room)).toContain('+r');
      expect(only(heard, 'NOTICE')).toEqual([from('ChanServ', 'NOTICE', ann.nick, TEXT)]);
    }
  });
});

describe('roles', () => {
  it('come back on JOIN to who is logged in, and are told to everybody', async () => {
    const { ann, room } = await founder();
    const bob = await registered(server);
    await bob.join(room);
    await ann.ask(`MODE ${room} +o ${bob.nick}`);
    await bob.ask(`PART ${room}`);
    await ann.sync();
    expect(changes(await bob.join(room), room)).toEqual([`+o ${bob.nick}`]);
    const heard = await ann.sync();
    expect(heard.map(({ verb }) => verb)).toEqual(['JOIN', 'MODE']);
    expect(changes(heard, room)).toEqual([`+o ${bob.nick}`]);
    expect(await named(ann, room, bob.nick)).toBe(`@${bob.nick}`);
  });

  it('come back on logging in, also under another name', async () => {
    const { ann, room } = await founder();
    const name = await account(server);
    const bob = await server.register();
    await bob.join(room);
    await bob.ask(`PRIVMSG NickServ :IDENTIFY ${name} open-sesame`);
    await ann.sync();
    await ann.ask(`MODE ${room} +v ${bob.nick}`);
    bob.send('QUIT');
    await bob.closed;
    const again = await server.register();
    await again.join(room);
    expect(await named(again, room, again.nick)).toBe(again.nick);
    const heard = await again.ask(`PRIVMSG NickServ :IDENTIFY ${name} open-sesame`);
    expect(changes(heard, room)).toEqual([`+v ${again.nick}`]);
    expect(await named(again, room, again.nick)).toBe(`+${again.nick}`);
  });

  it('are not for the first who comes in, nor for who is not logged in', async () => {
    const { ann, room } = await founder();
    await ann.ask(`PART ${room}`);
    const bob = await server.register();
    expect(changes(await bob.join(room), room)).toEqual([]);
    expect(await named(bob, room, bob.nick)).toBe(bob.nick);
    expect(only(await bob.ask(`MODE ${room} +m`), '482')).toHaveLength(1);
  });

  it('are gone when they were taken, also from somebody who is not there', async () => {
    const { ann, room } = await founder();
    const [bob, cat] = [await registered(server), await registered(server)];
    for (const one of [bob, cat]) {
      await one.join(room);
      await ann.ask(`MODE ${room} +o ${one.nick}`);
    }
    await ann.ask(`MODE ${room} -o ${bob.nick}`);
    await cat.ask(`PART ${room}`);
    expect(changes(await ann.ask(`MODE ${room} -o ${cat.nick}`), room)).toEqual([`-o ${cat.nick}`]);
    await bob.ask(`PART ${room}`);
    for (const one of [bob, cat]) {
      expect(changes(await one.join(room), room)).toEqual([]);
      expect(await named(ann, room, one.nick)).toBe(one.nick);
    }
  });
});

describe('DROP', () => {
  it('is for the founder, wherever that is', async () => {
    const { ann, room } = await founder();
    const bob = await registered(server);
    await bob.join(room);
    await ann.ask(`MODE ${room} +o ${bob.nick}`);
    await tell(bob, `DROP ${room}`);
    expect(await modes(bob, room)).toContain('r');
    await ann.ask(`PART ${room}`);
    await tell(ann, `DROP ${room}`);
    expect(await modes(bob, room)).not.toContain('r');
    await bob.ask(`PART ${room}`);
    expect(await bob.ask(`MODE ${room}`)).toEqual([message('403', bob.nick, room, TEXT)]);
  });

  it('is for operators too', async () => {
    const { ann, room } = await founder();
    const root = await server.register();
    await root.ask(OPER);
    await tell(root, `DROP ${room}`);
    expect(changes(await ann.sync(), room)).toEqual(['-r']);
  });
});

describe('INFO', () => {
  const said = (heard: readonly Message[]): string =>
    only(heard, 'NOTICE')
      .map(({ params }) => params[1])
      .join('\n');

  it('tells who has registered a room, and those who keep order there who is what', async () => {
    const { ann, room } = await founder();
    const [bob, guest] = [await registered(server), await server.register()];
    await bob.join(room);
    await ann.ask(`MODE ${room} +v ${bob.nick}`);
    expect(said(await tell(guest, `INFO ${room}`))).toContain(ann.nick);
    expect(said(await tell(guest, `INFO ${room}`))).not.toContain(bob.nick);
    expect(said(await tell(ann, `INFO ${room}`))).toContain(bob.nick);
  });

  it('tells nothing of a secret room to who has nothing to do with it', async () => {
    const { ann, room } = await founder();
    await ann.ask(`MODE ${room} +s`);
    const guest = await server.register();
    const missing = said(await tell(guest, `INFO ${freshRoom()}`));
    expect(said(await tell(guest, `INFO ${room}`)).replace(room, '')).toBe(missing.replace(/#\w+/, ''));
    await ann.ask(`PART ${room}`);
    expect(said(await tell(ann, `INFO ${room}`))).toContain(ann.nick);
  });
});

describe('what is told ChanServ', () => {
  it('is answered with help if it is not understood', async () => {
    const ann = await server.register();
    for (const line of ['HELP', 'hello?', 'REGISTER', 'INFO']) {
      const heard = only(await tell(ann, line), 'NOTICE').map(({ params }) => params[1]);
      expect(heard.join('\n')).toMatch(/REGISTER[\s\S]*DROP/);
    }
  });

  it('is echoed to who wants it, and nobody else can be called so', async () => {
    const ann = await server.register(undefined, { caps: 'echo-message' });
    const heard = await tell(ann, 'INFO #lobby');
    expect(only(heard, 'PRIVMSG')).toEqual([from(ann.nick, 'PRIVMSG', 'ChanServ', 'INFO #lobby')]);
    expect(only(await ann.ask('NICK ChanServ'), '432')).toHaveLength(1);
  });

  it('says nothing of what else the same line asked for', async () => {
    const { ann, room } = await founder();
    const heard = await ann.ask(`PRIVMSG #nowhere,ChanServ :INFO ${room}`);
    expect(only(heard, '403')).toEqual([message('403', ann.nick, '#nowhere', TEXT)]);
    expect(only(heard, 'NOTICE')).toHaveLength(3);
  });
});
