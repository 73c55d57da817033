// The ways in which programs of a networking course speak: each as a real process, with and without newlines.
import { describe, expect, test } from 'vitest';
import { plain, unasked } from './client.ts';
import { python } from './program.ts';
import { startServer } from './server.ts';

const TEXTS = ['hello', '你好，世界', '  two spaces  ', 'q q'];

describe.each([
  ['without newlines', ''],
  ['with newlines', '\n'],
])('a program that sends its messages %s', (_how, newline) => {
  test('receives first, and answers in turn', async () => {
    const server = await startServer();
    const ann = await plain(server.port, 'Ann');
    const program = python('answers', server.port, newline);
    await program.printed.until('received -- Welcome to Chaguan. What is your name?');
    program.type('李雷');
    await program.printed.until('In #lobby: Ann, 李雷');
    expect(await ann.line()).toBe('-- 李雷 joined');
    program.type('我来了');
    expect(await ann.line()).toBe('李雷: 我来了');
    ann.say('你好');
    await program.printed.until('received Ann: 你好\n');
    program.type('q');
    await program.printed.until('Goodbye!');
    expect(await ann.line()).toBe('-- 李雷 left');
  });

  test('receives first where nobody is asked for a name', async () => {
    const server = await startServer('--names', 'address');
    const program = python('answers', server.port, newline);
    const { address } = await server.logged({ event: 'joined' });
    const ann = await unasked(server);
    // Nothing but what is said and who comes and goes reaches somebody under an address.
    await program.printed.until(`received -- ${ann.address} joined\n`);
    program.type('谁？');
    expect(await ann.until('\n')).toBe(`${address}: 谁？\n`);
    ann.say('me');
    await program.printed.until(`received ${ann.address}: me\n`);
  });

  test('receives in one thread and sends in another, and leaves with q', async () => {
    const server = await startServer();
    const ann = await plain(server.port, 'Ann');
    const program = python('threads', server.port, newline);
    await program.printed.until('What is your name?');
    program.type('韩梅梅');
    await program.printed.until('In #lobby: Ann, 韩梅梅\n');
    ann.say('one', 'two');
    await program.printed.until('Ann: one\nAnn: two\n');
    program.type('三');
    expect(await ann.until('三\n')).toBe('-- 韩梅梅 joined\n韩梅梅: 三\n');
    program.type('q');
    expect(await program.printed.toTheEnd()).toBe('-- Goodbye!\nclosed\n');
    expect(await program.exited).toBe(0);
    expect(await ann.line()).toBe('-- 韩梅梅 left');
    await server.logged({ event: 'left', who: '韩梅梅', cause: 'left' });
  });

  test('only sends, and never reads what it is sent', async () => {
    const server = await startServer('--names', 'address');
    const program = python('sends_only', server.port, newline);
    const { address } = await server.logged({ event: 'joined' });
    const [ann, bob] = [await unasked(server), await unasked(server)];
    program.type('第一句');
    await ann.until(`${address}: 第一句\n`);
    ann.say('do you read?');
    // Bob came last and is written to last.
    await bob.until('do you read?\n');
    program.type('最后一句');
    program.endTyping();
    // It goes with unread data, so its last message and the broken connection arrive together.
    await ann.until(`${address}: 最后一句\n`);
    await ann.until(`-- ${address} left (connection reset)\n`);
  });

  test('sends and receives by turns, in a room and with an echo', async () => {
    const hub = await startServer();
    const ann = await plain(hub.port, 'Ann');
    const talker = python('half_duplex', hub.port, newline);
    talker.type('小明');
    await talker.printed.until('You are 小明 at Chaguan');
    talker.type('有人吗');
    await ann.until('小明: 有人吗\n');
    ann.say('有');
    await talker.printed.until("received 'Ann: 有\\n'\n");

    const echo = await startServer('--mode', 'echo');
    const program = python('half_duplex', echo.port, newline);
    for (const text of newline === '' ? TEXTS : [...TEXTS, '', ' ']) {
      program.type(text);
      expect(await program.printed.line()).toBe(`received '${text}${newline === '' ? '' : '\\n'}'`);
    }
    program.type('Q');
    expect(await program.printed.line()).toBe("received '-- Goodbye!\\n'");
  });

  test('sends its name first, and then speaks to @name', async () => {
    const server = await startServer();
    const [ann, bob] = [await plain(server.port, 'Ann'), await plain(server.port, 'Bob')];
    const program = python('threads', server.port, newline, '小红');
    await program.printed.until('In #lobby: Ann, Bob, 小红\n');
    program.type('@Bob 只告诉你');
    expect(await bob.until('\n[')).toBe('-- 小红 joined\n[');
    expect(await bob.line()).toBe('private] 小红: 只告诉你');
    program.type('@Nobody 你在吗');
    await program.printed.until('-- No user named "Nobody" is here.\n');
    program.type('大家好');
    expect(await ann.until('大家好\n')).toBe('-- Bob joined\n-- 小红 joined\n小红: 大家好\n');
    bob.say('@小红 ok');
    await program.printed.until('[private] Bob: ok\n');
  });
});

test('a program that is killed with unread data in the middle of a conversation has reset its connection', async () => {
  const server = await startServer('--names', 'address');
  const ann = await unasked(server);
  const program = python('sends_only', server.port, '');
  program.type('半句话');
  const { address } = await server.logged({ event: 'said', text: '半句话' });
  const bob = await unasked(server);
  ann.say('go on');
  // Bob came last and is written to last.
  await bob.until('go on\n');
  program.kill();
  await ann.until(`-- ${address} left (connection reset)\n`);
  await server.logged({ event: 'left', who: address, cause: 'reset' });
  await server.logged({ event: 'disconnected', who: address, cause: 'reset' });
});
