import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Event } from '../chat/event.ts';
import { CAPABILITIES, type Capability } from './capabilities.ts';
import { dialectFor } from './dialect.ts';
import { openHouse } from './house.fixture.ts';

const { rules } = openHouse();
const who = {
  id: 'u1',
  name: 'ann',
  username: '~ann',
  realname: 'Ann A',
  peer: { host: '192.0.2.7', port: 1 },
  operator: false,
  cloak: null,
  account: null,
  bot: false,
};
const fact = { id: 'e1', at: Date.UTC(2026, 0, 2), who };

function rendered(event: Event, ...caps: Capability[]): string | null {
  const bytes = dialectFor(rules, new Set(caps)).render(event);
  return bytes === null ? null : Buffer.from(bytes).toString();
}

test('sessions that are shown the same share a dialect', () => {
  const plain = dialectFor(rules, new Set());
  expect(dialectFor(rules, new Set(['batch', 'echo-message', 'labeled-response', 'multi-prefix']))).toBe(plain);
  const tagged = dialectFor(rules, new Set(['server-time', 'message-tags']));
  expect(dialectFor(rules, new Set(['message-tags', 'cap-notify', 'server-time']))).toBe(tagged);
  expect(tagged).not.toBe(plain);
  expect(dialectFor({ ...rules, lang: 'zh-CN' }, new Set())).not.toBe(plain);
});

test('a dialect that no session has any more is forgotten, with the bytes it kept', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const had = dialectFor(rules, new Set(['setname']));
  const gone = new WeakRef(dialectFor(rules, new Set(['setname', 'server-time'])));
  // What a WeakRef was made of stays until the end of the task.
  await setImmediate();
  collectGarbage();
  expect(gone.deref()).toBeUndefined();
  expect(dialectFor(rules, new Set(['setname']))).toBe(had);
  // Now its key is cleared too, but not from under the one that has taken its place.
  const next = dialectFor(rules, new Set(['setname', 'server-time']));
  await setImmediate();
  expect(dialectFor(rules, new Set(['setname', 'server-time']))).toBe(next);
});

test.each<[Capability[], string]>([
  [[], ':ann!~ann@192.0.2.7 JOIN #tea\r\n'],
  [['extended-join'], ':ann!~ann@192.0.2.7 JOIN #tea * :Ann A\r\n'],
  [['away-notify'], ':ann!~ann@192.0.2.7 JOIN #tea\r\n:ann!~ann@192.0.2.7 AWAY :at lunch\r\n'],
  [['server-time'], '@time=2026-01-02T00:00:00.000Z :ann!~ann@192.0.2.7 JOIN #tea\r\n'],
])('a joined event with %j', (caps, expected) => {
  expect(rendered({ ...fact, kind: 'joined', room: '#tea', created: false, away: 'at lunch' }, ...caps)).toBe(expected);
});

test('a typed TAGMSG, an away text, a real name are only for those who asked', () => {
  const typing: Event = {
    ...fact,
    kind: 'said',
    to: { kind: 'room', name: '#tea', least: null },
    text: '',
    form: 'tags',
    tags: { '+typing': 'active' },
    lines: null,
  };
  expect(rendered(typing)).toBeNull();
  expect(rendered(typing, 'message-tags')).toBe('@msgid=e1;+typing=active :ann!~ann@192.0.2.7 TAGMSG #tea\r\n');
  expect(rendered({ ...fact, kind: 'away-changed', text: null })).toBeNull();
  expect(rendered({ ...fact, kind: 'away-changed', text: null }, 'away-notify')).toBe(':ann!~ann@192.0.2.7 AWAY\r\n');
  expect(rendered({ ...fact, kind: 'described', realname: 'A' })).toBeNull();
});

test('what has no form in IRC is not shown', () => {
  const all = CAPABILITIES.map((row) => row.name);
  expect(rendered({ ...fact, kind: 'entered' }, ...all)).toBeNull();
  expect(rendered({ ...fact, kind: 'mode-changed', mode: 'desk' }, ...all)).toBeNull();
  expect(rendered({ ...fact, kind: 'line-busy' }, ...all)).toBeNull();
});
