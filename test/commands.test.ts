// What a plain-text client can ask for, over real sockets.
import { expect, test } from 'vitest';
import { COMMANDS, HELP_TOPICS } from '../src/line/commands.ts';
import { connect, irc, plain, type TestClient, unasked } from './client.ts';
import { startServer } from './server.ts';

const ASKED = '-- Welcome to Chaguan. What is your name? (An empty line makes you a guest.)';

/** What comes back for `line`, up to and including the line that ends with `last`. */
async function answer(client: TestClient, line: string, last: string): Promise<string[]> {
  client.say(line);
  const text = await client.until(`${last}\n`);
  return text.split('\n').slice(0, -1);
}

test('a name that is taken or not allowed is asked for again; an empty one makes a guest', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  const bob = await connect(server.port);
  expect(await bob.line()).toBe(ASKED);
  bob.say('ANN');
  expect(await bob.line()).toBe('-- The name "ANN" is taken. What is your name?');
  bob.say('my name');
  expect(await bob.line()).toBe('-- A name cannot have a space in it. What is your name?');
  bob.say('@Ann');
  expect(await bob.line()).toBe('-- A name cannot have "@" in it. What is your name?');
  bob.say('x'.repeat(25));
  expect(await bob.line()).toContain('is too long; a name has 24 characters at most. What is your name?');
  bob.say('');
  expect(await bob.line()).toBe('-- You are guest1 at Chaguan. /help lists the commands.');
  expect(await ann.line()).toBe('-- guest1 joined');
  const chinese = await connect((await startServer('--lang', 'zh-CN')).port);
  expect(await chinese.line()).toBe('-- 欢迎来到 Chaguan。怎么称呼你？（直接回车就以茶客身份进来。）');
  chinese.say('a b', '');
  expect(await chinese.line()).toBe('-- 名字里不能有空格。怎么称呼你？');
  expect(await chinese.line()).toBe('-- 你在 Chaguan 的名字是 茶客1。输入 /help 查看命令。');
});

test('/help and its topics list every command, each in the 1,024 bytes that a course program reads at once', async () => {
  for (const lang of ['en', 'zh-CN']) {
    const server = await startServer('--lang', lang);
    const ann = await connect(server.port);
    ann.say('Ann');
    await ann.until(lang === 'en' ? 'nobody but you\n' : '只有你\n');
    ann.say('/help');
    const help = await ann.until(/q exit quit {2}.*\n/);
    expect(help).toMatch(lang === 'en' ? /^-- .* the room. The commands:\n/ : /^-- .*房间.*命令有：\n/);
    const answers = [help];
    for (const topic of HELP_TOPICS) {
      ann.say(`/help ${topic}`, '/help tea');
      answers.push(await ann.until(/^-- .*\/help \[.*\n/m));
    }
    for (const answer of answers) expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(1024);
    for (const { name } of COMMANDS) expect(answers.join('')).toContain(`\n/${name} `);
  }
});

test('rooms: /join /who /rooms /topic /me /leave /invite /kick /ban', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('-- Bob joined\n');
  expect(await answer(ann, '/rooms', '#lobby (2 people)')).toEqual(['-- Rooms:', '-- #lobby (2 people)']);
  await answer(ann, '/join 茶', '-- In #茶: nobody but you');
  expect(await answer(ann, '/topic', 'topic')).toContain('-- #茶 has no topic');
  await answer(ann, '/topic 今天 喝 龙井', '-- Ann set the topic of #茶: 今天 喝 龙井');
  expect(await answer(bob, '/rooms', '龙井')).toEqual([
    '-- Rooms:',
    '-- #lobby (2 people)',
    '-- #茶 (1 person): 今天 喝 龙井',
  ]);
  await answer(ann, '/invite bob', '-- You invited Bob to #茶');
  expect(await bob.line()).toBe('-- Ann invites you to #茶 (/join #茶)');
  await answer(bob, '/join #茶', '-- Topic of #茶: 今天 喝 龙井');
  await ann.until('-- Bob joined #茶\n');
  expect(await answer(ann, '/who', 'Bob')).toEqual(['-- In #茶: Ann, Bob']);
  expect(await answer(ann, '/who lobby', 'Bob')).toEqual(['-- In #lobby: Ann, Bob']);
  ann.say('你好', '/me 倒茶');
  await bob.until('[#茶] Ann: 你好\n[#茶] * Ann 倒茶\n');
  expect(await answer(bob, '/kick Ann', '.')).toEqual(['-- You need a higher role in #茶 to do that.']);
  await answer(bob, '/leave 走了', '-- You left #茶');
  await ann.until('-- Bob left #茶 (走了)\n');
  bob.say('in the lobby again');
  await ann.until('Bob: in the lobby again\n');
  await answer(bob, '/join #茶', '-- You are now speaking in #茶');
  await answer(ann, '/kick bob 太吵', '-- Ann put Bob out of #茶 (太吵)');
  await bob.until('-- Ann put Bob out of #茶 (太吵)\n');
  await answer(bob, '/join #茶', '-- You are now speaking in #茶');
  await answer(ann, '/ban Bob', '-- Ann put Bob out of #茶');
  await bob.until('-- Ann put Bob out of #茶\n');
  await answer(bob, '/join #茶', '-- You cannot join #茶: you are banned there.');
  bob.say('still in the lobby');
  await ann.until('Bob: still in the lobby\n');
});

