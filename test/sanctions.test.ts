// Bans, as people of all protocols meet them: of a room, and of the house over a restart.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connect, irc, plain, type TestClient } from './client.ts';
import { enter, exitedWith, inTerminal } from './clients/tmux.ts';
import { start } from './program.ts';
import { BIN, run, startServer } from './server.ts';

const PLACE = ['--host', '127.0.0.1', '--port', '0', '--lang', 'en'];

/** All that came until this was answered. */
async function ask(client: TestClient, line: string): Promise<string> {
  client.say(line, 'PING done');
  return client.until(/PONG \S+ :?done\r\n/);
}

/** Somebody who comes with an account (SASL PLAIN), up to the answer to USER. */
async function comesAs(port: number, account: string, password: string): Promise<string> {
  const client = await connect(port, account);
  const secret = Buffer.from(`\0${account}\0${password}`).toString('base64');
  client.say(
    'CAP REQ :sasl',
    `NICK ${account}`,
    `USER ${account} 0 * :x`,
    'AUTHENTICATE PLAIN',
    `AUTHENTICATE ${secret}`,
  );
  await client.until(/ 903 .*\r\n/);
  client.say('CAP END');
  return client.until(/ (?:001|465) .*\r\n/);
}

test('a ban of a room says why and until when, and ends: in plain text and IRC', async () => {
  const server = await startServer();
  const [bob, eve, cat] = [
    await plain(server.port, 'bob'),
    await irc(server.port, 'eve'),
    await irc(server.port, 'cat'),
  ];
  bob.say('/join tea');
  await bob.until('speaking in #tea\n');
  for (const one of [eve, cat]) await ask(one, 'JOIN #tea');
  bob.say('/ban eve 2h too loud');
  const until = String.raw`until \d{4}-\d\d-\d\d \d\d:\d\d UTC\S*`;
  await eve.until(new RegExp(`KICK #tea eve :too loud ${until}\r\n`));
  await bob.until(new RegExp(`-- bob put eve out of #tea ${until} \\(too loud\\)\n`));
  expect(await ask(eve, 'JOIN #tea')).toMatch(
    new RegExp(` 474 eve #tea :.*you are banned there ${until}: too loud\\.`),
  );
  bob.say('/bans');
  await bob.until(new RegExp(`-- Banned from #tea:\n-- eve, by bob ${until}: too loud\n`));
  bob.say('/unban EVE', '/bans');
  await bob.until('-- bob lifted the ban on eve in #tea\n-- Nobody is banned from #tea\n');
  expect(await ask(eve, 'JOIN #tea')).toContain(' 353 eve = #tea ');
  bob.say('/ban eve 1s');
  await bob.until('-- The ban on eve in #tea is over\n');
  // Nobody has done that.
  await cat.until(':Chaguan.irc MODE #tea -b eve!*@*\r\n');
  expect(await ask(eve, 'JOIN #tea')).toContain(' 353 eve = #tea ');
});

test('a ban by name covers account and address, over all protocols and a restart', async () => {
  const data = mkdtempSync(join(tmpdir(), 'chaguan-sanctions-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const screen = inTerminal([process.execPath, BIN, 'serve', '--data', data, ...PLACE], 160, 45);
  const card = await screen.until(/^#lobby>$/m);
  const port = Number(/nc 127\.0\.0\.1 (\d+)/.exec(card)?.[1]);
  const [eve, twin, bob] = [await irc(port, 'eve'), await plain(port, 'twin'), await plain(port, 'bob')];
  expect(await ask(eve, 'REGISTER * * s3cret')).toContain('SUCCESS');
  twin.say('/login eve s3cret');
  await twin.until('-- You are eve at Chaguan, on 2 connections now.');
  bob.say('/register s3cret');
  await bob.until('-- You are logged in as bob.\n');
  enter(screen, '/ban 192.0.2.9 1s');
  await screen.until(/The ban on 192\.0\.2\.9 is over/);
  enter(screen, '/ban eve 1d spam');
  await eve.until(/ 465 eve :You are banned here until .*: spam\.\r\n/);
  await twin.until(/-- Goodbye: you are banned until .* \(spam\)\n/);
  expect([await eve.closed, await twin.closed]).toEqual(['ended', 'ended']);
  await screen.until(/host banned eve \(account eve, 127\.0\.0\.1\) until .* \(spam\); 1 more from there/);
  enter(screen, '/audit eve');
  await screen.until(/ host +banned eve \(127\.0\.0\.1\) until .* \(spam\)$/m);
  enter(screen, '/close');
  await screen.until(exitedWith(0));

  const { output } = run('serve', '--data', data, ...PLACE, '--log', 'json');
  const second = JSON.parse(await output.line()) as { port: number };
  await output.until(/"resumed".*"bans":1/);
  expect(await comesAs(second.port, 'eve', 's3cret')).toMatch(/ 465 \S+ :You are banned here until .*: spam\./);
  expect(await comesAs(second.port, 'bob', 's3cret')).toContain(' 001 bob ');
  const stranger = await connect(second.port);
  stranger.say('NICK zoe', 'USER zoe 0 * :Zoe');
  await stranger.until(/ 465 \* :Nobody from your address may come in without an account until .*: spam\./);
  const guest = await connect(second.port);
  guest.say('mallory');
  await guest.until(/-- Nobody from your address may come in without an account until .*: spam\./);
  const chat = start(process.execPath, BIN, 'connect', `127.0.0.1:${second.port}`, '--name', 'carol');
  expect(await chat.exited).not.toBe(0);
  expect(await chat.printed.toTheEnd()).toMatch(/Nobody from your address .*: spam\./);
});
