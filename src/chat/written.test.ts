import { describe, expect, it } from 'vitest';
import { understand, type Written } from './written.ts';

const HERE = new Set(['看', 'bob', '127.0.0.1:51234', '[::1]:5', '#茶']);
const read = (line: string): Written => understand(line, (name) => HERE.has(name));

describe('what is written on a line', () => {
  it.each(['hello', ' @bob hi', '@', '＠ 你好', '/ and', '看：你好'])('%j is said', (line) => {
    expect(read(line)).toEqual({ kind: 'speech', text: line });
  });

  it.each(['@@x', '＠＠x', '//x', '／／x', '@@', '//'])('%j says the sign itself', (line) => {
    expect(read(line)).toEqual({ kind: 'speech', text: line.slice(1) });
  });

  it.each([
    ['/help', 'help', ''],
    ['／msg 看 你好', 'msg', '看 你好'],
    ['/me  倒茶 ', 'me', '倒茶 '],
  ])('%j is a command', (line, name, rest) => expect(read(line)).toEqual({ kind: 'command', name, rest }));

  it.each([
    ['@bob hi', 'bob', 'hi'],
    ['＠看 你好', '看', '你好'],
    ['＠看　你好', '看', '你好'],
    ['@bob: hi', 'bob', 'hi'],
    ['@bob, hi', 'bob', 'hi'],
    ['@bob', 'bob', ''],
    ['@bob :)', 'bob', ':)'],
    ['@看：你好', '看', '你好'],
    ['@看，你好：大家', '看', '你好：大家'],
    ['@看：你好 大家', '看', '你好 大家'],
    ['@看： 你好', '看', '你好'],
    ['@#茶：你好', '#茶', '你好'],
    ['@127.0.0.1:51234 hi', '127.0.0.1:51234', 'hi'],
    ['@127.0.0.1:51234: hi', '127.0.0.1:51234', 'hi'],
    ['@127.0.0.1:51234：你好', '127.0.0.1:51234', '你好'],
    ['@[::1]:5 hi', '[::1]:5', 'hi'],
    ['@[::1]:5, hi', '[::1]:5', 'hi'],
  ])('%j is for one alone', (line, to, text) => expect(read(line)).toEqual({ kind: 'private', to, text }));

  it.each([
    ['@nobody: hi', 'nobody', 'hi'],
    ['@谁：你好', '谁', '你好'],
    ['@10.0.0.1:9 hi', '10.0.0.1:9', 'hi'],
    ['@：', '：', ''],
  ])('%j names somebody who is not here', (line, to, text) => {
    expect(read(line)).toEqual({ kind: 'private', to, text });
  });
});