test('/leave leaves this room or another, and lines go on where they went', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('-- Bob joined\n');
  for (const room of ['#one', '#two', '#three']) {
    for (const client of [ann, bob]) await answer(client, `/join ${room}`, `-- You are now speaking in ${room}`);
    await ann.until(`-- Bob joined ${room}\n`);
  }
  bob.say('/leave #one', '/leave ＃two 太 吵', 'here');
  expect(await bob.until('two\n')).toBe('-- You left #one\n-- You left #two\n');
  expect(await ann.until('here\n')).toBe('-- Bob left #one\n-- Bob left #two (太 吵)\n[#three] Bob: here\n');
  expect(await answer(bob, '/leave good bye', 'lobby')).toEqual([
    '-- You left #three',
    '-- You are now speaking in #lobby',
  ]);
  expect(await ann.line()).toBe('-- Bob left #three (good bye)');
  expect(await answer(bob, '/leave #nowhere', '.')).toEqual(['-- There is no room #nowhere.']);
  expect(await answer(bob, '/leave #one', '.')).toEqual(['-- You are not in #one.']);
  expect(await answer(bob, '/leave', 'them.')).toEqual([
    '-- You left #lobby',
    '-- You are in no room. /join one; /rooms lists them.',
  ]);
});

test('who is put out of a room hears where lines go now, if they went there', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('-- Bob joined\n');
  for (const room of ['#one', '#two']) {
    await answer(ann, `/join ${room}`, `-- You are now speaking in ${room}`);
    await answer(bob, `/join ${room}`, `-- You are now speaking in ${room}`);
    await ann.until(`-- Bob joined ${room}\n`);
  }
  ann.say('/join #one', '/kick bob', '/join #two', '/kick bob');
  expect(await bob.until('#lobby\n')).toBe(
    '-- Ann put Bob out of #one\n-- Ann put Bob out of #two\n-- You are now speaking in #lobby\n',
  );
});

