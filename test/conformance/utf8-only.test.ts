// IRCv3 utf8-only
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const REPLACEMENT = '\ufffd';

/** The refusal of a line: the command, or `*` for what "could not be parsed" (standard-replies). */
function refusal(verb: string): unknown {
  return message('FAIL', expect.stringMatching(new RegExp(`^(${verb}|\\*)$`)), 'INVALID_UTF8', TEXT);
}

/** A line in Latin-1. */
function sendLatin(client: ConformanceClient, line: string): void {
  client.sendBytes(Buffer.from(`${line}\r\n`, 'latin1'));
}

describe('The UTF8ONLY ISUPPORT token', () => {
  it('is there, without a value', async () => {
    expect(isupport(await server.register()).get('UTF8ONLY')).toBe('');
  });

  it.each(['PRIVMSG %room :caf\xe9', 'NOTICE %room :caf\xe9', 'TOPIC %room :caf\xe9', 'PART %room :caf\xe9'])(
    'keeps %s from others',
    async (template) => {
      const { room, people } = await gathering(server, 'standard-replies', '');
      const [ann, bob] = people;
      sendLatin(ann, template.replace('%room', room));
      const verb = template.split(' ')[0] ?? '';
      const [reply, ...rest] = await ann.sync();
      expect(rest).toEqual([]);
      expect(reply).toEqual(refusal(verb));
      // Whatever was not UTF-8 would be read as replacements here.
      expect(await bob.sync()).toEqual([]);
    },
  );

  it('keeps real names from others', async () => {
    const { people } = await gathering(server, 'setname standard-replies', 'setname');
    const [ann, bob] = people;
    sendLatin(ann, 'SETNAME :caf\xe9');
    expect(await ann.sync()).toEqual([refusal('SETNAME')]);
    expect(await bob.sync()).toEqual([]);
    const cid = await server.connect();
    const nick = fresh();
    cid.send(`NICK ${nick}`);
    sendLatin(cid, 'USER user 0 * :caf\xe9');
    expect(await cid.next()).toEqual(refusal('USER'));
    cid.send('USER user 0 * :café');
    await cid.until('376', '422');
    const whois = only(await ann.ask(`WHOIS ${nick}`), '311');
    expect(whois[0]?.params.at(-1)).toBe('café');
  });

  it('lets UTF-8 through as it is', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    const text = 'café 茶馆 🍵 e\u0301';
    await ann.ask(`PRIVMSG ${room} :${text}`);
    expect((await bob.sync())[0]?.params).toEqual([room, text]);
  });
});

describe('Implementation considerations', () => {
  it('cuts no character in two', async () => {
    const { room, people } = await gathering(server, 'echo-message', '');
    const [ann, bob] = people;
    const start = `PRIVMSG ${room} :`;
    // With each of these beginnings the limit falls on another byte of a character.
    for (const shift of ['', 'x', 'xx', 'xxx']) {
      const text = shift + '🍵'.repeat(Math.floor((510 - start.length - shift.length) / 4));
      ann.send(start + text);
      await ann.sync();
      const heard = (await bob.sync()).map(({ params }) => params.at(-1) ?? '').join('');
      expect(heard).not.toBe('');
      expect(heard).not.toContain(REPLACEMENT);
      expect(text.startsWith(heard)).toBe(true);
    }
  });
});
