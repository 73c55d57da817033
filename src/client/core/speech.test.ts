import { describe, expect, test } from 'vitest';
import { inLobby } from './core.fixture.ts';

describe('speech', () => {
  test('is shown when it comes back, with the time of the server', () => {
    const client = inLobby().ask({ kind: 'say', to: null, text: 'hi', form: 'message' });
    expect(client.core.unanswered).toBe(1);
    expect(client.news()).toEqual({ lines: ['@label=c2 PRIVMSG #lobby hi'], views: [] });
    client.hear('@label=c2;time=2026-11-21T08:00:00.000Z :ann!a@h PRIVMSG #lobby :hi');
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([
      {
        at: Date.UTC(2026, 10, 21, 8),
        kind: 'said',
        who: 'ann',
        place: { kind: 'room', room: '#lobby' },
        form: 'message',
        text: 'hi',
        own: true,
      },
    ]);
  });

  test('is shown at once where it does not come back', () => {
    const client = inLobby('').ask({ kind: 'say', to: 'Bob', text: 'waves', form: 'action' });
    expect(client.news()).toEqual({
      lines: ['PRIVMSG Bob :\x01ACTION waves\x01', 'PING c2'],
      views: [
        { kind: 'said', who: 'ann', place: { kind: 'private', with: 'Bob' }, form: 'action', text: 'waves', own: true },
      ],
    });
    expect(client.hear(':s PONG s c2').core.unanswered).toBe(0);
  });

  test('to oneself is shown once', () => {
    const client = inLobby().ask({ kind: 'say', to: 'ann', text: 'hm', form: 'message' });
    client.hear('@label=c2 :ann!a@h PRIVMSG ann :hm', ':ann!a@h PRIVMSG ann :hm');
    expect(client.news().views).toHaveLength(1);
  });

  test('is cut so that the others get every line whole', () => {
    const client = inLobby().ask({ kind: 'say', to: null, text: '一二三 '.repeat(200), form: 'message' });
    const { lines } = client.news();
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const relayed = `:ann!chaguan@h ${line.replace(/^@\S+ /, '')}\r\n`;
      expect(Buffer.byteLength(relayed)).toBeLessThanOrEqual(512);
    }
  });

  test('waits for the end of a batch that is an answer', () => {
    const client = inLobby().ask({ kind: 'who', target: null });
    client.hear('@label=c2 :s BATCH +x labeled-response', '@batch=x :s 352 ann #lobby b h s bob H@ :0 Bob B');
    expect(client.core.unanswered).toBe(1);
    client.hear('@batch=x :s 315 ann #lobby :End', ':s BATCH -x');
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([
      {
        kind: 'people',
        people: [{ name: 'bob', address: 'b@h', away: false, prefixes: '@', realname: 'Bob B' }],
      },
    ]);
  });

  test('of a service is that of the server, and no conversation with somebody', () => {
    const client = inLobby();
    for (const service of ['NickServ', 'ChanServ', 'chanserv']) {
      client.hear(`:ann!a@h PRIVMSG ${service} :INFO #tea`, `:${service}!x@s NOTICE ann :#tea is kept.`);
      expect(client.news().views).toEqual([{ kind: 'server-said', text: '#tea is kept.' }]);
    }
  });

  test('is not sent without a connection', () => {
    const client = inLobby();
    client.core.closed();
    client.ask({ kind: 'say', to: null, text: 'hi', form: 'message' });
    expect(client.news()).toEqual({ lines: [], views: [{ kind: 'not-done', why: 'offline', about: 'hi' }] });
  });
});