test('lists of rooms and people end somewhere, and the busiest rooms come first', async () => {
  const server = await startServer(
    '--rooms-per-user',
    '100',
    '--commands-per-second',
    '1000',
    '--command-burst',
    '1000',
  );
  const ann = await plain(server.port, 'Ann');
  ann.say(...Array.from({ length: 59 }, (_, index) => `/join #r${index}`));
  await ann.until('speaking in #r58\n');
  const bob = await plain(server.port, 'Bob');
  await answer(bob, '/join r58', '-- You are now speaking in #r58');
  const rooms = await answer(bob, '/rooms', 'more');
  expect(rooms.slice(0, 4)).toEqual(['-- Rooms:', '-- #lobby (2 people)', '-- #r58 (2 people)', '-- #r0 (1 person)']);
  expect(rooms).toHaveLength(52);
  expect(rooms.at(-1)).toBe('-- and 10 more');
  await Promise.all(Array.from({ length: 100 }, (_, index) => plain(server.port, `guest${index}x`)));
  const line = (await answer(bob, '/who lobby', 'more')).at(-1) ?? '';
  expect(line.split(', ')).toHaveLength(100);
  expect(line).toMatch(/^-- In #lobby: Ann, Bob, .* and 2 more$/);
});

test('/who tells nobody outside the room of who is invisible', async () => {
  const server = await startServer();
  const [ann, cat] = [await plain(server.port, 'Ann'), await irc(server.port, 'Cat')];
  cat.say('PART #lobby', 'JOIN #tea', 'MODE Cat +i');
  await cat.until(/ MODE Cat :?\+i\r\n/);
  await ann.until('Cat left #lobby\n');
  expect(await answer(ann, '/who tea', 'nobody')).toEqual(['-- In #tea: nobody']);
  await answer(ann, '/join tea', '-- You are now speaking in #tea');
  expect(await answer(ann, '/who', 'Ann')).toEqual(['-- In #tea: Cat, Ann']);
});

test('people: /nick /msg /away, and what is missing or unknown', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('-- Bob joined\n');
  await answer(ann, '/nick 安妮', '-- Ann is now 安妮');
  await bob.until('-- Ann is now 安妮\n');
  expect(await answer(ann, '/nick bob', 'taken.')).toEqual(['-- The name "bob" is taken.']);
  ann.say('/msg bob psst', '/MSG Bob 大写');
  await bob.until('[private] 安妮: psst\n[private] 安妮: 大写\n');
  await answer(bob, '/away 吃饭', '-- You are away now. /away alone brings you back.');
  await ann.until('-- Bob is away: 吃饭\n');
  expect(await answer(ann, '@bob here?', '吃饭')).toEqual(['-- Bob is away: 吃饭']);
  expect(await bob.line()).toBe('[private] 安妮: here?');
  await answer(bob, '/away', '-- You are back.');
  await ann.until('-- Bob is back\n');
  expect(await answer(ann, '/nothing', '.')).toEqual([
    '-- No command /nothing. /help lists them; // says a literal /.',
  ]);
  expect(await answer(ann, '/nick', 'NAME')).toEqual(['-- Like this: /nick NAME']);
  expect(await answer(ann, '/msg bob', 'TEXT')).toEqual(['-- Like this: /msg NAME TEXT']);
  await answer(ann, '/leave', 'them.');
  expect(await answer(ann, 'hello?', 'first.')).toEqual([
    '-- You are in no room, so nobody would read that. Join one first.',
  ]);
  expect(await answer(ann, '/me waves', 'them.')).toEqual(['-- You are in no room. /join one; /rooms lists them.']);
});

test('@name is private, @@ and // say the signs themselves, and a message for nobody is not sent', async () => {
  const server = await startServer();
  const [ann, bob, cat] = [
    await plain(server.port, 'Ann'),
    await plain(server.port, 'Bob'),
    await plain(server.port, '猫'),
  ];
  ann.say('@bob 秘密', '@猫 @home', '@Nobody secret', '@@ is a sign', '//etc/hosts', '@bob');
  expect(await bob.until('//etc/hosts\n'.slice(1))).toBe(
    '-- 猫 joined\n[private] Ann: 秘密\nAnn: @ is a sign\nAnn: /etc/hosts\n',
  );
  expect(await cat.until('hosts\n')).toBe('[private] Ann: @home\nAnn: @ is a sign\nAnn: /etc/hosts\n');
  expect(await ann.until('There was nothing to send.\n')).toBe(
    '-- Bob joined\n-- 猫 joined\n-- No user named "Nobody" is here.\n-- There was nothing to send.\n',
  );
  expect(server.log.filter((line) => line.text === 'secret')).toEqual([]);
});

