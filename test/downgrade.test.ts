// What plain text sees of IRC: docs/DOWNGRADE.md says it, here it is held. Both its tables are compared with what a real
// server sends to somebody who reads English and to somebody who reads Chinese.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connect, irc, plain, type TestClient } from './client.ts';
import { startServer } from './server.ts';

interface Row {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The rows of the page's table: its first cell, and the lines of its last. */
function rowsOf(page: string): Row[] {
  const text = readFileSync(new URL(`../docs/${page}`, import.meta.url), 'utf8');
  const rows = text.split('\n').filter((line) => line.startsWith('| '));
  // The first two are the table's head.
  return rows.slice(2).map((row) => {
    const [title = '', , examples = ''] = row.slice(2).split(' | ');
    return { title, lines: [...examples.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line) };
  });
}

/** Whoever speaks IRC here. */
interface Cast {
  readonly bob: TestClient;
  readonly carol: TestClient;
  readonly dan: TestClient;
  /** Of the server. */
  readonly port: number;
}

/** Sends lines of IRC and waits until they have been dealt with. */
async function does(client: TestClient, ...lines: string[]): Promise<string> {
  fences++;
  client.say(...lines, `PING fence${fences}`);
  return client.until(new RegExp(`PONG .*fence${fences}\r\n`));
}
let fences = 0;

/** Says something and gives its message id. */
async function says(client: TestClient, line: string): Promise<string> {
  const heard = await does(client, line);
  // Its own echo came last.
  const [, id = ''] = [...heard.matchAll(/msgid=([^; ]+)/g)].at(-1) ?? [];
  expect(id, line).not.toBe('');
  return id;
}

/** The same to both who read it. */
async function toBoth(act: (name: string) => Promise<unknown>): Promise<void> {
  for (const name of ['ann', '小红']) await act(name);
}

async function modes(bob: TestClient, ...changes: string[]): Promise<void> {
  await does(bob, ...changes.map((change) => `MODE #tea ${change}`));
}

/** What is done for a row, and before it, which no row is about. */
interface Act {
  readonly before?: (cast: Cast) => Promise<unknown>;
  readonly act: (cast: Cast) => Promise<unknown>;
}

/** In the order of the tables. */
const ACTS: readonly (Act | Act['act'])[] = [
  async ({ bob }) => {
    await does(bob, 'PRIVMSG #lobby :hello', 'PRIVMSG #tea :hello');
    await toBoth((name) => does(bob, `PRIVMSG ${name} :hello`));
  },
  ({ bob }) => does(bob, 'NOTICE #tea :the kettle is on'),
  ({ bob }) => does(bob, 'PRIVMSG #lobby :\x01ACTION pours tea\x01', 'PRIVMSG #tea :\x01ACTION pours tea\x01'),
  ({ bob }) => does(bob, 'PRIVMSG #tea :\x02bold\x02 \x0304,12red\x03 \x1d\x0fplain'),
  ({ bob }) =>
    does(
      bob,
      'BATCH +1 draft/multiline #tea',
      '@batch=1 PRIVMSG #tea :roses are',
      '@batch=1;draft/multiline-concat PRIVMSG #tea : red',
      '@batch=1 PRIVMSG #tea :',
      '@batch=1 PRIVMSG #tea :violets are blue',
      'BATCH -1',
    ),
  {
    before: ({ bob }) => toBoth((name) => does(bob, `MODE #tea +o ${name}`)),
    act: ({ bob }) => does(bob, 'PRIVMSG @#tea :who is carol?'),
  },
  async ({ bob, carol }) => {
    const id = await says(carol, 'PRIVMSG #tea :is it time?');
    await does(bob, `@+reply=${id} PRIVMSG #tea :I think so`);
  },
  ({ bob }) => does(bob, '@+reply=1;+draft/react=👍 TAGMSG #tea', '@+reply=1;+draft/unreact=👍 TAGMSG #tea'),
  ({ bob }) => does(bob, '@+typing=active TAGMSG #tea', '@+example=x TAGMSG ann', '@+example=x TAGMSG 小红'),
  ({ bob }) => toBoth((name) => does(bob, `PRIVMSG ${name} :\x01VERSION\x01`, `NOTICE ${name} :\x01VERSION x\x01`)),
  async ({ bob }) => {
    await does(bob, `REDACT #lobby ${await says(bob, 'PRIVMSG #lobby :it is eleven')}`);
    await does(bob, `REDACT #tea ${await says(bob, 'PRIVMSG #tea :it is eleven')} :wrong clock`);
    await toBoth(async (name) => does(bob, `REDACT ${name} ${await says(bob, `PRIVMSG ${name} :for carol`)}`));
  },
  async ({ bob, carol }) => {
    await does(bob, `REDACT #tea ${await says(carol, 'PRIVMSG #tea :buy my tea')} :no selling`);
  },
  ({ bob }) => does(bob, 'TOPIC #tea :green or black?', 'TOPIC #tea :'),
  ({ bob }) => does(bob, 'AWAY :lunch', 'AWAY *', 'AWAY'),
  { before: ({ dan }) => does(dan, 'AWAY :asleep'), act: ({ dan }) => does(dan, 'JOIN #tea') },
  ({ bob }) => modes(bob, '+q bob', '+o carol', '+hv carol carol', '-o carol', '-hv carol carol'),
  {
    before: ({ bob }) => does(bob, 'NS REGISTER s3cret'),
    act: ({ bob }) => does(bob, 'CS REGISTER #tea', 'PART #tea', 'JOIN #tea', 'CS DROP #tea'),
  },
  ({ bob }) => modes(bob, '+i', '+k cup', '+l 9', '+R', '-iklR cup'),
  ({ bob }) => modes(bob, '+m', '-m', '-n', '+M', '-M'),
  ({ bob }) => modes(bob, '+s', '-s', '-t', '+C'),
  ({ bob }) => modes(bob, '+b eve', '+b 192.0.2.1', '+b ~a:eve', '+b ~m:eve', '+e carol', '+I carol', '-b eve'),
  async ({ bob }) => {
    await does(bob, 'JOIN #quiet');
    await toBoth((name) => does(bob, `INVITE ${name} #quiet`));
  },
  { before: ({ carol }) => does(carol, 'PART #tea'), act: ({ bob }) => does(bob, 'INVITE carol #tea') },
  ({ bob }) => does(bob, 'KICK #tea dan :too loud'),
  ({ bob }) => does(bob, 'RENAME #tea #green :more precise'),
  ({ carol }) => does(carol, 'NICK karola'),
  ({ carol }) =>
    does(
      carol,
      'PRIVMSG NickServ :REGISTER s3cret',
      'PRIVMSG NickServ :IDENTIFY s3cret',
      'NS PASSWD s3cret t3a',
      `NS CERT ADD ${'ab'.repeat(32)}`,
    ),
  {
    before: async ({ bob, carol }) => {
      await does(carol, 'JOIN #green');
      await does(bob, 'CS REGISTER #green', 'MODE #green +q karola');
    },
    act: ({ bob }) => does(bob, 'NS DROP s3cret'),
  },
  ({ carol }) => does(carol, 'SETNAME :Karola', 'MODE karola +B', 'METADATA * SET avatar :https://example.org/k.png'),
  ({ bob }) => does(bob, 'OPER boss secret', 'WALLOPS :carol again'),
  async ({ carol }) => {
    await does(carol, 'NS SET ALWAYS-ON on');
    carol.say('QUIT');
    await carol.heard.toTheEnd();
  },
  async ({ port }) => void (await does(await irc(port, 'gast'), 'NS IDENTIFY karola t3a')),
  ({ bob }) => does(bob, 'KILL karola :selling again'),
  async ({ dan }) => {
    dan.say('QUIT :good night');
    await dan.heard.toTheEnd();
  },
];

/** Somebody with IRC and everything that the server offers. */
async function withEverything(port: number, name: string): Promise<TestClient> {
  const client = await connect(port, name);
  client.say('CAP LS 302');
  let offered = '';
  for (let more = true; more; ) {
    const [, star, list = ''] = /CAP \* LS (\* )?:(.*)\r\n/.exec(await client.until(/CAP \* LS .*\r\n/)) ?? [];
    more = star !== undefined;
    offered += ` ${list}`;
  }
  const caps = offered.split(' ').map((cap) => cap.split('=', 1)[0] ?? '');
  for (const cap of caps.filter((one) => one !== '')) {
    client.say(`CAP REQ :${cap}`);
    await client.until(new RegExp(`CAP \\S+ ACK :?${cap} ?\r\n`));
  }
  client.say('CAP END', `NICK ${name}`, `USER ${name} 0 * :${name}`);
  await client.until(/ 376 | 422 /);
  return client;
}

const ENGLISH = rowsOf('DOWNGRADE.md');
const CHINESE = rowsOf('DOWNGRADE.zh-CN.md');

test('plain text sees of IRC what the tables say', async () => {
  expect([ENGLISH.length, CHINESE.length]).toEqual([ACTS.length, ACTS.length]);
  const server = await startServer(
    ...['--lang', 'en', '--operator-name', 'boss', '--operator-password', 'secret'],
    ...['--commands-per-second', '1000', '--command-burst', '1000'],
  );
  const bob = await withEverything(server.port, 'bob');
  await does(bob, 'JOIN #lobby', 'JOIN #tea');
  const cast: Cast = {
    bob,
    carol: await withEverything(server.port, 'carol'),
    dan: await irc(server.port, 'dan'),
    port: server.port,
  };
  await does(cast.carol, 'JOIN #lobby', 'JOIN #tea');
  const ann = await plain(server.port, 'ann');
  const hong = await plain(server.port, '小红');
  hong.say('/lang zh-CN');
  for (const client of [ann, hong]) client.say('/join #tea');
  await ann.until('-- You are now speaking in #tea\n');
  await hong.until('-- 你现在在 #tea 说话\n');

  let marks = 0;
  /** What both have seen since the last time. */
  async function seen(): Promise<string[][]> {
    const mark = `bob: mark ${++marks}\n`;
    await does(bob, `PRIVMSG #lobby :mark ${marks}`);
    const texts = await Promise.all([ann, hong].map((client) => client.until(mark)));
    return texts.map((text) => text.split('\n').slice(0, -2));
  }

  for (const [index, row] of ACTS.entries()) {
    const { before, act }: Act = typeof row === 'function' ? { act: row } : row;
    await before?.(cast);
    await seen();
    await act(cast);
    const [english, chinese] = await seen();
    expect.soft(english, ENGLISH[index]?.title).toEqual(ENGLISH[index]?.lines);
    expect.soft(chinese, CHINESE[index]?.title).toEqual(CHINESE[index]?.lines);
  }
});

test('what is written goes on to a room that gets another name', async () => {
  const server = await startServer();
  const bob = await withEverything(server.port, 'bob');
  await does(bob, 'JOIN #tea');
  const ann = await plain(server.port, 'ann');
  ann.say('/join #tea', '/join #quiet', '/join #tea');
  await ann.until(/In #quiet.*in #tea\n/s);
  await does(bob, 'RENAME #tea #green');
  ann.say('hello?');
  await bob.until('PRIVMSG #green :hello?\r\n');
});
