// IRCv3 extended-isupport (draft/extended-isupport)
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { answerTo, batchOf } from './batches.ts';
import { type ConformanceClient, conformanceServer, fresh, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAP = 'draft/extended-isupport';

function tokens(heard: readonly Message[]): string[] {
  return only(heard, '005').flatMap(({ params }) => params.slice(1, -1));
}

/** A connection with these capabilities that has said nothing more. */
async function negotiating(...requests: readonly string[]): Promise<ConformanceClient> {
  const client = await server.connect();
  for (const caps of requests) {
    client.send(`CAP REQ :${caps}`);
    expect((await client.next()).params[1]).toBe('ACK');
  }
  return client;
}

/** All that answers this line before registration. */
async function ask(client: ConformanceClient, line: string): Promise<Message[]> {
  client.send(line);
  client.send('CAP FOO');
  const heard: Message[] = [];
  for (;;) {
    const next = await client.next();
    if (next.verb === '410') return heard;
    heard.push(next);
  }
}

describe('ISUPPORT command', () => {
  it('answers with the full list', async () => {
    const ann = await server.register();
    const heard = await ann.ask('ISUPPORT');
    expect(only(heard, '005')).toEqual(heard);
    for (const reply of heard) expect(reply.params).toEqual([ann.nick, ...reply.params.slice(1, -1), TEXT]);
    expect(tokens(heard).length).toBe(isupport(ann).size);
    expect(tokens(heard).sort()).toEqual(tokens(ann.welcome).sort());
  });
});

describe('draft/extended-isupport capability', () => {
  it('lets a client ask before registration', async () => {
    const client = await negotiating(CAP);
    const heard = await ask(client, 'ISUPPORT');
    expect(only(heard, '005')).toEqual(heard);
    expect(heard[0]?.params[0]).toBe('*');
    expect(tokens(heard).map((token) => token.split('=')[0])).toEqual(
      expect.arrayContaining(['CASEMAPPING', 'CHANTYPES', 'NETWORK']),
    );
  });

  it('leaves nothing out in the end', async () => {
    const client = await negotiating(CAP);
    const before = tokens(await ask(client, 'ISUPPORT'));
    const nick = fresh();
    client.send(`NICK ${nick}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    const welcome: Message[] = [];
    do welcome.push(await client.next());
    while (!['376', '422'].includes(welcome.at(-1)?.verb ?? ''));
    const other = await server.register();
    expect([...new Set([...before, ...tokens(welcome)])].sort()).toEqual(tokens(other.welcome).sort());
  });
});

describe('draft/isupport batch', () => {
  it.each([[['batch', CAP]], [[CAP, 'batch']], [[`${CAP} batch`]]])('groups them with %s', async (requests) => {
    const client = await negotiating(...requests);
    const heard = await ask(client, 'ISUPPORT');
    const { opening, inside } = batchOf(heard, 'draft/isupport');
    expect(opening.params).toHaveLength(2);
    expect(inside.length).toBeGreaterThan(0);
    expect(only(inside, '005')).toEqual(inside);
    expect(heard).toHaveLength(inside.length + 2);
  });

  it('groups what comes with the welcome', async () => {
    const ann = await server.register(undefined, { caps: `batch ${CAP}` });
    const { inside } = batchOf(ann.welcome, 'draft/isupport');
    expect(only(inside, '005')).toEqual(inside);
    // "The server MUST NOT send any unbatched RPL_ISUPPORT message"
    expect(only(ann.welcome, '005')).toEqual(inside);
  });

  it('needs both capabilities', async () => {
    for (const caps of ['batch', CAP]) {
      const ann = await server.register(undefined, { caps });
      expect(only([...ann.welcome, ...(await ann.ask('ISUPPORT'))], 'BATCH')).toEqual([]);
    }
  });

  it('is answered with a label', async () => {
    const ann = await server.register(undefined, { caps: `batch labeled-response ${CAP}` });
    const heard = await ann.ask('@label=x ISUPPORT');
    const labelled = answerTo('x', heard);
    const { inside } = batchOf(heard, 'draft/isupport');
    expect(only(inside, '005')).toEqual(inside);
    // The batch is the answer, or it is in one.
    expect(labelled[0]).toEqual(expect.objectContaining({ verb: expect.stringMatching(/^(005|BATCH)$/) }));
    expect(heard).not.toContainEqual(message('ACK'));
  });
});
