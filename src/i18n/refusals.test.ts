import { describe, expect, test } from 'vitest';
import type { DepartureCause } from '../chat/command.ts';
import type { NameFlaw, Refusal } from '../chat/event.ts';
import { departureWord } from './departures.ts';
import { LANGUAGES } from './language.ts';
import { refusalSentence } from './refusals.ts';

type Examples = { readonly [W in Refusal['why']]: readonly Extract<Refusal, { why: W }>[] };

const FLAWS: readonly NameFlaw[] = [
  { kind: 'empty' },
  { kind: 'long', limit: 24 },
  { kind: 'start', character: '-' },
  { kind: 'character', character: ' ' },
  { kind: 'character', character: '!' },
  { kind: 'character', character: '\u200b' },
  { kind: 'reserved' },
];
const room = '#茶';
const BANS = [
  { text: '', until: null },
  { text: '吵', until: null },
  { text: '', until: Date.UTC(2026, 0, 2) },
  { text: '吵', until: Date.UTC(2026, 0, 2) },
];
const name = '李雷';

/** Every kind of refusal; a new kind does not compile without an example. */
const EXAMPLES: Examples = {
  'name-taken': [{ why: 'name-taken', name }],
  'name-invalid': FLAWS.map((flaw) => ({ why: 'name-invalid', name, flaw })),
  'room-name-invalid': FLAWS.map((flaw) => ({ why: 'room-name-invalid', room, flaw })),
  'no-such-user': [{ why: 'no-such-user', name }],
  'no-such-room': [{ why: 'no-such-room', room }],
  'not-in-room': [{ why: 'not-in-room', room }],
  'target-not-in-room': [{ why: 'target-not-in-room', room, name }],
  'target-in-room': [{ why: 'target-in-room', room, name }],
  'op-needed': [{ why: 'op-needed', room }],
  'operator-needed': [{ why: 'operator-needed' }],
  'cannot-speak': (['banned', 'moderated', 'external', 'no-ctcp', 'registered-speech'] as const).map((because) => ({
    why: 'cannot-speak',
    room,
    because,
  })),
  'cannot-join': [
    ...(['key', 'full', 'invite-only', 'registered-only'] as const).map(
      (because) => ({ why: 'cannot-join', room, because }) as const,
    ),
    ...BANS.map((ban) => ({ why: 'cannot-join', room, because: 'banned', ...ban }) as const),
  ],
  'lobby-not-registered': [{ why: 'lobby-not-registered' }],
  'room-registered': [{ why: 'room-registered', room, founder: name }],
  'room-not-registered': [{ why: 'room-not-registered', room }],
  'room-not-yours': [{ why: 'room-not-yours', room, founder: name }],
  'too-many-own-rooms': [{ why: 'too-many-own-rooms', limit: 20 }],
  'too-many-registered-rooms': [{ why: 'too-many-registered-rooms' }],
  'too-many-role-holders': [{ why: 'too-many-role-holders', room, limit: 100 }],
  'key-invalid': [{ why: 'key-invalid', room }],
  'too-many-rooms': [{ why: 'too-many-rooms', room, limit: 50 }],
  'too-many-masks': [{ why: 'too-many-masks', room, list: 'ban', mask: '*!*@1.2.3.4', limit: 100 }],
  'mask-invalid': [{ why: 'mask-invalid', room, list: 'ban', mask: '~m:~m:x' }],
  'mask-too-long': [{ why: 'mask-too-long', room, list: 'exception', limit: 300 }],
  'cannot-reach': [{ why: 'cannot-reach', name }],
  'room-name-taken': [{ why: 'room-name-taken', room, name: '#咖啡' }],
  'room-cannot-be-renamed': [{ why: 'room-cannot-be-renamed', room, name: '#a b' }],
  'name-registered': [{ why: 'name-registered', name }],
  'no-such-account': [{ why: 'no-such-account', account: name }],
  'account-exists': [{ why: 'account-exists', account: name }],
  'account-not-own-name': [
    { why: 'account-not-own-name', account: '韩梅梅', name },
    { why: 'account-not-own-name', account: name, name },
  ],
  'already-logged-in': [{ why: 'already-logged-in', account: name }],
  'not-logged-in': [{ why: 'not-logged-in' }],
  'name-banned': [{ why: 'name-banned', account: name }],
  'too-many-sessions': [{ why: 'too-many-sessions', name, limit: 10 }],
  'too-many-stay': [{ why: 'too-many-stay' }],
  'another-stays': [{ why: 'another-stays', account: name, name }],
  'too-many-accounts': [{ why: 'too-many-accounts' }],
  'fingerprint-invalid': [{ why: 'fingerprint-invalid' }],
  'certificate-taken': [{ why: 'certificate-taken', fingerprint: 'ab'.repeat(32) }],
  'no-such-certificate': [{ why: 'no-such-certificate', fingerprint: 'ab'.repeat(32) }],
  'too-many-certificates': [{ why: 'too-many-certificates', limit: 8 }],
  'no-such-message': [{ why: 'no-such-message', to: room, message: '1' }],
  'not-your-message': [{ why: 'not-your-message', to: room, message: '1' }],
  'too-many-lines': [{ why: 'too-many-lines', limit: 100 }],
  'too-many-monitored': [{ why: 'too-many-monitored', names: [name], limit: 100 }],
  'too-many-subscriptions': [{ why: 'too-many-subscriptions', key: 'avatar' }],
  'metadata-not-yours': [{ why: 'metadata-not-yours', target: name, key: 'avatar' }],
  'metadata-not-set': [{ why: 'metadata-not-set', target: name, key: 'avatar' }],
  'metadata-key-invalid': [{ why: 'metadata-key-invalid', key: 'Ä' }],
  'metadata-value-too-long': [{ why: 'metadata-value-too-long', limit: 300 }],
  'too-much-metadata': [{ why: 'too-much-metadata', target: name, limit: 20 }],
  'host-invalid': [{ why: 'host-invalid', host: 'a b' }],
  'too-long': [{ why: 'too-long', limit: 4096 }],
  'nothing-said': [{ why: 'nothing-said' }],
  nowhere: [{ why: 'nowhere' }],
  'nobody-at-the-desk': [{ why: 'nobody-at-the-desk' }],
  'line-is-busy': [{ why: 'line-is-busy' }],
  banned: (['account', 'address', 'guests'] as const).flatMap((whom) =>
    BANS.map((ban) => ({ why: 'banned', whom, ...ban }) as const),
  ),
  'network-too-wide': [{ why: 'network-too-wide', network: '0.0.0.0/0' }],
  'bans-yourself': [{ why: 'bans-yourself', who: name }],
  'too-many-sanctions': [{ why: 'too-many-sanctions', limit: 5000 }],
  'not-banned': [{ why: 'not-banned', who: name }],
  'not-an-address': [{ why: 'not-an-address', who: 'foo.bar' }],
  'is-the-operator': [{ why: 'is-the-operator' }],
  'house-full': [{ why: 'house-full', limit: 5 }],
  'address-full': [{ why: 'address-full', limit: 5 }],
  'cannot-store': [{ why: 'cannot-store' }],
  'house-locked': [{ why: 'house-locked' }],
};
const ALL: readonly Refusal[] = Object.values(EXAMPLES).flat();

