// IRCv3 labeled-response
import { describe, expect, it } from 'vitest';
import { answerTo } from './batches.ts';
import { type ConformanceClient, conformanceServer, fresh, freshRoom, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'labeled-response batch';

function labelling(more = ''): Promise<ConformanceClient> {
  return server.register(undefined, { caps: `${CAPS} ${more}`.trimEnd() });
}

describe('Dependencies', () => {
  it.each([
    ['labeled-response', 'batch'],
    ['batch', 'labeled-response'],
  ])('does not care that %s was negotiated first', async (first, second) => {
    const ann = await server.register(undefined, { caps: first });
    await ann.ask(`CAP REQ :${second}`);
    expect(answerTo('x', await ann.ask('@label=x LUSERS')).length).toBeGreaterThan(1);
  });
});

describe('Capabilities', () => {
  it('answers nobody with a label who has not asked for it', async () => {
    const ann = await server.register(undefined, { caps: 'batch message-tags' });
    const heard = await ann.ask('@label=x LUSERS');
    expect(heard.length).toBeGreaterThan(1);
    expect(only(heard, 'BATCH', 'ACK')).toEqual([]);
    expect(heard.filter(({ tags }) => tags.has('label'))).toEqual([]);
  });
});

describe('Tags', () => {
  it('labels the only message of an answer', async () => {
    const ann = await labelling();
    expect(answerTo('x', await ann.ask('@label=x PING hello'))).toEqual([message('PONG', expect.any(String), 'hello')]);
  });

  it('labels errors', async () => {
    const ann = await labelling();
    const errors: [string, unknown][] = [
      ['PRIVMSG nobodyatall :Hello', message('401', ann.nick, 'nobodyatall', TEXT)],
      ['NICK', message('431', ann.nick, TEXT)],
      ['JOIN', message('461', ann.nick, 'JOIN', TEXT)],
      ['NOSUCHVERB', message('421', ann.nick, 'NOSUCHVERB', TEXT)],
      ['CAP FOO', message('410', ann.nick, 'FOO', TEXT)],
    ];
    for (const [line, expected] of errors) {
      expect(answerTo('x', await ann.ask(`@label=x ${line}`)), line).toEqual([expected]);
    }
  });

  it('makes one batch of an answer of several messages', async () => {
    const ann = await labelling();
    const whois = answerTo('x', await ann.ask(`@label=x WHOIS ${ann.nick}`));
    expect(whois[0]).toEqual(message('311', ann.nick, ann.nick, TEXT, TEXT, '*', 'Real Name'));
    expect(whois.at(-1)).toEqual(message('318', ann.nick, ann.nick, TEXT));
    const room = freshRoom();
    const join = answerTo('y', await ann.ask(`@label=y JOIN ${room}`));
    expect(join.map(({ verb }) => verb)).toEqual(['JOIN', '353', '366']);
  });

  it.each([
    ['AWAY :gone', ['306']],
    ['AWAY', ['305']],
    ['MODE %room +m', ['MODE']],
    ['TOPIC %room :new', ['TOPIC']],
    ['NICK %new', ['NICK']],
    ['PART %room :bye', ['PART']],
    ['MODE %nick +i', ['MODE']],
    ['CAP LIST', ['CAP']],
    ['INVITE %bob %room', ['341']],
    ['KICK %room %nick', ['KICK']],
  ])('answers %s', async (template, verbs) => {
    const [ann, bob] = [await labelling(), await labelling()];
    const room = freshRoom();
    await ann.join(room);
    const line = template
      .replace('%room', room)
      .replace('%new', fresh())
      .replace('%nick', ann.nick)
      .replace('%bob', bob.nick);
    expect(answerTo('x', await ann.ask(`@label=x ${line}`)).map(({ verb }) => verb)).toEqual(verbs);
  });

  it('answers several targets with one logical message', async () => {
    const [ann, bob, cid] = [await labelling('echo-message'), await labelling(), await labelling()];
    const heard = await ann.ask(`@label=x PRIVMSG ${bob.nick},${cid.nick},nobodyatall :hi`);
    expect(answerTo('x', heard)).toEqual([
      from(ann.nick, 'PRIVMSG', bob.nick, 'hi'),
      from(ann.nick, 'PRIVMSG', cid.nick, 'hi'),
      message('401', ann.nick, 'nobodyatall', TEXT),
    ]);
  });

  it('shows the label to nobody else', async () => {
    const [ann, bob] = [await labelling('echo-message'), await labelling('message-tags')];
    await ann.ask(`@label=x PRIVMSG ${bob.nick} :hi`);
    const [said] = await bob.sync();
    expect(said?.verb).toBe('PRIVMSG');
    expect([...(said?.tags.keys() ?? [])]).not.toContain('label');
  });

  it('is on the echo only of what somebody says to itself', async () => {
    const ann = await labelling('echo-message');
    const heard = await ann.ask(`@label=x PRIVMSG ${ann.nick} :hi`);
    expect(only(heard, 'PRIVMSG')).toHaveLength(2);
    expect(answerTo('x', heard)).toEqual([from(ann.nick, 'PRIVMSG', ann.nick, 'hi')]);
  });

  it('is not on what somebody says to itself without an echo', async () => {
    const ann = await labelling();
    const heard = await ann.ask(`@label=x PRIVMSG ${ann.nick} :hi`);
    expect(answerTo('x', heard)).toEqual([message('ACK')]);
    expect(only(heard, 'PRIVMSG').map(({ tags }) => tags.has('label'))).toEqual([false]);
  });

  it('works before registration', async () => {
    const client = await server.connect();
    client.send(`CAP REQ :${CAPS}`);
    await client.next();
    client.send('@label=x CAP FOO');
    const answer = await client.next();
    expect(answer).toEqual(message('410', '*', 'FOO', TEXT));
    expect(answer.tags.get('label')).toBe('x');
  });

  it('answers each of several lines by itself, in order', async () => {
    const ann = await labelling();
    for (const label of ['a', 'b', 'c']) ann.send(`@label=${label} PING ${label}`);
    const labels = (await ann.sync()).map(({ tags, params }) => [tags.get('label'), params.at(-1)]);
    expect(labels).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ]);
  });
});

