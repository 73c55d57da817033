import { expect, test } from 'vitest';
import { parseMessage } from '../../irc/message.ts';
import { Core } from './core.ts';

/** Somebody online with these capabilities, who wants to be in #tea, and what its core then sends. */
function online(core: Core, caps: string): string[] {
  core.opened('private');
  const lines = [`CAP * LS :${caps}`, `CAP * ACK :${caps}`, ':s 001 ann :hi', ':ann!a@h JOIN #tea'];
  return lines.flatMap((line) => receive(core, line).lines);
}

function receive(core: Core, line: string) {
  const message = parseMessage(line);
  if (message === null) throw new Error(line);
  return core.receive(message);
}

function newCore(): Core {
  return new Core({ name: 'ann', password: null, rooms: ['#tea'], whenTaken: 'ask', proof: null });
}

const CAPS = 'server-time batch draft/chathistory';

test('on coming in it asks for the last messages, and shows when they were', () => {
  const core = newCore();
  expect(online(core, CAPS)).toContain('CHATHISTORY LATEST #tea * 20');
  receive(core, ':s BATCH +x chathistory #tea');
  const { views } = receive(core, '@batch=x;time=2026-01-02T03:04:05.678Z :bob!b@h PRIVMSG #tea :hello');
  expect(views).toEqual([
    expect.objectContaining({ kind: 'said', who: 'bob', text: 'hello', at: Date.UTC(2026, 0, 2, 3, 4, 5, 678) }),
  ]);
});

test('on coming back it asks for what it has missed', () => {
  const core = newCore();
  online(core, CAPS);
  receive(core, '@time=2026-01-02T03:04:05.678Z :bob!b@h PRIVMSG #TEA :hello');
  core.closed();
  expect(online(core, CAPS)).toContain('CHATHISTORY LATEST #tea timestamp=2026-01-02T03:04:05.678Z 100');
});

test('what it can ask for it takes up when it is in: until then the server shows what was missed', () => {
  const core = newCore();
  core.opened('private');
  const asked = receive(core, `CAP * LS :${CAPS}`).lines;
  expect(asked).toContain('CAP REQ :server-time batch');
  receive(core, 'CAP * ACK :server-time batch');
  expect(receive(core, ':s 001 ann :hi').lines[0]).toBe('CAP REQ draft/chathistory');
});

test('it asks no server that does not know it', () => {
  expect(online(newCore(), 'server-time batch').join('\n')).not.toContain('CHATHISTORY');
});
