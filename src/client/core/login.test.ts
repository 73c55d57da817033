import { describe, expect, test } from 'vitest';
import { inLobby } from './core.fixture.ts';

describe('a registered name', () => {
  test('is registered and logged in to by way of NickServ, whose words are those of the server', () => {
    const client = inLobby().ask({ kind: 'register', password: 's3cret' });
    expect(client.news()).toEqual({ lines: ['@label=c2 PRIVMSG NickServ :REGISTER s3cret'], views: [] });
    client.hear(
      '@label=c2 :s BATCH +1 labeled-response',
      '@batch=1 :ann!a@h PRIVMSG NickServ :REGISTER s3cret',
      '@batch=1 :NickServ!NickServ@s NOTICE ann :The name is yours.',
      ':s BATCH -1',
    );
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([{ kind: 'server-said', text: 'The name is yours.' }]);
    expect(client.ask({ kind: 'stay', state: 'on' }).news().lines).toEqual([
      '@label=c3 PRIVMSG NickServ :SET ALWAYS-ON on',
    ]);
    expect(client.ask({ kind: 'log-out' }).news().lines).toEqual(['@label=c4 PRIVMSG NickServ LOGOUT']);
  });

  test('is taken once the password has been found right', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'Zoe', password: 's3cret' });
    expect(client.news().lines).toEqual(['@label=c2 PRIVMSG NickServ :IDENTIFY Zoe s3cret']);
    expect(client.hear(':s 900 ann ann!a@h someone :You are logged in').news().lines).toEqual([]);
    expect(client.hear(':s 900 ann ann!a@h zoe :You are logged in').news()).toEqual({
      lines: ['@label=c3 NICK zoe'],
      views: [],
    });
    client.hear(':ann!a@h NICK zoe').news();
    expect(client.hear(':s 900 zoe zoe!a@h zoe :You are logged in').news().lines).toEqual([]);
  });

  test('has another password, which is the one that is given next time', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'ann', password: 's3cret' });
    client.hear(':s 900 ann ann!a@h ann :You are logged in').news();
    client.ask({ kind: 'change-password', old: 'wrong', password: 'x' });
    client.ask({ kind: 'change-password', old: 's3cret', password: 'a new one' });
    expect(client.news().lines).toEqual([
      '@label=c3 PRIVMSG NickServ :PASSWD wrong x',
      '@label=c4 PRIVMSG NickServ :PASSWD s3cret a new one',
    ]);
    client.reopen().hear(':s 433 * ann :registered', ':s 001 ann2 :Welcome');
    expect(client.news().lines).toContain('PRIVMSG NickServ :IDENTIFY ann a new one');
  });

  test('is given up, and not logged in to again', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'ann', password: 's3cret' });
    client.hear(':s 900 ann ann!a@h ann :You are logged in').news();
    expect(client.ask({ kind: 'unregister', password: 's3cret' }).news().lines).toEqual([
      '@label=c3 PRIVMSG NickServ :DROP s3cret',
    ]);
    client.reopen().hear(':s 001 ann :Welcome');
    expect(client.news().lines.join()).not.toContain('IDENTIFY');
  });

  test('is logged in to again after a reconnection', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'ann', password: 's3cret' }).reopen();
    client.hear(':s 433 * ann :registered', ':s 001 ann2 :Welcome');
    expect(client.news().lines).toContain('PRIVMSG NickServ :IDENTIFY ann s3cret');
    expect(client.hear(':s 900 ann2 ann2!a@h ann :You are logged in').news().lines).toContain('NICK ann');
  });
});
