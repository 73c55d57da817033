// Plain-text and IRC people in the same room: what one does the others see in their own form.
import { expect, test } from 'vitest';
import { connect, irc, plain, type TestClient } from './client.ts';
import { startServer, type TestServer } from './server.ts';

/** Ann with plain text and Bob with IRC, both in the lobby; Ann has seen Bob come. */
async function mixedRoom(...options: string[]): Promise<{ server: TestServer; ann: TestClient; bob: TestClient }> {
  const server = await startServer(...options);
  const ann = await plain(server.port, 'Ann');
  const bob = await irc(server.port, 'Bob');
  await ann.until('-- Bob joined\n');
  return { server, ann, bob };
}

/** Who somebody with plain text is to IRC: the port is part of the user name. */
function sourceOf(client: TestClient, name: string): string {
  return `:${name}!plain${client.address.split(':')[1]}@127.0.0.1`;
}

test('coming, speaking, acting, going', async () => {
  const { server, ann, bob } = await mixedRoom();
  bob.say('PRIVMSG #lobby :你好，Ann', 'PRIVMSG #lobby :\x01ACTION pours tea\x01', 'NOTICE #lobby :note');
  expect(await ann.until('note\n')).toBe('Bob: 你好，Ann\n* Bob pours tea\nBob: note\n');
  ann.say('你好', '/me drinks', '@bob psst', '/msg #lobby to the room');
  expect(await bob.line()).toBe(`${sourceOf(ann, 'Ann')} PRIVMSG #lobby :你好\r`);
  expect(await bob.line()).toBe(`${sourceOf(ann, 'Ann')} PRIVMSG #lobby :\x01ACTION drinks\x01\r`);
  expect(await bob.line()).toBe(`${sourceOf(ann, 'Ann')} PRIVMSG Bob :psst\r`);
  expect(await bob.line()).toBe(`${sourceOf(ann, 'Ann')} PRIVMSG #lobby :to the room\r`);
  bob.say('PRIVMSG ann :only you', 'PRIVMSG Nobody :?');
  expect(await ann.line()).toBe('[private] Bob: only you');
  expect(await bob.line()).toMatch(/ 401 Bob Nobody :/);
  const cat = await plain(server.port, '猫');
  expect(await bob.line()).toBe(`${sourceOf(cat, '猫')} JOIN #lobby\r`);
  cat.say('/quit 再见');
  expect(await bob.line()).toMatch(/^:猫!plain\d+@127\.0\.0\.1 QUIT :.*再见\r$/);
  expect(await ann.until('left')).toBe('-- 猫 joined\n-- 猫 left');
  bob.say('QUIT :good night');
  await bob.until('ERROR :');
  expect(await ann.until(/\(.*\n/)).toMatch(/^ \(再见\)\n$/);
  expect(await ann.until(/Bob.*\n/)).toContain('good night');
});

test('what is no text to read stays out of plain text', async () => {
  const { server, ann, bob } = await mixedRoom();
  const cat = await irc(server.port, 'Cat', 'message-tags');
  await ann.until('-- Cat joined\n');
  cat.say('@+typing=active TAGMSG #lobby', 'PRIVMSG #lobby :\x01VERSION\x01', '@+x=y PRIVMSG #lobby :text');
  expect(await ann.line()).toBe('Cat: text');
  expect(await bob.until('text\r\n')).not.toContain('+x');
});

test('names, absence and a new name', async () => {
  const { server, ann, bob } = await mixedRoom();
  const cat = await irc(server.port, 'Cat', 'away-notify');
  await ann.until('-- Cat joined\n');
  await bob.until('JOIN');
  bob.say('NICK 鲍勃', 'AWAY :lunch', 'AWAY');
  expect(await ann.until('back\n')).toBe('-- Bob is now 鲍勃\n-- 鲍勃 is away: lunch\n-- 鲍勃 is back\n');
  ann.say('/nick 安妮', '/away tea', '/away');
  await cat.until(`${sourceOf(ann, 'Ann')} NICK 安妮\r\n`);
  expect(await cat.line()).toMatch(/^:安妮!plain\d+@127\.0\.0\.1 AWAY :?tea\r$/);
  expect(await cat.line()).toBe(`${sourceOf(ann, '安妮')} AWAY\r`);
  ann.say('@鲍勃 still there?');
  expect(await bob.until('still there?')).not.toContain(' AWAY ');
  bob.say('WHOIS 安妮', 'NAMES #lobby');
  expect(await bob.until(/ 318 /)).toMatch(/ 311 鲍勃 安妮 plain\d+ 127\.0\.0\.1 /);
  expect(await bob.until(/ 366 /)).toMatch(/ 353 鲍勃 = #lobby :安妮 鲍勃 Cat\r/);
});

test('an IRC op and a plain-text op have the same rights', async () => {
  const { ann, bob } = await mixedRoom();
  bob.say('JOIN #tea');
  await bob.until(/ 366 Bob #tea /);
  ann.say('/join #tea');
  await ann.until('now speaking in #tea\n');
  await bob.until(`${sourceOf(ann, 'Ann')} JOIN #tea\r\n`);
  bob.say('TOPIC #tea :green', 'MODE #tea +mk secret', 'MODE #tea -t+s', 'MODE #tea +v Ann', 'MODE #tea +l 5');
  expect(await ann.until('5 people now (by Bob)\n')).toBe(
    [
      '-- Bob set the topic of #tea: green',
      '-- Only ops and people with voice may speak in #tea now (by Bob); #tea needs a key now (by Bob)',
      '-- Everybody in #tea may change its topic now (by Bob); #tea is secret now (by Bob)',
      '-- Bob gave Ann a voice in #tea',
      '-- #tea has room for 5 people now (by Bob)\n',
    ].join('\n'),
  );
  ann.say('/topic black');
  await bob.until(`${sourceOf(ann, 'Ann')} TOPIC #tea black\r\n`);
  bob.say('MODE #tea +o Ann', 'MODE #tea -o Bob');
  await ann.until('-- Bob is no longer an op in #tea (by Bob)\n');
  ann.say('/kick bob enough');
  await bob.until(`${sourceOf(ann, 'Ann')} KICK #tea Bob enough\r\n`);
  ann.say('/invite bob');
  await bob.until(`${sourceOf(ann, 'Ann')} INVITE Bob #tea\r\n`);
  bob.say('JOIN #tea wrong');
  await bob.until(/ 475 Bob #tea /);
  bob.say('JOIN #tea secret');
  await ann.until('-- Bob joined #tea\n');
  ann.say('/ban bob');
  await bob.until(/MODE #tea \+b \S+\r\n.*KICK #tea Bob/s);
});

test('an IRC op puts a plain-text guest out, and bans another', async () => {
  const { server, ann, bob } = await mixedRoom();
  const cat = await plain(server.port, 'Cat');
  bob.say('JOIN #tea');
  // Who comes first is op there.
  await bob.until(/ 366 Bob #tea /);
  for (const client of [ann, cat]) {
    client.say('/join tea');
    await client.until('now speaking in #tea\n');
  }
  bob.say('KICK #tea Ann :too loud', 'MODE #tea +b cat!*@*', 'KICK #tea cat');
  await ann.until('-- Bob put Ann out of #tea (too loud)\n');
  expect(await cat.until('Cat out of #tea\n')).toBe(
    '-- Bob put Ann out of #tea (too loud)\n-- Bob banned cat from #tea\n-- Bob put Cat out of #tea\n',
  );
  cat.say('/join tea');
  await cat.until('-- You cannot join #tea: you are banned there.\n');
  ann.say('/join tea', 'back');
  await bob.until('PRIVMSG #tea :back\r\n');
});

test('the operator over IRC: announcements and sending away reach plain text', async () => {
  const { server, ann, bob } = await mixedRoom('--operator-name', 'boss', '--operator-password', 'secret');
  bob.say('OPER boss wrong', 'KILL Ann :no');
  await bob.until(/ 464 .*\r\n.* 481 /s);
  bob.say('OPER boss secret');
  await bob.until(/ 381 /);
  bob.say('KILL Ann :out');
  expect(await ann.heard.toTheEnd()).toBe('-- Goodbye: you were sent away (out)\n');
  await bob.until(`${sourceOf(ann, 'Ann')} QUIT`);
  await server.logged({ event: 'disconnected', who: 'Ann', cause: 'kicked', text: 'out' });
});

test('every language has its own words for the same', async () => {
  const { server, bob } = await mixedRoom('--lang', 'en');
  const li = await connect(server.port);
  li.say('李雷');
  await li.until('In #lobby');
  li.say('/lang zh-CN');
  await li.until('简体中文。\n');
  bob.say('NICK Bobby', 'PRIVMSG 李雷 :hi', 'AWAY :x');
  expect(await li.until('x\n')).toBe('-- Bob 改名为 Bobby\n[私信] Bobby: hi\n-- Bobby 暂时离开：x\n');
});
