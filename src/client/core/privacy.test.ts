import { describe, expect, test } from 'vitest';
import { Client } from './core.fixture.ts';

describe('in the clear', () => {
  const INTRODUCTION = ['PASS secret', 'NICK ann', 'USER chaguan 0 * ann'];
  const greeting = () => new Client({ password: 'secret' }, 'in-the-clear');

  test('says nothing of itself before the server has said what it can do', () => {
    const client = greeting();
    expect(client.news().lines).toEqual(['CAP LS 302']);
    client.hear(':s NOTICE * :Looking up your host', 'CAP * LS * :batch');
    expect(client.news().lines).toEqual([]);
    client.hear('CAP * LS :sts=duration=300');
    expect(client.news().lines).toEqual([...INTRODUCTION, 'CAP REQ batch']);
  });

  test.each([':s 421 * CAP :Unknown command', ':s 451 * :You have not registered'])('goes on after %s', (line) => {
    const client = greeting().hear(line);
    expect(client.news().lines).toEqual(['CAP LS 302', ...INTRODUCTION]);
    client.hear(line).heardNothing();
    expect(client.news().lines).toEqual([]);
  });

  test('goes on when nothing is heard, and takes a late answer', () => {
    const client = greeting().heardNothing();
    expect(client.news().lines).toEqual(['CAP LS 302', ...INTRODUCTION]);
    expect(client.hear('CAP * LS :batch').news().lines).toEqual(['CAP REQ batch']);
  });

  test.each(['CAP * LS :batch sts=port=6697,duration=1', 'CAP * LS * :draft/x sts=x=y,port=6697'])(
    'is diverted by %s',
    (line) => {
      const client = greeting().hear(line, 'CAP * LS :server-time').heardNothing();
      expect(client.core.connection).toEqual({ kind: 'diverted', port: 6697 });
      expect(client.news()).toEqual({ lines: ['CAP LS 302'], views: [{ kind: 'diverted', port: 6697 }] });
    },
  );

  test('is diverted later, too', () => {
    const client = greeting().hear('CAP * LS :cap-notify', 'CAP * ACK cap-notify', ':s 001 ann :Welcome');
    client.hear('CAP ann NEW :sts=port=7000');
    expect(client.core.connection).toEqual({ kind: 'diverted', port: 7000 });
  });

  test.each(['sts', 'sts=duration=1', 'sts=port=0', 'sts=port=65536', 'sts=port=x', 'x=port=1'])(
    'not by %s',
    (offer) => {
      expect(greeting().hear(`CAP * LS :${offer}`).news().lines).toEqual(['CAP LS 302', ...INTRODUCTION, 'CAP END']);
    },
  );

  test('with TLS there is nowhere to be diverted to', () => {
    const client = new Client().hear('CAP * LS :sts=port=6697');
    expect(client.news().lines.at(-1)).toBe('CAP END');
  });
});

describe('a certificate', () => {
  const proving = () => new Client({ proof: 'certificate' });

  test.each(['sasl', 'sasl=PLAIN,EXTERNAL'])('logs in where %s is offered', (offer) => {
    const client = proving().hear(`CAP * LS :batch ${offer}`);
    expect(client.news().lines.at(-1)).toBe('CAP REQ :batch sasl');
    client.hear('CAP * ACK :batch sasl');
    expect(client.news().lines).toEqual(['AUTHENTICATE EXTERNAL']);
    client.hear('AUTHENTICATE +');
    expect(client.news().lines).toEqual(['AUTHENTICATE +']);
    client.hear(':s 900 ann ann!a@h Ann :You are logged in', ':s 903 ann :Done');
    expect(client.news()).toEqual({ lines: ['CAP END'], views: [{ kind: 'logged-in', account: 'Ann' }] });
  });

  test.each(['902', '904', '905', '906'])('goes on after %s', (code) => {
    const client = proving().hear('CAP * LS :sasl', 'CAP * ACK sasl', ':s 908 ann PLAIN :are available');
    expect(client.news().lines.at(-1)).toBe('AUTHENTICATE EXTERNAL');
    expect(client.hear(`:s ${code} ann :No`).news()).toEqual({
      lines: ['CAP END'],
      views: [{ kind: 'proof-refused' }],
    });
  });

  test.each(['CAP * LS :sasl=PLAIN', 'CAP * LS :'])('goes on without where %s is all that is offered', (line) => {
    const client = proving().hear(line);
    expect(client.news()).toEqual({
      lines: ['CAP LS 302', 'NICK ann', 'USER chaguan 0 * ann', 'CAP END'],
      views: [{ kind: 'proof-useless' }],
    });
  });
});
