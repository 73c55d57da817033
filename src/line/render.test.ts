import { describe, expect, test } from 'vitest';
import type { ModeChange, Role } from '../chat/command.ts';
import type { Event, EventKind, EventOf, Person, Target } from '../chat/event.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { plainDialect } from './dialect.ts';
import { eventLines } from './render.ts';
import { ownLines } from './speech.ts';

const ANN: Person = {
  id: 'a',
  name: 'Ann',
  username: 'ann',
  realname: 'Ann',
  peer: { host: '127.0.0.1', port: 50001 },
  cloak: null,
  operator: false,
  account: null,
  bot: false,
};
const BOB: Person = { ...ANN, id: 'b', name: 'Bob' };
const LOBBY = { kind: 'room', name: '#lobby', least: null } as const;
const TEA = { ...LOBBY, name: '#tea' } as const;
const TO_BOB = { kind: 'user', person: BOB, away: null, by: 'name' } as const;

type Written<E> = E extends Event ? Omit<E, 'id' | 'at' | 'who'> : never;

function shown(written: Written<Event>, who = ANN): [en: string, zh: string] {
  const event = { id: '1', at: 0, who, ...written } as Event;
  const [en = '', zh = ''] = LANGUAGES.map((lang) => eventLines(event, lang).join('\n'));
  return [en, zh];
}

function said(text: string, to: Target = LOBBY, more: Partial<EventOf<'said'>> = {}): [en: string, zh: string] {
  return shown({ kind: 'said', to, text, form: 'message', tags: {}, lines: null, ...more });
}

describe('what is said', () => {
  test('says who and, unless it is the lobby, where', () => {
    expect(said('hi')[0]).toBe('Ann: hi');
    expect(said('hi', TEA)[0]).toBe('[#tea] Ann: hi');
    expect(said('hi', TO_BOB)).toEqual(['[private] Ann: hi', '[私信] Ann: hi']);
    expect(said('hi', { ...TO_BOB, by: 'mode' })[0]).toBe('Ann: hi');
    expect(said('waves', TEA, { form: 'action' })[0]).toBe('[#tea] * Ann waves');
    expect(said('note', LOBBY, { form: 'notice' })[0]).toBe('Ann: note');
  });

  test('says to whom it was, if one has said it oneself on another connection', () => {
    const own = (to: Target, text = 'hi'): string[] =>
      ownLines({ kind: 'said', id: '1', at: 0, who: ANN, to, text, form: 'message', tags: {}, lines: null }, 'en');
    expect(own(TO_BOB)).toEqual(['[private to Bob] Ann: hi']);
    expect(own({ ...TO_BOB, by: 'mode' })).toEqual(['Ann: hi']);
    expect(own(TEA)).toEqual(['[#tea] Ann: hi']);
    expect(own(TO_BOB, '\x01VERSION\x01')).toEqual([]);
  });

  test('says for whom alone it is in a room', () => {
    const least: readonly Role[] = ['owner', 'op', 'halfop', 'voice'];
    expect(least.map((role) => said('hi', { ...LOBBY, least: role }))).toEqual([
      ['[#lobby, owners only] Ann: hi', '[#lobby，仅房主] Ann: hi'],
      ['[#lobby, ops only] Ann: hi', '[#lobby，仅管理员] Ann: hi'],
      ['[#lobby, half-ops and ops only] Ann: hi', '[#lobby，仅管理员和副管理员] Ann: hi'],
      ['[#lobby, only those with a voice] Ann: hi', '[#lobby，仅有发言权的人] Ann: hi'],
    ]);
  });

  test('has its name before each line that is not blank', () => {
    expect(said('one\n\n two\n \nthree', TEA)[0]).toBe('[#tea] Ann: one\n[#tea] Ann:  two\n[#tea] Ann: three');
  });

  test('has no formatting codes of IRC, and draws nothing', () => {
    expect(said('\x02bold\x02 \x0304,12red\x03 \x1ditalic\x0f \x04ff0000hex\x04 \x16\x11\x1e\x1fend')[0]).toBe(
      'Ann: bold red italic hex end',
    );
    expect(said('a\x1b[2Jb\rc')[0]).toBe('Ann: a␛[2Jb␍c');
  });

  test('may be a reaction; other tags and CTCP are nothing to read', () => {
    const tags = (all: Record<string, string>) => said('', TEA, { form: 'tags', tags: all });
    expect(tags({ '+draft/react': '👍', '+reply': '7' })).toEqual([
      '[#tea] * Ann reacts with 👍',
      '[#tea] * Ann 回应 👍',
    ]);
    expect(tags({ '+draft/unreact': '👍' })).toEqual(['[#tea] * Ann takes back 👍', '[#tea] * Ann 收回 👍']);
    expect(tags({ '+typing': 'active' })).toEqual(['', '']);
    expect(tags({ '+draft/react': '' })).toEqual(['', '']);
    expect(said('\x01VERSION\x01')).toEqual(['', '']);
    expect(said('yes', LOBBY, { tags: { '+reply': '7' } })[0]).toBe('Ann: yes');
  });
});

