import { beforeEach, describe, expect, test } from 'vitest';
import { complete } from './complete.ts';
import { Conversation, findGuest } from './guests.ts';
import { House } from './house.fixture.ts';
import { understand } from './typed.ts';

const FIRST = { host: '127.0.0.1', port: 50001 };
const SECOND = { host: '::1', port: 50002 };
const THIRD = { host: '10.0.0.9', port: 50003 };

describe('understand', () => {
  test.each([
    ['  ', { kind: 'nothing' }],
    ['你好 ', { kind: 'plain', text: '你好 ' }],
    ['/who', { kind: 'command', line: '/who' }],
    ['@Ann  hello there', { kind: 'private', who: 'Ann', text: 'hello there' }],
    ['@[::1]:50002 hi', { kind: 'private', who: '[::1]:50002', text: 'hi' }],
    ['@Ann', { kind: 'private', who: 'Ann', text: '' }],
    ['@', { kind: 'private', who: '', text: '' }],
    ['@ Ann hello', { kind: 'private', who: '', text: 'Ann hello' }],
    ['＠看：你好', { kind: 'private', who: '看', text: '你好' }],
    ['／who', { kind: 'command', line: '/who' }],
    ['@@home', { kind: 'plain', text: '@home' }],
    ['//etc', { kind: 'plain', text: '/etc' }],
  ])('%j', (line, typed) => {
    expect(understand(line, () => false)).toEqual(typed);
  });
});

test('findGuest: by name in any case, by address, by a name that is an address', () => {
  const house = new House();
  house.guest('Ann', FIRST);
  house.guest(null, SECOND);
  expect(findGuest(house.chat, 'aNN')?.person.name).toBe('Ann');
  expect(findGuest(house.chat, '127.0.0.1:50001')?.person.name).toBe('Ann');
  expect(findGuest(house.chat, '[::1]:50002')?.person.name).toBe('[::1]:50002');
  expect(findGuest(house.chat, 'nobody')).toBeUndefined();
});

describe('complete', () => {
  let house: House;
  const candidates = (line: string) => complete(house.chat, line).candidates;

  beforeEach(() => {
    house = new House();
    house.guest('Ann', FIRST);
    house.guest('李雷', SECOND);
    house.submit({ kind: 'ban', user: 'op', who: '10.9.9.9', lasting: null, text: '' });
  });

  test.each([
    ['/k', ['/kick ']],
    ['/un', ['/unban ', '/unregister ', '/unlock ']],
    ['@a', ['@Ann ']],
    ['@', ['@Ann ', '@李雷 ']],
    ['@[::', ['@[::1]:50002 ']],
    ['/kick ', ['Ann ', '李雷 ']],
    ['/kick 李', ['李雷 ']],
    ['/mode d', ['desk ']],
    ['/unban ', ['10.9.9.9 ']],
    ['/lock ', []],
    ['hello a', ['Ann ']],
    ['hello ', []],
    ['', []],
    ['/foo', []],
  ])('%j', (line, expected) => {
    expect(candidates(line)).toEqual(expected);
  });
});

describe('whom a plain line answers', () => {
  let house: House;
  let conversation: Conversation;
  let ann: string;
  let lei: string;

  function begin(mode: 'desk' | 'p2p'): void {
    house = new House(mode);
    conversation = new Conversation(house.chat, house.userId);
    ann = house.guest('Ann', FIRST);
    lei = house.guest('李雷', SECOND);
  }
  function speak(user: string): void {
    house.submit({ kind: 'speak', user, room: '#lobby', text: 'hi' });
    for (const event of house.events.splice(0)) conversation.observe(event);
  }
  const partner = () => conversation.partner?.person.name;

  test('desk: who spoke last, until the operator addresses somebody', () => {
    begin('desk');
    expect(partner()).toBeUndefined();
    speak(ann);
    expect(partner()).toBe('Ann');
    speak(lei);
    expect(partner()).toBe('李雷');
    conversation.address(ann);
    speak(lei);
    expect(partner()).toBe('Ann');
  });

  test('desk: when the one addressed has left, who spoke last', () => {
    begin('desk');
    conversation.address(ann);
    speak(lei);
    house.submit({ kind: 'leave', user: ann, session: ann, departure: { cause: 'left', text: '' } });
    expect(partner()).toBe('李雷');
    house.submit({ kind: 'rename', user: lei, name: '韩梅梅' });
    expect(partner()).toBe('韩梅梅');
  });

  test('what guests say to each other is no conversation with the operator', () => {
    begin('desk');
    const speech = { text: 'psst', form: 'message', tags: {}, least: null, lines: null } as const;
    house.submit({ kind: 'say', user: ann, to: '李雷', ...speech });
    for (const event of house.events) conversation.observe(event);
    expect(partner()).toBeUndefined();
  });

  test('p2p: who has the line, whoever was addressed', () => {
    begin('p2p');
    house.guest('Third', THIRD);
    expect(partner()).toBe('Ann');
    conversation.address(lei);
    expect(partner()).toBe('Ann');
    house.submit({ kind: 'leave', user: ann, session: ann, departure: { cause: 'left', text: '' } });
    expect(partner()).toBe('李雷');
  });
});
