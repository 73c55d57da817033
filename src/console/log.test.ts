import { describe, expect, test } from 'vitest';
import { ALL_HAPPENINGS, ANN, AT, event, LEI, OPERATOR, SANCTION } from './happenings.fixture.ts';
import { openLog } from './log.ts';

function logged(format: 'text' | 'json', happenings = ALL_HAPPENINGS): string[] {
  const lines: string[] = [];
  const log = openLog(format, 'en', (line) => lines.push(line));
  for (const happening of happenings) log.observe(happening);
  return lines;
}

const HOSTILE = 'a\x00\x1b[2J\n\x7f\x9b\u2028\u202eb';
const lobby = { kind: 'room', name: '#lobby', least: null } as const;
const plain = { tags: {}, lines: null } as const;
const said = (text: string) => event({ kind: 'said', who: ANN, to: lobby, form: 'message', text, ...plain });

describe('the log', () => {
  test('text: one line each, with the time', () => {
    const lines = logged('text');
    expect(lines).toHaveLength(ALL_HAPPENINGS.length);
    for (const line of lines) expect(line).toMatch(/^2026-01-02T03:04:05\.000Z [^\p{Cc}]+$/u);
    expect(logged('text', [said('你好')])).toEqual(['2026-01-02T03:04:05.000Z Ann (127.0.0.1:50001) → #lobby: 你好']);
  });

  test('json: one object each, with the time and the kind', () => {
    const lines = logged('json');
    expect(lines).toHaveLength(ALL_HAPPENINGS.length);
    for (const [index, line] of lines.entries()) {
      const happening = ALL_HAPPENINGS[index];
      const kind = happening?.kind === 'event' ? happening.event.kind : happening?.kind;
      expect(JSON.parse(line)).toMatchObject({ at: '2026-01-02T03:04:05.000Z', event: kind });
    }
  });

  test('json: the fields that programs rely on', () => {
    const at = '2026-01-02T03:04:05.000Z';
    const ann = { who: 'Ann', address: '127.0.0.1:50001' };
    const lei = { target: '李雷', targetAddress: '[::1]:50002' };
    const to = { kind: 'user', person: LEI, away: null, by: 'name' } as const;
    const departure = { cause: 'reset', text: '' } as const;
    const { peer } = ANN;
    const lines = logged('json', [
      { kind: 'connected', at: AT, peer },
      said('hi'),
      event({ kind: 'said', who: ANN, to, form: 'notice', text: 'psst', ...plain }),
      event({ kind: 'said', who: ANN, to: { kind: 'echo' }, form: 'message', text: 'me', ...plain }),
      event({ kind: 'said', who: ANN, to: { ...lobby, least: 'op' }, form: 'message', text: 'ops', ...plain }),
      event({ kind: 'said', who: ANN, to: lobby, form: 'tags', text: '', ...plain, tags: { '+draft/react': '👍' } }),
      event({ kind: 'redacted', who: ANN, to: lobby, message: '7', author: LEI, text: 'rude' }),
      event({ kind: 'account-changed', who: { ...ANN, account: 'ann' } }),
      event({ kind: 'registered', who: ANN, account: 'Ann' }),
      event({ kind: 'certificate-changed', who: ANN, account: 'Ann', set: true, fingerprint: 'ab'.repeat(32) }),
      event({ kind: 'host-changed', who: ANN, after: { ...ANN, cloak: 'tea.house' }, by: OPERATOR }),
      event({ kind: 'room-renamed', who: ANN, room: '#tea', after: '#green', text: '' }),
      event({ kind: 'kicked', who: ANN, target: LEI, room: '#lobby', text: 'noise' }),
      event({ kind: 'renamed', who: ANN, after: { ...ANN, name: '安' }, rooms: ['#lobby'] }),
      event({ kind: 'left', who: ANN, departure, rooms: ['#lobby'] }),
      { kind: 'disconnected', at: AT, peer, name: 'Ann', departure },
      event({ kind: 'banned', who: ANN, sanction: SANCTION, others: 2 }),
    ]);
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { at, event: 'connected', address: '127.0.0.1:50001' },
      { at, event: 'said', ...ann, room: '#lobby', form: 'message', text: 'hi' },
      { at, event: 'said', ...ann, ...lei, form: 'notice', text: 'psst' },
      { at, event: 'said', ...ann, echo: true, form: 'message', text: 'me' },
      { at, event: 'said', ...ann, room: '#lobby', least: 'op', form: 'message', text: 'ops' },
      { at, event: 'said', ...ann, room: '#lobby', form: 'tags', text: '👍' },
      { at, event: 'redacted', ...ann, room: '#lobby', message: '7', author: '李雷', text: 'rude' },
      { at, event: 'account-changed', ...ann, account: 'ann' },
      { at, event: 'registered', ...ann, account: 'Ann' },
      { at, event: 'certificate-changed', ...ann, account: 'Ann', set: true, fingerprint: 'ab'.repeat(32) },
      { at, event: 'host-changed', ...ann, username: 'ann', host: 'tea.house' },
      { at, event: 'room-renamed', ...ann, room: '#tea', after: '#green', text: '' },
      { at, event: 'kicked', ...ann, ...lei, room: '#lobby', text: 'noise' },
      { at, event: 'renamed', ...ann, name: '安', rooms: ['#lobby'] },
      { at, event: 'left', ...ann, cause: 'reset', text: '', rooms: ['#lobby'] },
      { at, event: 'disconnected', ...ann, cause: 'reset', text: '' },
      {
        at,
        event: 'banned',
        ...ann,
        number: 1,
        name: 'Ann',
        account: null,
        networks: ['127.0.0.1'],
        text: 'hello',
        until: AT + 3_600_000,
        others: 2,
      },
    ]);
  });

  test('control characters never reach the output raw; json keeps the text as it was', () => {
    for (const format of ['text', 'json'] as const) {
      for (const line of logged(format, [said(HOSTILE)])) expect(line).not.toMatch(/[\p{Cc}\p{Zl}\u202e]/u);
    }
    expect(logged('json', [said(HOSTILE)]).map((line) => JSON.parse(line).text)).toEqual([HOSTILE]);
  });

  test('typing signs are no lines', () => {
    const typing = event({
      kind: 'said',
      who: ANN,
      to: lobby,
      form: 'tags',
      text: '',
      ...plain,
      tags: { '+typing': 'active' },
    });
    expect([...logged('text', [typing]), ...logged('json', [typing])]).toEqual([]);
  });
});
