import { describe, expect, test } from 'vitest';
import { Client, inLobby } from './core.fixture.ts';

describe('registration', () => {
  test('asks for the capabilities it knows, of those that are offered', () => {
    const client = new Client();
    expect(client.news().lines).toEqual(['CAP LS 302', 'NICK ann', 'USER chaguan 0 * ann']);
    client.hear('CAP * LS * :sasl=PLAIN batch', 'CAP * LS :server-time x/unknown');
    expect(client.news().lines).toEqual(['CAP REQ :batch server-time']);
    client.hear('CAP ann ACK :batch server-time');
    expect(client.news().lines).toEqual(['CAP END']);
    client.hear(':s 001 Ann :Welcome');
    expect(client.news()).toEqual({ lines: ['JOIN #lobby', 'PING c1'], views: [{ kind: 'welcomed', name: 'Ann' }] });
    expect(client.core.connection).toEqual({ kind: 'online', name: 'Ann' });
  });

  test('asks the person for another name when it is taken', () => {
    const client = new Client().hear(':s 433 * ann :Nickname is in use');
    expect(client.core.connection).toEqual({ kind: 'nameless', refused: 'ann' });
    expect(client.news().views).toEqual([
      { kind: 'name-refused', name: 'ann', why: 'taken', text: 'Nickname is in use' },
    ]);
    client.ask({ kind: 'rename', name: 'anna' });
    expect(client.news().lines).toEqual(['NICK anna']);
    expect(client.hear(':s 001 anna :Welcome').core.connection).toEqual({ kind: 'online', name: 'anna' });
  });

  test('numbers a taken name when nobody is asked', () => {
    const client = new Client({ whenTaken: 'number' }).hear(':s 433 * ann :taken', ':s 433 * ann2 :taken');
    expect(client.news().lines.slice(-2)).toEqual(['NICK ann2', 'NICK ann3']);
  });

  test('joins its rooms again after a reconnection, and takes its own name when it is free', () => {
    const client = inLobby();
    client.ask({ kind: 'join', room: '#dev', key: 'k' }).hear(':ann!chaguan@h JOIN #dev');
    client.news();
    client.reopen().hear(':s 433 * ann :taken', ':s 001 ann2 :Welcome');
    const { lines } = client.news();
    expect(lines.filter((line) => !line.startsWith('PING'))).toEqual([
      'CAP LS 302',
      'NICK ann',
      'USER chaguan 0 * ann',
      'NICK ann2',
      'JOIN #lobby',
      'JOIN #dev k',
    ]);
    client.hear(':ann2!c@h JOIN #lobby', ':s 353 ann2 = #lobby :ann2 ann', ':s 366 ann2 #lobby :End').news();
    expect(client.hear(':ann!c@h QUIT :timed out').news().lines).toEqual(['NICK ann']);
    expect(client.hear(':ann2!c@h NICK ann').core.connection).toEqual({ kind: 'online', name: 'ann' });
  });

  test.each([
    ['465 ann :You are banned', { kind: 'dismissed', text: 'You are banned' }],
    ['464 ann :Password incorrect', { kind: 'password-refused', given: false }],
  ])('does not come back after %s', (line, view) => {
    const client = new Client().hear(`:s ${line}`, 'ERROR :Closing link');
    expect(client.news().views).toEqual([view]);
    client.core.closed();
    expect(client.core.connection).toEqual({ kind: 'unwelcome' });
  });

  test('does not come back when an operator has sent it away; after any other end it does', () => {
    const client = inLobby().hear(':boss!b@h KILL ann :be nice', ':ann!a@h QUIT :x', 'ERROR :Closing link');
    expect(client.news().views).toEqual([{ kind: 'sent-away', by: 'boss', text: 'be nice' }]);
    client.core.closed();
    expect(client.core.connection).toEqual({ kind: 'unwelcome' });
    const other = inLobby().hear(':boss!b@h KILL bob :be nice', 'ERROR :Closing link');
    expect(other.news().views).toEqual([{ kind: 'dismissed', text: 'Closing link' }]);
    other.core.closed();
    expect(other.core.connection).toEqual({ kind: 'offline' });
  });

  test("gives the server's password first", () => {
    const client = new Client({ password: 'open sesame' });
    expect(client.news().lines).toEqual(['CAP LS 302', 'PASS :open sesame', 'NICK ann', 'USER chaguan 0 * ann']);
    expect(client.hear(':s 464 * :no').news().views).toEqual([{ kind: 'password-refused', given: true }]);
  });
});
