import { expect, describe as group, test } from 'vitest';
import { LANGUAGES } from '../i18n/language.ts';
import type { Happening } from '../session/happening.ts';
import { describe } from './describe.ts';
import { ALL_HAPPENINGS, ANN, AT, event, LEI, OPERATOR, SANCTION } from './happenings.fixture.ts';
import { PLAIN } from './look.ts';

const english = (happening: Happening) => describe(happening, 'en', PLAIN);
const chinese = (happening: Happening) => describe(happening, 'zh-CN', PLAIN);
const words = { form: 'message', text: 'hello', tags: {}, lines: null } as const;
const lobby = { kind: 'room', name: '#lobby', least: null } as const;

group('describe', () => {
  test.each(LANGUAGES)('has one clean line for everything that can happen (%s)', (lang) => {
    for (const happening of ALL_HAPPENINGS) {
      const line = describe(happening, lang, PLAIN);
      expect(line, JSON.stringify(happening)).toMatch(/^[^\p{Cc}]+$/u);
      expect(line).not.toMatch(/undefined|null|\[object/);
    }
  });

  test('in Chinese nothing stays English but names', () => {
    for (const happening of ALL_HAPPENINGS) {
      if (happening.kind === 'failed') continue;
      const own = (chinese(happening) ?? '').replace(
        /Ann|ann@|unix:|WebSocket|hello|desk|operator|\*!\*@\S*|k3y|#\w+/g,
        '',
      );
      expect(own).not.toMatch(/[a-z]{3}/);
    }
  });

  test('comings and goings, with address and reason', () => {
    const { peer } = ANN;
    expect(english({ kind: 'connected', at: AT, peer })).toBe('127.0.0.1:50001 connected');
    const left = event({ kind: 'left', who: ANN, departure: { cause: 'timed-out', text: '' }, rooms: [] });
    expect(english(left)).toBe('Ann (127.0.0.1:50001) is gone: timed out');
    expect(chinese(left)).toBe('Ann (127.0.0.1:50001) 走了：超时');
    const kicked = event({ kind: 'left', who: LEI, departure: { cause: 'kicked', text: '吵' }, rooms: [] });
    expect(english(kicked)).toBe('李雷 ([::1]:50002) is gone: kicked ("吵")');
    expect(chinese(kicked)).toBe('李雷 ([::1]:50002) 走了：被请走（“吵”）');
    const departure = { cause: 'reset', text: '' } as const;
    expect(english({ kind: 'disconnected', at: AT, peer, name: null, departure })).toBe(
      '127.0.0.1:50001 disconnected without a name: connection reset',
    );
    expect(english({ kind: 'disconnected', at: AT, peer, name: 'Ann', departure })).toBeNull();
    expect(english({ kind: 'turned-away', at: AT, peer, because: 'house-full' })).toBe(
      '127.0.0.1:50001 was turned away: the server is full',
    );
  });

  test('what is said, with who said it to whom', () => {
    const room = event({ kind: 'said', who: LEI, to: { ...lobby, name: '#茶' }, ...words });
    expect(english(room)).toBe('李雷 ([::1]:50002) → #茶: hello');
    const to = { kind: 'user', person: ANN, away: null, by: 'name' } as const;
    expect(english(event({ kind: 'said', who: OPERATOR, to, ...words }))).toBe(
      'operator → Ann (127.0.0.1:50001): hello',
    );
    const waves = { ...words, form: 'action', text: 'waves' } as const;
    expect(english(event({ kind: 'said', who: ANN, to: lobby, ...waves }))).toBe(
      'Ann (127.0.0.1:50001) → #lobby * waves',
    );
    const version = { ...words, text: '\x01VERSION\x01' } as const;
    expect(chinese(event({ kind: 'said', who: OPERATOR, to, ...version }))).toBe(
      'operator → Ann (127.0.0.1:50001)（CTCP）: VERSION',
    );
    const typing = { ...words, form: 'tags', text: '' } as const;
    expect(english(event({ kind: 'said', who: ANN, to, ...typing }))).toBeNull();
    const thumb = { ...typing, tags: { '+draft/react': '👍' } };
    expect(english(event({ kind: 'said', who: ANN, to: lobby, ...thumb }))).toBe(
      'Ann (127.0.0.1:50001) → #lobby (reaction): 👍',
    );
    const forOps = event({ kind: 'said', who: ANN, to: { ...lobby, least: 'op' }, ...words });
    expect(english(forOps)).toBe('Ann (127.0.0.1:50001) → #lobby (op and up): hello');
    const twoLines = event({ kind: 'said', who: ANN, to: lobby, ...words, text: 'one\ntwo' });
    expect(english(twoLines)).toBe('Ann (127.0.0.1:50001) → #lobby: one␊two');
  });

  test('what a client only wants to know or keep for itself is not told', () => {
    for (const kind of ['appeared', 'disappeared'] as const) expect(english(event({ kind, who: ANN }))).toBeNull();
    expect(english(event({ kind: 'read-marked', who: ANN, of: '#lobby', read: AT }))).toBeNull();
    const { event: joined } = event({ kind: 'joined', who: ANN, room: '#lobby', created: false, away: null });
    expect(english(event({ kind: 'watched', who: ANN, event: joined }))).toBeNull();
  });

  test('an address that is a name stands there once', () => {
    const nameless = { ...ANN, name: '127.0.0.1:50001' };
    expect(english(event({ kind: 'entered', who: nameless }))).toBe('127.0.0.1:50001 came in');
  });

  test('mode changes', () => {
    const changes = [
      { set: true, what: 'role', role: 'op', name: 'Ann' },
      { set: false, what: 'moderated' },
      { set: true, what: 'limit', limit: 5 },
      { set: false, what: 'key' },
    ] as const;
    expect(english(event({ kind: 'modes-changed', who: ANN, room: '#lobby', changes }))).toBe(
      'Ann (127.0.0.1:50001) changed #lobby: +op Ann, -moderated, +limit 5, -key',
    );
  });

  test('nobody draws on the console', () => {
    const text = '\x1b[2Jgone\r\n\x9b31m\u202e';
    const drawn = [
      event({ kind: 'said', who: ANN, to: lobby, ...words, text }),
      event({ kind: 'broadcast', who: ANN, text }),
      event({ kind: 'left', who: ANN, departure: { cause: 'left', text }, rooms: [] }),
      event({ kind: 'topic-changed', who: ANN, room: '#lobby', text }),
      event({ kind: 'away-changed', who: ANN, text }),
      event({ kind: 'described', who: ANN, realname: text }),
      event({ kind: 'kicked', who: ANN, target: LEI, room: '#lobby', text }),
      event({ kind: 'banned', who: ANN, sanction: { ...SANCTION, text }, others: 0 }),
      event({ kind: 'entered', who: { ...ANN, name: text } }),
      event({ kind: 'modes-changed', who: ANN, room: '#a', changes: [{ set: true, what: 'ban', mask: text }] }),
      event({ kind: 'modes-changed', who: ANN, room: '#a', changes: [{ set: true, what: 'key', key: text }] }),
      { kind: 'failed', at: AT, doing: text, error: new Error(text) } as const,
    ];
    for (const happening of drawn) expect(english(happening)).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('a mistake of our own says where it was made', () => {
    expect(english({ kind: 'failed', at: AT, doing: 'say', error: new TypeError('boom') })).toMatch(
      /^Mistake in Chaguan \(say\): TypeError: boom at .*describe\.test\.ts/,
    );
  });
});
