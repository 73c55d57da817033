// What is there again when a server has ended, one way or another, and is started with the same folder.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { ask, connect, irc, loggedIn, plain } from './client.ts';
import { enter, exitedWith, inTerminal } from './clients/tmux.ts';
import { BIN, type Logged, run } from './server.ts';

const PLACE = ['--host', '127.0.0.1', '--port', '0', '--lang', 'en'];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'chaguan-restart-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface Started {
  readonly port: number;
  /** All lines of the log up to that of this event. */
  until(event: string): Promise<readonly Logged[]>;
  /** It has no time to put anything in order. */
  kill(): Promise<void>;
}

async function start(data: string, ...options: string[]): Promise<Started> {
  const { process, output, exited } = run('serve', '--data', data, ...PLACE, '--log', 'json', ...options);
  const { port } = JSON.parse(await output.line()) as { port: number };
  return {
    port,
    async until(event) {
      const heard: Logged[] = [];
      do heard.push(JSON.parse(await output.line()));
      while (heard.at(-1)?.event !== event);
      return heard;
    },
    async kill() {
      process.kill('SIGKILL');
      await exited;
    },
  };
}

test('a registered room, after kill -9: its topic, modes, lists, and the roles of who is logged in', async () => {
  const data = folder();
  const first = await start(data);
  const [ann, bob] = [await irc(first.port, 'ann'), await irc(first.port, 'bob')];
  for (const one of [ann, bob]) {
    expect(await ask(one, 'REGISTER * * s3cret')).toContain('SUCCESS');
    await ask(one, 'JOIN #tea');
  }
  expect(await ask(ann, 'CS REGISTER #tea')).toContain('MODE #tea +r');
  await ask(ann, 'MODE #tea +ok-n bob sesame');
  await ask(ann, 'MODE #tea +b troll');
  await ask(ann, 'TOPIC #tea :green 茶');
  await first.kill();

  const second = await start(data);
  expect(await second.until('resumed')).toMatchObject([{ event: 'resumed', rooms: 1, bans: 0, locked: false }]);
  const eve = await irc(second.port, 'eve');
  expect(await ask(eve, 'JOIN #tea')).toContain(' 475 eve #tea ');
  const joined = await ask(eve, 'JOIN #tea sesame');
  expect(joined).toMatch(/ 332 eve #tea :green 茶\r\n.* 333 eve #tea ann \d+\r\n/);
  expect(joined).toContain(' 353 eve = #tea :eve\r\n');
  expect(await ask(eve, 'MODE #tea')).toMatch(/ 324 eve #tea \+trk sesame\r\n/);
  expect(await ask(eve, 'MODE #tea b')).toMatch(/ 367 eve #tea troll!\*@\* ann \d+\r\n/);
  expect(await ask(eve, 'MODE #tea +m')).toContain(' 482 ');

  const robert = await irc(second.port, 'robert');
  expect(await ask(robert, 'NS IDENTIFY bob s3cret')).toContain(' 900 ');
  // Who keeps order there needs no key.
  expect(await ask(robert, 'JOIN #tea')).toContain(' MODE #tea +o robert\r\n');
  expect(await ask(eve, 'NS IDENTIFY ann s3cret')).toContain(' MODE #tea +qo eve eve\r\n');
  expect(await ask(eve, 'CS DROP #tea')).toContain(' MODE #tea -r\r\n');
  await second.kill();

  const third = await start(data);
  const guest = await irc(third.port, 'guest');
  expect(await ask(guest, 'JOIN #tea')).toContain(' 353 guest = #tea :@guest\r\n');
});

test('with plain text: /keep, /login, /drop', async () => {
  const data = folder();
  const first = await start(data);
  const ann = await plain(first.port, 'Ann');
  ann.say('/join tea', '/keep', '/register s3cret', '/keep', '/topic green');
  await ann.until('-- You are not logged in.\n');
  await ann.until('-- Ann registered #tea: it stays, with its ops and settings\n-- Ann is an owner of #tea\n');
  await ann.until('-- Ann set the topic of #tea: green\n');
  await first.kill();

  const second = await start(data);
  const again = await connect(second.port);
  again.say('Ann', 's3cret', '/join tea', '/keep', '/drop tea', '/leave', '/rooms');
  const arrival = await again.until('-- You are now speaking in #tea\n');
  for (const line of ['-- Topic of #tea: green\n', '-- Ann is an owner of #tea\n']) expect(arrival).toContain(line);
  expect(await again.line()).toBe('-- #tea is registered already, by Ann.');
  expect(await again.line()).toBe('-- Ann dropped #tea: it ends when it is empty');
  await again.until('-- Rooms:\n');
  expect(await again.line()).toBe('-- #lobby (1 person)');
});

test('an account: its new password, what it has read; its end, and what is left of it to the others', async () => {
  const READ = 'timestamp=2020-01-02T03:04:05.678Z';
  const data = folder();
  const first = await start(data);
  const bob = await irc(first.port, 'bob');
  expect(await ask(bob, 'REGISTER * * s3cret')).toContain('SUCCESS');
  for (const target of ['#lobby', 'Ann']) await ask(bob, `MARKREAD ${target} ${READ}`);
  const ann = await plain(first.port, 'Ann');
  ann.say('/register s3cret', '/password wrong new', '/password s3cret a new one', '/password s3cret new one new one');
  await ann.until('-- That password is wrong.\n');
  await ann.until('write the new one twice.\n');
  await ann.until('-- The password of Ann is changed. Whoever is logged in stays so.\n');
  ann.say('@bob good evening');
  await bob.until(/:Ann!\S+ PRIVMSG bob :good evening\r\n/);
  await ask(bob, 'PRIVMSG Ann :good night');
  await first.kill();

  const second = await start(data);
  const again = await irc(second.port, 'robert');
  expect(await ask(again, 'NS IDENTIFY bob s3cret')).toContain(' 900 ');
  for (const target of ['#lobby', 'ann']) {
    expect(await ask(again, `MARKREAD ${target}`)).toContain(`MARKREAD ${target} ${READ}\r\n`);
  }
  const old = await connect(second.port);
  old.say('ann', 's3cret', 'new one', '/history @bob', '/unregister new', '/unregister new one');
  await old.until('-- That password is wrong. What is its password?');
  expect(await old.until('-- That password is wrong.\n')).toMatch(/Ann: good evening\n.*bob: good night\n/);
  expect(await old.until('-- You are logged out.\n')).toContain(
    '-- Ann is no longer registered; anybody may have the name.\n',
  );
  await second.kill();

  const third = await start(data);
  const friend = await irc(third.port, 'bob2');
  await ask(friend, 'NS IDENTIFY bob s3cret');
  const remembered = await ask(friend, 'CHATHISTORY LATEST ann * 10');
  expect(remembered).toMatch(/ PRIVMSG \S+ :good evening\r\n.* PRIVMSG \S+ :good night\r\n/);
  const stranger = await plain(third.port, 'Ann');
  stranger.say('/register hers', '/history @bob', '/history @bob2', '/search good');
  await stranger.until('-- The name Ann is yours now.');
  await stranger.until(
    '-- Nothing was said with bob before\n-- Nothing was said with bob2 before\n-- Nothing was found\n',
  );
  expect(await ask(friend, 'CHATHISTORY LATEST ann * 10')).not.toContain('good');
  expect(await ask(friend, 'SEARCH text=good')).toMatch(/good evening\r\n.*good night\r\n/);
});

test('what the operator has set: mode, limit, lock, bans; an option says otherwise', async () => {
  const data = folder();
  const screen = inTerminal([process.execPath, BIN, 'serve', '--data', data, ...PLACE], 100, 40);
  await screen.until(/^#lobby>$/m);
  const acts = ['/mode echo', '/limit 7', '/ban 192.0.2.1 spam', '/lock'];
  for (const act of acts) enter(screen, act);
  await screen.until(/host locked the server/);
  enter(screen, '/close');
  await screen.until(exitedWith(0));

  const second = await start(data);
  expect(await second.until('resumed')).toMatchObject([{ mode: 'echo', limit: 7, locked: true, bans: 1, rooms: 0 }]);
  const late = await connect(second.port);
  late.say('NICK late', 'USER late 0 * :late');
  expect(await late.until(/ERROR .*\r\n/)).toContain('locked');
  await second.kill();

  const third = await start(data, '--mode', 'desk', '--max-clients', '5');
  const heard = [...(await third.until('resumed'))];
  expect(heard).toMatchObject([
    { event: 'overruled', setting: 'mode', before: 'echo' },
    { event: 'overruled', setting: 'limit', before: '7' },
    { event: 'resumed', mode: null, limit: null, locked: true, bans: 1 },
  ]);
  await third.kill();

  const terminal = inTerminal([process.execPath, BIN, 'serve', '--data', data, ...PLACE], 100, 40);
  await terminal.until(/As before: mode echo, at most 7 guests, locked, nobody new gets in, bans: 1/);
  enter(terminal, '/unlock');
  await terminal.until(/host unlocked the server/);
});

test('what a later version has kept is left aside, and said so', async () => {
  const data = folder();
  const first = await start(data);
  await irc(first.port, 'ann');
  await first.kill();
  const database = new DatabaseSync(join(data, 'chaguan.db'));
  database.exec(`INSERT INTO fact (kind, key, value) VALUES ('poll', '#tea', '{}'), ('room', '#tea', '{"name":')`);
  database.close();
  const second = await start(data);
  const strange = await second.until('strange-fact');
  expect([...strange, ...(await second.until('strange-fact'))]).toMatchObject([
    { of: 'poll', key: '#tea' },
    { of: 'room', key: '#tea' },
  ]);
  await irc(second.port, 'ann');
});

test('a registered person stays while away, over kill -9, and reads what was missed, private messages too', async () => {
  const data = folder();
  const first = await start(data);
  const ann = await plain(first.port, 'ann');
  ann.say('/stay on', '/register s3cret', '/stay on', '/join tea', 'before');
  await ann.until('-- You are not logged in.\n');
  await ann.until(
    '-- From now on ann stays here when you disconnect, and you read what you missed when you come back.\n',
  );
  await ann.until('You are now speaking in #tea\n');
  const bob = await irc(first.port, 'bob');
  await ask(bob, 'CAP REQ away-notify', 'JOIN #tea');
  ann.finish();
  expect(await bob.until(/AWAY .*\r\n/)).toMatch(/:ann!\S+ AWAY :not connected\r\n/);
  expect(await ask(bob, 'PRIVMSG ann :secret', 'PRIVMSG #tea :one', 'WHOIS ann')).toMatch(
    / 301 bob ann :not connected\r\n.* 319 bob ann :#lobby @#tea\r\n.* 301 bob ann :not connected\r\n/s,
  );
  await first.kill();

  const second = await start(data);
  const ben = await irc(second.port, 'ben');
  expect(await ask(ben, 'JOIN #tea', 'PRIVMSG #tea :two')).toContain(' 353 ben = #tea :@ann ben\r\n');
  const back = await connect(second.port, 'ann again');
  back.say('ann', 's3cret');
  const read = await back.until('You are now speaking in #tea\n');
  expect(read.replaceAll(/\d\d:\d\d/g, 'TIME')).toContain(`-- Welcome back to Chaguan, ann. /help lists the commands.
-- While you were away, with bob (one message):
TIME [private] bob: secret
-- While you were away, in #tea (2 messages):
TIME [#tea] bob: one
TIME [#tea] ben: two
`);
  expect(read).not.toContain('before');
  back.finish();
  await second.until('detached');
  await ask(ben, 'PRIVMSG ann :and again');
  const { client, heard } = await loggedIn(second.port, 'ann', 'server-time', 'batch');
  expect(heard + (await ask(client))).toMatch(/ JOIN #tea\r\n.* BATCH \+\S+ chathistory ben\r\n.*:and again\r\n/s);
  client.finish();
  await second.until('detached');

  // Who asks for what was said in its rooms is shown the rest, if it could not ask for that on coming in.
  await ask(ben, 'PRIVMSG #tea :three', 'PRIVMSG ann :once more');
  const late = await irc(second.port, 'late');
  const caughtUp = await ask(late, 'CAP REQ :batch draft/chathistory', 'NS IDENTIFY ann s3cret');
  expect(caughtUp).toMatch(/ JOIN #tea\r\n.* BATCH \+\S+ chathistory ben\r\n.* once more\r\n/s);
  expect(caughtUp).not.toContain('three');
  expect(await ask(late, 'NS SET ALWAYS-ON off')).toContain('ann leaves when you disconnect');
});