describe.each(LANGUAGES)('refusals (%s)', (lang) => {
  test('are each one whole sentence of its own', () => {
    const sentences = ALL.map((refusal) => refusalSentence(refusal, lang));
    for (const sentence of sentences) {
      expect(sentence).toMatch(lang === 'en' ? /^["A-Z李#*].*[^.]\.$/ : /[^。]。$/);
      expect(sentence).not.toMatch(/undefined|null|\[object|\n/);
    }
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  test('carry their numbers', () => {
    for (const refusal of ALL) {
      if ('limit' in refusal) expect(refusalSentence(refusal, lang)).toContain(String(refusal.limit));
    }
  });
});

test('what cannot be seen is called by its number, and a reason keeps its own full stop', () => {
  const refusals: Refusal[] = [
    { why: 'name-invalid', name: 'a\ufe0f', flaw: { kind: 'character', character: '\ufe0f' } },
    { why: 'banned', whom: 'address', text: 'Be nice.', until: null },
  ];
  expect(refusals.map((refusal) => refusalSentence(refusal, 'en'))).toEqual([
    'A name cannot have the invisible U+FE0F in it.',
    'Your address is banned here: Be nice.',
  ]);
});

test('departure words differ, in both languages', () => {
  const causes: Readonly<Record<DepartureCause, true>> = {
    left: true,
    'logged-in': true,
    ended: true,
    reset: true,
    'timed-out': true,
    kicked: true,
    banned: true,
    flooded: true,
    'too-slow': true,
    refused: true,
    closing: true,
    failed: true,
  };
  for (const lang of LANGUAGES) {
    const words = Object.keys(causes).map((cause) => departureWord(cause as DepartureCause, lang));
    expect(new Set(words).size).toBe(words.length);
  }
});