describe('what happens', () => {
  test.each<[Written<Event>, string, string]>([
    [{ kind: 'joined', room: '#lobby', created: false, away: null }, 'Ann joined', 'Ann 进来了'],
    [
      { kind: 'joined', room: '#tea', created: false, away: 'lunch' },
      'Ann joined #tea (away: lunch)',
      'Ann 进入 #tea（暂时离开：lunch）',
    ],
    [
      { kind: 'joined', room: '#tea', created: false, away: '*' },
      'Ann joined #tea (away)',
      'Ann 进入 #tea（暂时离开）',
    ],
    [{ kind: 'away-changed', text: 'lunch' }, 'Ann is away: lunch', 'Ann 暂时离开：lunch'],
    [{ kind: 'away-changed', text: '*' }, 'Ann is away', 'Ann 暂时离开'],
    [{ kind: 'away-changed', text: null }, 'Ann is back', 'Ann 回来了'],
    [{ kind: 'invited', room: '#tea', target: BOB }, 'Ann invited Bob to #tea', 'Ann 邀请了 Bob 到 #tea'],
    [
      { kind: 'room-renamed', room: '#tea', after: '#green', text: 'better' },
      'Ann renamed #tea to #green (better)',
      'Ann 把 #tea 改名为 #green（better）',
    ],
    [{ kind: 'wallops', text: 'restart soon' }, 'Ann, operator: restart soon', '掌柜 Ann：restart soon'],
  ])('%j', (event, en, zh) => {
    expect(shown(event)).toEqual([`-- ${en}`, `-- ${zh}`]);
  });

  test('who takes back what is told, and of whom, and where', () => {
    const redacted = (to: Target, author: Person, text: string, who = ANN) =>
      shown({ kind: 'redacted', to, message: '7', author, text }, who);
    expect(redacted(LOBBY, ANN, '')).toEqual(['-- Ann took back a message', '-- Ann 撤回了一条消息']);
    expect(redacted(TEA, ANN, 'oops')).toEqual([
      '-- Ann took back a message in #tea (oops)',
      '-- Ann 在 #tea 撤回了一条消息（oops）',
    ]);
    expect(redacted(LOBBY, BOB, 'rude')).toEqual([
      '-- Ann removed a message of Bob (rude)',
      '-- Ann 删除了 Bob 的一条消息（rude）',
    ]);
    expect(redacted(TEA, BOB, '')).toEqual([
      '-- Ann removed a message of Bob in #tea',
      '-- Ann 删除了 Bob 在 #tea 的一条消息',
    ]);
    expect(redacted(TO_BOB, ANN, '')).toEqual(['-- Ann took back a private message', '-- Ann 撤回了一条私信']);
    // The same person on another connection.
    const [ann, other] = [ANN, BOB].map((person) => ({ ...person, account: 'ann' })) as [Person, Person];
    expect(redacted(LOBBY, ann, '', other)[0]).toBe('-- Bob took back a message');
  });

  test('what only programs use, or only the operator, is not told', () => {
    const events: { readonly [K in EventKind]?: Partial<EventOf<K>> } = {
      entered: {},
      described: { realname: 'x' },
      'user-modes-changed': { changes: [{ set: true, mode: 'bot' }] },
      'account-changed': {},
      registered: { account: 'Ann' },
      'host-changed': { after: { ...ANN, cloak: 'x' }, by: ANN },
      rejoined: { room: '#tea', roles: [], away: null },
      appeared: {},
      disappeared: {},
      monitored: { names: ['x'] },
      'read-marked': { read: 1 },
      subscribed: { set: true, keys: ['x'] },
      'metadata-changed': { of: 'Ann', key: 'x', value: 'y' },
      'operator-denied': {},
      banned: { others: 0 },
      unbanned: { because: 'lifted' },
      limited: { users: 1 },
      locked: { locked: true },
    };
    for (const [kind, rest] of Object.entries(events)) {
      expect(shown({ kind, ...rest } as Written<Event>), kind).toEqual(['', '']);
    }
  });
});

