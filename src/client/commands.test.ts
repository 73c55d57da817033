import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../i18n/language.ts';
import { COMMANDS, helpLines, understand } from './commands.ts';
import { complete } from './completion.ts';
import { Roster } from './core/roster.ts';

function asked(line: string): unknown {
  const typed = understand(line, 'en');
  return typed.kind === 'request' ? typed.request : typed;
}

test.each([
  ['hi  there ', { kind: 'say', to: null, text: 'hi  there ', form: 'message' }],
  ['@@you', { kind: 'say', to: null, text: '@you', form: 'message' }],
  ['//etc', { kind: 'say', to: null, text: '/etc', form: 'message' }],
  ['@李雷  你好  吗', { kind: 'say', to: '李雷', text: '你好  吗', form: 'message' }],
  ['＠李雷：你好', { kind: 'say', to: '李雷', text: '你好', form: 'message' }],
  ['@bob: hi', { kind: 'say', to: 'bob', text: 'hi', form: 'message' }],
  ['＠＠你', { kind: 'say', to: null, text: '＠你', form: 'message' }],
  ['@ bob hi', { kind: 'mistake', text: 'Like this: @NAME TEXT' }],
  ['／me 倒茶', { kind: 'say', to: null, text: '倒茶', form: 'action' }],
  ['/msg bob one two', { kind: 'say', to: 'bob', text: 'one two', form: 'message' }],
  ['/ME waves', { kind: 'say', to: null, text: 'waves', form: 'action' }],
  ['/join dev key', { kind: 'join', room: 'dev', key: 'key' }],
  ['/leave #dev so long', { kind: 'leave', room: '#dev', text: 'so long' }],
  ['/leave so long', { kind: 'leave', room: null, text: 'so long' }],
  ['/topic', { kind: 'topic', room: null, text: null }],
  ['/kick bob', { kind: 'kick', name: 'bob', text: '' }],
  ['/register s3cret', { kind: 'register', password: 's3cret' }],
  ['/login Zoe s3cret', { kind: 'log-in', name: 'Zoe', password: 's3cret' }],
  ['/login Zoe', { kind: 'mistake', text: 'Like this: /login NAME PASSWORD' }],
  ['/password old a new one', { kind: 'change-password', old: 'old', password: 'a new one' }],
  ['/unregister s3cret', { kind: 'unregister', password: 's3cret' }],
  ['/logout', { kind: 'log-out' }],
  ['/stay on', { kind: 'stay', state: 'on' }],
  ['/stay', { kind: 'mistake', text: 'Like this: /stay on|off' }],
  ['/quote WHOIS bob :x', { kind: 'quote', line: 'WHOIS bob :x' }],
  ['/help me', { kind: 'help' }],
  ['  ', { kind: 'nothing' }],
  ['/nick', { kind: 'mistake', text: 'Like this: /nick NAME' }],
  ['@bob', { kind: 'mistake', text: 'Like this: @NAME TEXT' }],
  ['/dance', { kind: 'mistake', text: 'No command /dance. /help lists them; // says a literal /.' }],
])('%j', (line, request) => {
  expect(asked(line)).toEqual(request);
});

test.each(LANGUAGES)('help in %s names every command', (lang) => {
  const help = helpLines(lang, 80).join('\n');
  for (const { name } of COMMANDS) expect(help).toMatch(new RegExp(`^/${name}\\b`, 'm'));
});

describe('completion', () => {
  const roster = new Roster();
  roster.open('#lobby', 'ann');
  for (const name of ['Bob', 'bonnie', '李雷']) roster.enter('#lobby', name);

  test.each([
    ['b', 'b', ['Bob: ', 'bonnie: ']],
    ['hello Bo', 'Bo', ['Bob ', 'bonnie ']],
    ['@李', '@李', ['@李雷 ']],
    ['/msg 李', '李', ['李雷 ']],
    ['/le', '/le', ['/leave ']],
    ['see #lo', '#lo', ['#lobby ']],
    ['hello ', '', []],
    ['', '', []],
  ])('%j', (line, word, candidates) => {
    expect(complete(roster, line)).toEqual({ word, candidates });
  });
});
