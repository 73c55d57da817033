import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../i18n/language.ts';
import type { Showing as View } from './core/view.ts';
import { PLAIN } from './look.ts';
import { show } from './show.ts';

const AT = new Date(2026, 10, 21, 8, 5).getTime();

function shown(view: View, lang: 'en' | 'zh-CN' = 'en'): string[] {
  return show({ ...view, at: null }, { lang, look: PLAIN, columns: 80, currentRoom: '#lobby' }, AT);
}

const said = { kind: 'said', who: 'bob', form: 'message', text: 'hi', own: false } as const;

test('speech says where it was said, unless that is here', () => {
  expect(shown({ ...said, place: { kind: 'room', room: '#lobby' } })).toEqual(['08:05 bob: hi']);
  expect(shown({ ...said, place: { kind: 'room', room: '#dev' } })).toEqual(['08:05 [#dev] bob: hi']);
  expect(shown({ ...said, place: { kind: 'private', with: 'bob' } })).toEqual(['08:05 bob → you: hi']);
  expect(shown({ ...said, who: 'ann', own: true, place: { kind: 'private', with: 'bob' } }, 'zh-CN')).toEqual([
    '08:05 你 → bob: hi',
  ]);
  expect(shown({ ...said, form: 'action', text: 'waves', place: { kind: 'room', room: '#lobby' } })).toEqual([
    '08:05 * bob waves',
  ]);
});

test('who has been sent away is told by whom, and why if there is a reason', () => {
  expect(shown({ kind: 'sent-away', by: 'boss', text: 'noise' })).toEqual(['08:05 -- boss has sent you away (noise)']);
  expect(shown({ kind: 'sent-away', by: '掌柜', text: '掌柜' }, 'zh-CN')).toEqual(['08:05 -- 掌柜 把你请走了']);
});

test('a refusal is told in the language of the reader where its code says all, else in the words of the server', () => {
  const refused = { kind: 'refused', text: 'No such nick' } as const;
  expect(shown({ ...refused, code: '401', about: ['bob'] }, 'zh-CN')).toEqual(['08:05 -- 这里没有叫“bob”的人。']);
  expect(shown({ ...refused, code: '499', about: [] }, 'zh-CN')).toEqual(['08:05 -- No such nick']);
});

describe.each(LANGUAGES)('in %s', (lang) => {
  const EVIL = 'x\x1b[2J\r\ny';
  const views: View[] = [
    { kind: 'welcomed', name: EVIL },
    { kind: 'name-refused', name: EVIL, why: 'taken', text: EVIL },
    { kind: 'name-refused', name: EVIL, why: 'invalid', text: EVIL },
    { kind: 'name-numbered', name: EVIL, next: EVIL },
    { kind: 'joined', who: EVIL, room: EVIL, own: false },
    { kind: 'parted', who: EVIL, room: EVIL, text: EVIL, own: false },
    { kind: 'gone', who: EVIL, text: EVIL, rooms: [EVIL] },
    { kind: 'kicked', who: EVIL, by: EVIL, room: EVIL, text: `${EVIL}.`, own: true },
    { kind: 'renamed', before: EVIL, after: EVIL, own: false },
    { kind: 'away-changed', who: EVIL, text: EVIL },
    { kind: 'away-changed', who: EVIL, text: null },
    { kind: 'said', who: EVIL, place: { kind: 'room', room: EVIL }, form: 'notice', text: EVIL, own: false },
    { kind: 'said', who: EVIL, place: { kind: 'private', with: EVIL }, form: 'action', text: EVIL, own: true },
    { kind: 'topic', room: EVIL, text: EVIL, by: EVIL },
    { kind: 'modes', target: EVIL, by: EVIL, text: EVIL },
    { kind: 'invited', by: EVIL, room: EVIL },
    { kind: 'members', room: EVIL, names: [EVIL] },
    { kind: 'people', people: [{ name: EVIL, address: EVIL, away: true, prefixes: '@', realname: EVIL }] },
    { kind: 'rooms', rooms: [{ name: EVIL, members: 1, topic: EVIL }] },
    { kind: 'room-chosen', room: EVIL },
    { kind: 'refused', code: '403', about: [EVIL], text: EVIL },
    { kind: 'refused', code: '', about: [EVIL], text: EVIL },
    { kind: 'not-done', why: 'not-in-room', about: EVIL },
    { kind: 'server-said', text: EVIL },
    { kind: 'password-refused', given: true },
    { kind: 'password-refused', given: false },
    { kind: 'sent-away', by: EVIL, text: `${EVIL}.` },
    { kind: 'dismissed', text: EVIL },
  ];

  test.each(views)('$kind draws nothing on the screen', (view) => {
    const lines = shown(view, lang);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^08:05 [^\p{Cc}]*$/u);
  });
});