test('what somebody tells itself comes back', async () => {
  const server = await startServer();
  const ann = await plain(server.port, 'Ann');
  ann.say('@Ann remember the tea');
  expect(await ann.line()).toBe('[private] Ann: remember the tea');
});

test('signs as Chinese input methods type them, and a sign after the name', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, '看'), await plain(server.port, 'Bob')];
  bob.say('＠看 你好', '@看：你 好', '@看: hi', '／msg 看 再见', '＠＠看', '／／etc', '@nobody: hi');
  expect(await ann.until('／etc\n')).toBe(
    [
      '-- Bob joined',
      '[private] Bob: 你好',
      '[private] Bob: 你 好',
      '[private] Bob: hi',
      '[private] Bob: 再见',
      'Bob: ＠看',
      'Bob: ／etc\n',
    ].join('\n'),
  );
  expect(await bob.line()).toBe('-- No user named "nobody" is here.');
});

test('an address with colons in it is found, with or without a sign after it', async () => {
  const server = await startServer('--names', 'address');
  const [ann, bob] = [await unasked(server), await unasked(server)];
  bob.say(`@${ann.address} one`, `@${ann.address}: two`, `＠${ann.address}：三`);
  expect(await ann.until('三\n')).toBe(
    `-- ${bob.address} joined\n${['one', 'two', '三'].map((text) => `[private] ${bob.address}: ${text}\n`).join('')}`,
  );
});

test.each(['q', 'Q', ' exit ', 'QUIT', '/quit', '/QUIT see you'])('%j leaves', async (word) => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  bob.say(word, 'not sent any more');
  expect(await bob.heard.toTheEnd()).toBe('-- Goodbye!\n');
  const why = word.includes('see you') ? ' (see you)' : '';
  expect(await ann.until(/left.*\n/)).toBe(`-- Bob joined\n-- Bob left${why}\n`);
  await server.logged({ event: 'left', who: 'Bob', cause: 'left' });
});

test('a quit word answers the question for the name too', async () => {
  const server = await startServer();
  const bob = await connect(server.port);
  bob.say('q');
  expect(await bob.heard.toTheEnd()).toBe('-- Goodbye!\n');
});

test('the quit words can be others, or none', async () => {
  for (const words of ['bye,再见', '']) {
    const server = await startServer('--quit-words', words);
    const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
    bob.say('q', 'quit the band');
    expect(await ann.until('band\n')).toBe('-- Bob joined\nBob: q\nBob: quit the band\n');
    bob.say(words === '' ? '/quit' : '再见');
    expect(await bob.heard.toTheEnd()).toBe('-- Goodbye!\n');
  }
});

test('/lang changes the language for one alone', async () => {
  const server = await startServer();
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  await ann.until('-- Bob joined\n');
  await answer(ann, '/lang zh-CN', '-- 你现在看到的是简体中文。');
  expect(await answer(ann, '/lang fr', '。')).toEqual(['-- 没有“fr”这种语言：en 或 zh-CN。']);
  bob.say('/nick 鲍勃', '@ann hi');
  expect(await ann.until('hi\n')).toBe('-- Bob 改名为 鲍勃\n[私信] 鲍勃: hi\n');
  bob.say('/nobody', '@nobody x', '/quit');
  expect(await bob.until('Goodbye!\n')).toMatch(/is now 鲍勃\n.*No command.*\n.*No user named/);
  expect(await ann.line()).toBe('-- 鲍勃 走了');
});

test('/who says who is away', async () => {
  const server = await startServer('--lang', 'en');
  const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
  ann.say('/away at lunch');
  await bob.until('-- Ann is away: at lunch\n');
  bob.say('/who');
  expect(await bob.line()).toBe('-- In #lobby: Ann (away), Bob');
});
