// IRCv3 multiline (draft/multiline), "Errors" and the limits they are about
import { describe, expect, it } from 'vitest';
import { offered, valueTokens } from './capabilities.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, from, message, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch draft/multiline';

/** What the value of the capability says. */
async function limits(): Promise<{ bytes: number; lines: number }> {
  const tokens = valueTokens((await offered(await server.connect())).get('draft/multiline'));
  return { bytes: Number(tokens.get('max-bytes')), lines: Number(tokens.get('max-lines')) };
}

/** Sends these lines as a batch; each is all that comes after `@batch=…`. */
function send(client: ConformanceClient, target: string, lines: readonly string[]) {
  client.send(`BATCH +456 draft/multiline ${target}`);
  for (const line of lines) client.send(`@batch=456${line.startsWith(';') ? '' : ' '}${line}`);
  return client.ask('BATCH -456');
}

/** Texts that make exactly so many bytes together with the line feeds between them. */
function texts(bytes: number): string[] {
  const most = 300;
  const lines: string[] = [];
  for (let left = bytes + 1; left > 0; left -= most + 1) lines.push('x'.repeat(Math.min(left - 1, most)));
  return lines;
}

async function room() {
  const { room, people } = await gathering(server, CAPS, CAPS);
  const [ann, bob] = people;
  return { room, ann, bob };
}

/** Nothing of what was refused was delivered, and what comes next is. */
async function mustHaveBeenIgnored(ann: ConformanceClient, bob: ConformanceClient, room: string): Promise<void> {
  expect(await bob.sync()).toEqual([]);
  expect(await ann.ask(`PRIVMSG ${room} :next`)).toEqual([]);
  expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, 'next')]);
}

describe('MULTILINE_MAX_BYTES', () => {
  it('is for what has more bytes than max-bytes, line feeds included', async () => {
    const { bytes } = await limits();
    const { room: name, ann, bob } = await room();
    const lines = (count: number): string[] => texts(count).map((text) => `PRIVMSG ${name} :${text}`);
    expect(await send(ann, name, lines(bytes))).toEqual([]);
    const heard = (await bob.sync()).filter(({ verb }) => verb === 'PRIVMSG');
    expect(heard.map(({ params }) => params[1]).join('\n')).toHaveLength(bytes);
    expect(await send(ann, name, lines(bytes + 1))).toEqual([
      message('FAIL', 'BATCH', 'MULTILINE_MAX_BYTES', String(bytes), TEXT),
    ]);
    await mustHaveBeenIgnored(ann, bob, name);
  });

  it('counts no line feed where lines are joined', async () => {
    const { bytes } = await limits();
    const { room: name, ann, bob } = await room();
    const [first = '', ...rest] = texts(bytes);
    const lines = [
      `PRIVMSG ${name} :${first}`,
      ...rest.map((text) => `;draft/multiline-concat PRIVMSG ${name} :${text}`),
    ];
    const more = `;draft/multiline-concat PRIVMSG ${name} :${'x'.repeat(rest.length)}`;
    expect(await send(ann, name, [...lines, more])).toEqual([]);
    expect((await bob.sync()).filter(({ verb }) => verb === 'PRIVMSG')).toHaveLength(lines.length + 1);
    expect(await send(ann, name, [...lines, `${more}x`])).toEqual([
      message('FAIL', 'BATCH', 'MULTILINE_MAX_BYTES', String(bytes), TEXT),
    ]);
  });
});

describe('MULTILINE_MAX_LINES', () => {
  it('is for more lines than max-lines, blank and joined ones included', async () => {
    const { lines: most } = await limits();
    const { room: name, ann, bob } = await room();
    const kinds = [
      `PRIVMSG ${name} :x`,
      `PRIVMSG ${name} :`,
      `PRIVMSG ${name} :y`,
      `;draft/multiline-concat PRIVMSG ${name} :z`,
    ];
    const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => kinds[index % 4] ?? '');
    expect(await send(ann, name, lines(most))).toEqual([]);
    expect((await bob.sync()).filter(({ verb }) => verb === 'PRIVMSG')).toHaveLength(most);
    expect(await send(ann, name, lines(most + 1))).toEqual([
      message('FAIL', 'BATCH', 'MULTILINE_MAX_LINES', String(most), TEXT),
    ]);
    await mustHaveBeenIgnored(ann, bob, name);
  });

  it('comes once, however many lines there are', async () => {
    const { lines: most } = await limits();
    const { room: name, ann } = await room();
    const lines = Array.from({ length: most * 3 }, () => `PRIVMSG ${name} :x`);
    expect(await send(ann, name, lines)).toEqual([message('FAIL', 'BATCH', 'MULTILINE_MAX_LINES', String(most), TEXT)]);
  });
});

describe('MULTILINE_INVALID_TARGET', () => {
  it('is for a line with another target than the batch', async () => {
    const { room: name, ann, bob } = await room();
    expect(await send(ann, name, [`PRIVMSG ${name} :hello`, `PRIVMSG ${bob.nick} :you`])).toEqual([
      message('FAIL', 'BATCH', 'MULTILINE_INVALID_TARGET', name, bob.nick, TEXT),
    ]);
    await mustHaveBeenIgnored(ann, bob, name);
  });
});

describe('MULTILINE_INVALID', () => {
  it.each([
    [
      'a blank line that is joined',
      ['PRIVMSG %room :hello ', ';draft/multiline-concat PRIVMSG %room :', 'PRIVMSG %room :x'],
    ],
    ['blank lines only', ['PRIVMSG %room :', 'PRIVMSG %room :']],
    ['one blank line', ['PRIVMSG %room :']],
    ['nothing', []],
    ['both PRIVMSG and NOTICE', ['PRIVMSG %room :this starts with a PRIVMSG', 'NOTICE %room :but ends with a NOTICE']],
    ['another command', ['PRIVMSG %room :hello', 'TOPIC %room :new']],
    ['TAGMSG', ['TAGMSG %room']],
    ['a line without text', ['PRIVMSG %room :hello', 'PRIVMSG %room']],
  ])('is for %s', async (_, templates) => {
    const { room: name, ann, bob } = await room();
    const lines = templates.map((line) => line.replace('%room', name));
    expect(await send(ann, name, lines)).toEqual([message('FAIL', 'BATCH', 'MULTILINE_INVALID', TEXT)]);
    await mustHaveBeenIgnored(ann, bob, name);
  });

  it('is for a batch without a target', async () => {
    const { room: name, ann, bob } = await room();
    const [first] = await ann.ask('BATCH +456 draft/multiline');
    expect([
      message('FAIL', 'BATCH', 'MULTILINE_INVALID', TEXT),
      message('461', ann.nick, 'BATCH', TEXT),
    ]).toContainEqual(first);
    ann.send(`@batch=456 PRIVMSG ${name} :hello`);
    ann.send('BATCH -456');
    await ann.sync();
    await mustHaveBeenIgnored(ann, bob, name);
  });
});
