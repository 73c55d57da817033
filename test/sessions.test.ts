// One person on several connections under one name, and on none.
import { expect, test } from 'vitest';
import { ask, connect, irc, loggedIn, plain } from './client.ts';
import { startServer } from './server.ts';

test('whoever proves to own a name that is here is the same person there too', async () => {
  const server = await startServer('--lang', 'en');
  const bob = await irc(server.port, 'bob');
  const ann = await irc(server.port, 'ann');
  await ask(ann, 'REGISTER * * s3cret', 'JOIN #tea', 'TOPIC #tea :green');
  await ask(bob, 'JOIN #tea');
  await ann.until('JOIN #tea\r\n');

  const second = await connect(server.port, 'ann with nc');
  second.say('ann', 's3cret');
  expect(await second.until('You are now speaking in #tea\n')).toContain(
    '-- You are ann at Chaguan, on 2 connections now. /help lists the commands.\n',
  );
  await ask(bob, 'PRIVMSG ann :are you there?');
  await second.until('[private] bob: are you there?\n');
  const third = await loggedIn(server.port, 'ann', 'echo-message', 'batch');
  // Where it went may have been a connection that is broken.
  const heard = third.heard + (await ask(third.client));
  expect(heard).toMatch(/ BATCH \+\S+ chathistory bob\r\n.* PRIVMSG ann :\[\d\d:\d\d\] are you there\?\r\n/s);
  const fourth = await connect(server.port, 'ann with another nc');
  fourth.say('ann', 's3cret');
  expect(await fourth.until('You are now speaking in #tea\n')).toMatch(
    /-- The last message with bob:\n\d\d:\d\d \[private\] bob: are you there\?\n/,
  );
  fourth.say('/quit');
  await fourth.heard.toTheEnd();
  for (const line of [' 001 ann ', ':ann!~ann@127.0.0.1 JOIN #tea\r\n', ' 332 ann #tea green\r\n', ' 366 ann #tea ']) {
    expect(third.heard).toContain(line);
  }
  expect(await second.until(/-- You are no longer connected from .*\n/)).toMatch(
    /^(-- You are now connected from 127\.0\.0\.1:\d+ too\n){2}-- You are no longer connected from [^\n]*\n$/,
  );

  // Each gets what the others say, and what is said to them; nobody twice.
  second.say('from nc', '@bob psst');
  expect(await ask(bob)).toMatch(/^:ann!\S+ PRIVMSG #tea :from nc\r\n:ann!\S+ PRIVMSG bob :psst\r\n:\S+ PONG/);
  for (const one of [ann, third.client]) {
    expect(await one.until('psst\r\n')).toMatch(/:ann!\S+ PRIVMSG #tea :from nc\r\n:ann!\S+ PRIVMSG bob :psst\r\n$/);
  }
  ann.say('PRIVMSG bob :\x01VERSION\x01', 'PRIVMSG bob :me too', 'PRIVMSG #tea :from IRC');
  expect(await second.line()).toBe('[private to bob] ann: me too');
  expect(await second.line()).toBe('[#tea] ann: from IRC');
  bob.say('PRIVMSG ann :hello all');
  await ann.until('PRIVMSG ann :hello all\r\n');
  // What clients ask each other is not for a third to answer.
  expect(await third.client.until('PRIVMSG ann :hello all\r\n')).not.toContain('VERSION');
  expect(await second.line()).toBe('[private] bob: hello all');

  // Of a room that it is not in, a client is told nothing, whatever its user does about it elsewhere.
  expect(await ask(ann, 'JOIN #own', 'CS REGISTER #own', 'PART #own')).toContain('MODE #own +r');
  await third.client.until('PART #own\r\n');
  expect(await ask(ann, 'CS DROP #own')).toContain('NOTICE ann');
  expect(await ask(third.client)).not.toContain('#own');
  await second.until('-- ann dropped #own: it ends when it is empty\n');

  // What one of them does, all have done.
  third.client.say('JOIN #more', 'NICK annie');
  expect(await ann.until('NICK annie\r\n')).toMatch(
    /:ann!\S+ JOIN #more\r\n.* 353 ann = #more :@ann\r\n.* 366 .*:ann!\S+ NICK annie\r\n/s,
  );
  expect(await second.until('-- ann is now annie\n')).toContain('-- ann joined #more\n');
  second.say('still here');
  expect(await ann.until('still here\r\n')).toMatch(/PRIVMSG #tea :still here\r\n$/);

  // The user leaves with the last of them.
  await ask(bob);
  second.say('/quit');
  await ann.socket.end();
  await server.logged({ event: 'detached', others: 1 });
  third.client.say('QUIT :bye');
  expect(await bob.until(/QUIT .*\r\n/)).toMatch(/^:annie!\S+ QUIT :Quit: bye\r\n$/);
});

test('a guest that logs in to somebody who is here becomes that person', async () => {
  const server = await startServer('--lang', 'en');
  const ann = await irc(server.port, 'ann');
  await ask(ann, 'REGISTER * * s3cret', 'JOIN #tea');
  const guest = await irc(server.port, 'guest');
  await ask(guest, 'JOIN #den');
  const heard = await ask(guest, 'NS IDENTIFY ann s3cret', 'PRIVMSG #tea :hi');
  expect(heard).toMatch(/:guest!\S+ NICK ann\r\n.* 900 ann .*:ann!\S+ PART #den\r\n.*:ann!\S+ JOIN #tea\r\n/s);
  // In a room where both were, there is one of them now.
  expect(heard).toMatch(/^:ann!\S+ PART #lobby\r\n:guest!\S+ NICK ann\r\n.* 353 ann = #lobby :ann\r\n/s);
  expect(await ann.until('hi\r\n')).toMatch(/:ann!\S+ PRIVMSG #tea :hi\r\n$/);
  const nc = await plain(server.port, 'guest2');
  nc.say('/login ann s3cret');
  expect(await nc.until('In #lobby: nobody but you\n')).toBe(
    '-- You are ann at Chaguan, on 3 connections now. /help lists the commands.\n-- In #lobby: nobody but you\n',
  );
});

test('what was missed is no more than half of what may wait to be read, in all conversations together', async () => {
  const server = await startServer('--lang', 'en', '--send-queue-bytes', '16384');
  const ann = await plain(server.port, 'ann');
  ann.say('/register s3cret', '/stay on');
  await ann.until('ann stays here when you disconnect');
  await ann.socket.end();
  await server.logged({ event: 'detached', others: 0 });
  for (const name of ['bob', 'ben', 'cleo']) {
    const other = await irc(server.port, name);
    await ask(other, ...Array.from({ length: 10 }, () => `PRIVMSG ann :${name.repeat(100)}`));
  }
  const back = await connect(server.port, 'ann again');
  back.say('ann', 's3cret');
  const read = await back.until('In #lobby: ann, bob, ben, cleo\n');
  expect(read).toContain('with bob (10 messages)');
  expect(read.length).toBeLessThan(8192 + 500);
});