describe('what is changed of a room', () => {
  const changed = (...changes: ModeChange[]) => shown({ kind: 'modes-changed', room: '#tea', changes });
  const role = (one: Role, set: boolean): ModeChange => ({ what: 'role', role: one, set, name: 'Bob' });

  test('roles', () => {
    expect(changed(role('owner', true), role('op', true), role('halfop', true), role('voice', true))).toEqual([
      '-- Ann made Bob an owner of #tea; Ann made Bob an op in #tea; Ann made Bob a half-op in #tea; Ann gave Bob a voice in #tea',
      '-- Ann 让 Bob 成为 #tea 的房主；Ann 让 Bob 成为 #tea 的管理员；Ann 让 Bob 成为 #tea 的副管理员；Ann 准许 Bob 在 #tea 发言',
    ]);
    expect(changed(role('owner', false))[0]).toBe('-- Bob is no longer an owner of #tea (by Ann)');
    expect(changed(role('halfop', false))[1]).toBe('-- Ann 取消了 Bob 在 #tea 的副管理员身份');
  });

  test.each<[ModeChange['what'] & ('ban' | 'exception' | 'invite-exception'), string, string, string]>([
    ['ban', 'Bob!*@*', 'Ann banned Bob from #tea', 'Ann 禁止 Bob 进入 #tea'],
    ['ban', '*!*@10.0.0.1', 'Ann banned 10.0.0.1 from #tea', 'Ann 禁止 10.0.0.1 进入 #tea'],
    ['ban', '*!bob@10.*', 'Ann banned *!bob@10.* from #tea', 'Ann 禁止 *!bob@10.* 进入 #tea'],
    ['ban', '~a:bob', 'Ann banned the account bob from #tea', 'Ann 禁止 账号 bob 进入 #tea'],
    ['ban', '~m:Bob!*@*', 'Ann silenced Bob in #tea', 'Ann 禁止 Bob 在 #tea 说话'],
    ['ban', '~m:~a:bob', 'Ann silenced the account bob in #tea', 'Ann 禁止 账号 bob 在 #tea 说话'],
    ['exception', 'Bob!*@*', 'The bans of #tea do not count for Bob now (by Ann)', 'Ann 让 Bob 不受 #tea 的封禁影响'],
    [
      'invite-exception',
      'Bob!*@*',
      'No invitation to #tea is needed by Bob now (by Ann)',
      'Ann 让 Bob 不用邀请就能进 #tea',
    ],
  ])('%s %s', (what, mask, en, zh) => {
    expect(changed({ what, set: true, mask })).toEqual([`-- ${en}`, `-- ${zh}`]);
    const [lifted, liftedZh] = changed({ what, set: false, mask });
    expect(lifted).not.toBe(`-- ${en}`);
    expect(liftedZh).not.toBe(`-- ${zh}`);
  });

  test.each(LANGUAGES)('every setting has words of its own, both ways (%s)', (lang) => {
    const flags = [
      'invite-only',
      'moderated',
      'no-external',
      'secret',
      'topic-locked',
      'no-ctcp',
      'registered-only',
      'registered-speech',
    ] as const;
    const lines = [true, false].flatMap((set) => flags.map((what) => changed({ set, what })[LANGUAGES.indexOf(lang)]));
    expect(new Set(lines).size).toBe(lines.length);
    for (const line of lines) expect(line).toMatch(/^-- .*#tea/);
  });
});

test('whoever is told little is still told that lines go to a room with another name', () => {
  const event = { id: '1', at: 0, who: ANN, kind: 'room-renamed', room: '#tea', after: '#green', text: '' } as const;
  expect(plainDialect('en', '\r\n', 'bare').render(event)?.toString()).toBe('-- Ann renamed #tea to #green\r\n');
  const lines = { id: '2', at: 0, who: ANN, kind: 'said', to: LOBBY, text: 'a\nb', form: 'message', tags: {} } as const;
  expect(
    plainDialect('en', '\r\n', 'all')
      .render({ ...lines, lines: null })
      ?.toString(),
  ).toBe('Ann: a\r\nAnn: b\r\n');
});
