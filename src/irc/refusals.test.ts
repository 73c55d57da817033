// What a client is told of what was refused: the numeric or the standard reply, and its parameters.
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../chat/event.ts';
import { openHouse } from './house.fixture.ts';

/** What comes of the refusal, up to the sentence. */
function told(refusal: Refusal): string[] {
  const ann = openHouse().enter('ann');
  ann.session.refuse(refusal);
  return ann.heard().map((line) => line.replace(':tea.example ', '').split(' :')[0] ?? '');
}

const room = '#tea';
const name = 'bob';

describe('a refusal', () => {
  it.each<[head: string, refusal: Refusal]>([
    ['433 ann bob', { why: 'name-registered', name }],
    ['477 ann #tea', { why: 'cannot-join', room, because: 'registered-only' }],
    ['486 ann bob', { why: 'cannot-reach', name }],
    ['478 ann #tea I', { why: 'too-many-masks', room, list: 'invite-exception', mask: 'x!*@*', limit: 9 }],
    ['696 ann #tea e ~a:', { why: 'mask-invalid', room, list: 'exception', mask: '~a:' }],
    ['696 ann #tea b *', { why: 'mask-too-long', room, list: 'ban', limit: 9 }],
    ['696 ann #tea k *', { why: 'key-invalid', room }],
    ['FAIL REGISTER ACCOUNT_EXISTS bob', { why: 'account-exists', account: name }],
    ['FAIL REGISTER ACCOUNT_NAME_MUST_BE_NICK bob', { why: 'account-not-own-name', account: name, name: 'ann' }],
    ['FAIL REGISTER BAD_ACCOUNT_NAME bob', { why: 'account-not-own-name', account: name, name }],
    ['FAIL REGISTER ALREADY_AUTHENTICATED bob', { why: 'already-logged-in', account: name }],
    ['FAIL REGISTER TEMPORARILY_UNAVAILABLE *', { why: 'too-many-accounts' }],
    ['FAIL RENAME CHANNEL_NAME_IN_USE #tea #coffee', { why: 'room-name-taken', room, name: '#coffee' }],
    ['FAIL RENAME CANNOT_RENAME #tea *', { why: 'room-cannot-be-renamed', room, name: '#a b' }],
    ['FAIL REDACT UNKNOWN_MSGID #tea e1', { why: 'no-such-message', to: room, message: 'e1' }],
    ['FAIL REDACT REDACT_FORBIDDEN #tea e1', { why: 'not-your-message', to: room, message: 'e1' }],
    ['FAIL BATCH MULTILINE_MAX_LINES 9', { why: 'too-many-lines', limit: 9 }],
    ['FAIL METADATA TOO_MANY_SUBS url', { why: 'too-many-subscriptions', key: 'url' }],
    ['FAIL METADATA KEY_NO_PERMISSION #tea url', { why: 'metadata-not-yours', target: room, key: 'url' }],
    ['FAIL METADATA KEY_NOT_SET bob url', { why: 'metadata-not-set', target: name, key: 'url' }],
    ['FAIL METADATA KEY_INVALID $', { why: 'metadata-key-invalid', key: '$' }],
    ['FAIL METADATA VALUE_INVALID', { why: 'metadata-value-too-long', limit: 9 }],
    ['FAIL METADATA LIMIT_REACHED bob', { why: 'too-much-metadata', target: name, limit: 9 }],
  ])('%s', (head, refusal) => {
    expect(told(refusal)).toEqual([head]);
  });

  it('names all who cannot be watched for, in as many lines as they need', () => {
    const names = Array.from({ length: 60 }, (_, number) => `somebody${number}`);
    const heads = told({ why: 'too-many-monitored', names, limit: 9 });
    expect(heads.length).toBeGreaterThan(1);
    expect(heads.flatMap((head) => head.replace('734 ann 9 ', '').split(','))).toEqual(names);
  });

  it('ends with the sentence that everybody is told', () => {
    const ann = openHouse({ lang: 'zh-CN' }).enter('ann');
    ann.session.refuse({ why: 'not-in-room', room });
    expect(ann.heard()).toEqual([':tea.example 442 ann #tea :你不在 #tea。']);
  });
});