describe('Tag value', () => {
  it.each(['x'.repeat(64), '茶馆', 'a;b c\\d', '0', '-', '+:='])('is given back as it was: %s', async (label) => {
    const ann = await labelling();
    const escaped = label.replaceAll('\\', '\\\\').replaceAll(';', '\\:').replaceAll(' ', '\\s');
    expect(answerTo(label, await ann.ask(`@label=${escaped} PING hello`))).toHaveLength(1);
  });

  it('does not come back when it is longer than 64 bytes', async () => {
    const ann = await labelling();
    const heard = await ann.ask(`@label=${'x'.repeat(65)} PING hello`);
    expect(heard.filter(({ tags }) => tags.has('label'))).toEqual([]);
  });

  it('is required', async () => {
    const ann = await labelling();
    const heard = await ann.ask('@label PING hello');
    expect(heard).toEqual([message('PONG', expect.any(String), 'hello')]);
    expect(heard.filter(({ tags }) => tags.has('label'))).toEqual([]);
  });
});

describe('The ACK response', () => {
  it.each(['PONG :foobar', 'PRIVMSG %bob :hi', 'NOTICE %bob :hi', 'NOTICE nobodyatall :hi', 'CAP END'])(
    'is all that answers %s',
    async (template) => {
      const [ann, bob] = [await labelling(), await labelling()];
      const heard = await ann.ask(`@label=x ${template.replace('%bob', bob.nick)}`);
      expect(heard).toEqual([message('ACK')]);
      expect(heard[0]?.source).toMatch(/./);
      expect(answerTo('x', heard)).toHaveLength(1);
    },
  );

  it('answers TAGMSG, and gives way to its echo', async () => {
    const [ann, bob] = [await labelling('message-tags'), await labelling('message-tags')];
    expect(answerTo('x', await ann.ask(`@label=x;+a=1 TAGMSG ${bob.nick}`))).toEqual([message('ACK')]);
    await ann.ask('CAP REQ :echo-message');
    const echo = answerTo('y', await ann.ask(`@label=y;+a=1 TAGMSG ${bob.nick}`));
    expect(echo).toEqual([from(ann.nick, 'TAGMSG', bob.nick)]);
    expect(echo[0]?.tags.get('+a')).toBe('1');
  });
});
