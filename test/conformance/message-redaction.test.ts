// IRCv3 message-redaction (draft/message-redaction)
import { describe, expect, it } from 'vitest';
import { answerTo } from './batches.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, from, message, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'draft/message-redaction message-tags echo-message';

/** Says something, and gives its ID. */
async function say(client: ConformanceClient, target: string, line = `PRIVMSG ${target} :an example`): Promise<string> {
  const [echo] = await client.ask(line);
  const id = echo?.tags.get('msgid');
  expect(id).toMatch(/./);
  return id ?? '';
}

describe('Command', () => {
  it.each(['PRIVMSG %room :an example', 'NOTICE %room :an example', '@+draft/react=x TAGMSG %room'])(
    'takes back one’s own %s, with and without a reason',
    async (template) => {
      const { room, people } = await gathering(server, '', CAPS, CAPS);
      const [, ann, bob] = people;
      for (const reason of [[], ['bad example']]) {
        const id = await say(ann, room, template.replace('%room', room));
        await bob.sync();
        const line = ['REDACT', room, id, ...reason.map((text) => `:${text}`)].join(' ');
        expect(await ann.ask(line)).toEqual([from(ann.nick, 'REDACT', room, id, ...reason)]);
        expect(await bob.sync()).toEqual([from(ann.nick, 'REDACT', room, id, ...reason)]);
      }
    },
  );

  it('is forwarded only to who has negotiated it', async () => {
    const { room, people } = await gathering(server, CAPS, '', 'message-tags', CAPS);
    const [ann, ...others] = people;
    const id = await say(ann, room);
    for (const other of others) await other.sync();
    await ann.ask(`REDACT ${room} ${id} :bad example`);
    const verbs = await Promise.all(others.map(async (other) => (await other.sync()).map(({ verb }) => verb)));
    expect(verbs.slice(0, 2).flat()).not.toContain('REDACT');
    expect(verbs[2]).toEqual(['REDACT']);
  });

  it('comes back to its sender only as PRIVMSG would', async () => {
    const { room, people } = await gathering(server, 'draft/message-redaction message-tags', CAPS);
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room} :an example`);
    const id = (await bob.sync())[0]?.tags.get('msgid');
    expect(await ann.ask(`REDACT ${room} ${id}`)).toEqual([]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'REDACT', room, id)]);
  });

  it('takes back what was said in private', async () => {
    const [ann, bob] = [
      await server.register(undefined, { caps: CAPS }),
      await server.register(undefined, { caps: CAPS }),
    ];
    const id = await say(ann, bob.nick);
    await bob.sync();
    await ann.ask(`REDACT ${bob.nick} ${id} :bad example`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'REDACT', bob.nick, id, 'bad example')]);
  });

  it('takes back a message of several lines', async () => {
    const { room, people } = await gathering(server, `${CAPS} batch draft/multiline`, CAPS);
    const [ann, bob] = people;
    ann.send(`BATCH +1 draft/multiline ${room}`);
    for (const text of ['one', 'two']) ann.send(`@batch=1 PRIVMSG ${room} :${text}`);
    const [opening] = await ann.ask('BATCH -1');
    const id = opening?.tags.get('msgid');
    await bob.sync();
    await ann.ask(`REDACT ${room} ${id}`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'REDACT', room, id)]);
  });

  it('lets those who keep order take back what others said', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS, CAPS);
    const [op, ann, bob] = people;
    const id = await say(ann, room);
    for (const person of [op, bob]) await person.sync();
    await op.ask(`REDACT ${room} ${id} spam`);
    for (const person of [ann, bob]) {
      expect(await person.sync()).toEqual([from(op.nick, 'REDACT', room, id, 'spam')]);
    }
  });

  it('needs its parameters', async () => {
    const ann = await server.register(undefined, { caps: CAPS });
    for (const line of ['REDACT', 'REDACT #room']) {
      expect(await ann.ask(line)).toEqual([message('461', ann.nick, 'REDACT', TEXT)]);
    }
  });

  it('is answered with a label', async () => {
    const { room, people } = await gathering(server, `${CAPS} batch labeled-response`);
    const [ann] = people;
    const id = await say(ann, room);
    expect(answerTo('x', await ann.ask(`@label=x REDACT ${room} ${id}`))).toEqual([from(ann.nick, 'REDACT', room, id)]);
  });
});

describe('Errors', () => {
  it('REDACT_FORBIDDEN for what others said', async () => {
    const { room, people } = await gathering(server, CAPS, CAPS);
    const [op, ann] = people;
    const id = await say(op, room);
    await ann.sync();
    expect(await ann.ask(`REDACT ${room} ${id}`)).toEqual([
      message('FAIL', 'REDACT', 'REDACT_FORBIDDEN', room, id, TEXT),
    ]);
    expect(await op.sync()).toEqual([]);
  });

  it('UNKNOWN_MSGID for what was never said', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    expect(await ann.ask(`REDACT ${room} no-such-id`)).toEqual([
      message('FAIL', 'REDACT', 'UNKNOWN_MSGID', room, 'no-such-id', TEXT),
    ]);
  });

  it('UNKNOWN_MSGID for what was said elsewhere', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    const bob = await server.register(undefined, { caps: CAPS });
    const id = await say(ann, bob.nick);
    expect(await ann.ask(`REDACT ${room} ${id}`)).toEqual([message('FAIL', 'REDACT', 'UNKNOWN_MSGID', room, id, TEXT)]);
  });

  it('does not tell who did not get a message that there is one', async () => {
    const [ann, bob] = [
      await server.register(undefined, { caps: CAPS }),
      await server.register(undefined, { caps: CAPS }),
    ];
    const id = await say(ann, bob.nick);
    const out = await server.register(undefined, { caps: CAPS });
    const [real] = await out.ask(`REDACT ${bob.nick} ${id}`);
    const [made] = await out.ask(`REDACT ${bob.nick} no-such-id`);
    expect(real?.verb).toBe('FAIL');
    expect(real?.params[1]).toBe(made?.params[1]);
  });

  it('INVALID_TARGET, or the numeric, for who or what is not there', async () => {
    const { room, people } = await gathering(server, CAPS);
    const [ann] = people;
    const id = await say(ann, room);
    const out = await server.register(undefined, { caps: CAPS });
    for (const [client, target] of [
      [ann, '#no-such-room'],
      [ann, fresh()],
      [out, room],
    ] as const) {
      const [reply, ...rest] = await client.ask(`REDACT ${target} ${id}`);
      expect(rest).toEqual([]);
      expect(['401', '403', '404', '442', 'FAIL']).toContain(reply?.verb);
      if (reply?.verb === 'FAIL') {
        expect(reply.params[1]).toMatch(/^(INVALID_TARGET|UNKNOWN_MSGID|REDACT_FORBIDDEN)$/);
        expect(reply.params[2]).toBe(target);
      }
    }
    expect(await ann.sync()).toEqual([]);
  });
});
