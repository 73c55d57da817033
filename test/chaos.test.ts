// People who do anything at any time, and vanish in the middle of it: the server makes no mistake, and the rest talk on.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connect, irc } from './client.ts';
import { startServer } from './server.ts';

/** One of the words between the bars. */
function oneOf(words: string): fc.Arbitrary<string> {
  return fc.constantFrom(...words.split('|'));
}

const name = fc.constantFrom('Ann', 'bob', '李雷', 'x'.repeat(30), '#tea', '@x', '', 'nobody', '127.0.0.1:1', '*');
const room = fc.constantFrom('#lobby', '#tea', '#茶', 'tea', '#', '#a,b', '#tea,#茶', '0', '');
const text = fc.oneof(
  fc.constantFrom('hi', '你好', ':', '', '\x01ACTION x\x01', 'q', '@Ann x'),
  fc.string({ maxLength: 40 }),
);
const modes = oneOf('+o|-o|+mnst|-mnst|+b|+b *!*@127.0.0.1|-b|+k k|-k *|+l 2|-l|+z|');
const slash = oneOf('nick|who|rooms|join|leave|msg|me|topic|away|kick|ban|invite|help|nothing');
const verb = oneOf(
  'NICK|JOIN|PART|PRIVMSG|NOTICE|TOPIC|NAMES|WHO|WHOIS|LIST|KICK|INVITE|AWAY|MOTD|LUSERS|VERSION|OPER|KILL|' +
    'USERHOST|ISON|SETNAME|TAGMSG|CAP|USER|PASS|PING|NOTHING',
);
const argument = fc.oneof(name, room, text);
const plainLine = fc.oneof(
  text,
  fc.tuple(slash, argument, argument).map(([command, one, two]) => `/${command} ${one} ${two}`),
);
const ircLine = fc.oneof(
  fc.tuple(verb, argument, argument, text).map(([command, one, two, last]) => `${command} ${one} ${two} :${last}`),
  fc.tuple(room, modes, name).map(([where, what, who]) => `MODE ${where} ${what} ${who}`),
  fc.tuple(verb, argument).map(([command, one]) => `@label=x;+a=b ${command} ${one}`),
);

const life = fc.record({
  beginning: fc.constantFrom(
    '',
    'hello\n',
    'NICK a\nUSER a 0 * :a\n',
    'CAP REQ :labeled-response batch echo-message\nNICK b\nUSER b 0 * :b\nCAP END\n',
  ),
  lines: fc.array(fc.oneof(plainLine, ircLine), { maxLength: 30 }),
  newline: fc.constantFrom('\n', '\r\n', ''),
  end: fc.constantFrom('finish', 'reset', 'stay'),
});

test.each(['hub', 'echo', 'desk', 'p2p'])('%s', async (mode) => {
  const server = await startServer(
    ...['--mode', mode, '--commands-per-second', '100000', '--command-burst', '100000', '--operator-password', 'x'],
  );
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 2, maxLength: 12 }), async (lives) => {
      const clients = await Promise.all(
        lives.map(async ({ beginning, lines, newline, end }) => {
          const client = await connect(server.port);
          client.send(beginning);
          await client.sendPieces(
            lines.map((line) => line + newline),
            0,
          );
          if (end === 'finish') client.finish();
          if (end === 'reset') client.socket.resetAndDestroy();
          return client;
        }),
      );
      for (const client of clients) client.socket.destroy();
      expect(server.log.filter((line) => line.event === 'failed')).toEqual([]);
    }),
    { numRuns: 25, endOnFailure: true },
  );
  // Nobody of them is left behind: as soon as the server knows that they are gone, the witness is alone.
  const witness = await irc(server.port, 'Witness');
  for (let isAlone = false; !isAlone; ) {
    witness.say('NAMES #lobby', 'LUSERS');
    const names = await witness.until(/ 366 .*\r\n/);
    const counts = await witness.until(/ 255 .*\r\n/);
    isAlone = / 353 Witness = #lobby :@?Witness\r\n/.test(names) && / 255 Witness :\D*1 clients? /.test(counts);
  }
});
