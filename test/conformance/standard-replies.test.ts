// IRCv3 standard-replies
import { describe, expect, it } from 'vitest';
import { answerTo } from './batches.ts';
import { conformanceServer, isupport, message, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Message Format', () => {
  it('names the command and the code, and describes what is wrong', async () => {
    const ann = await server.register(undefined, { caps: 'standard-replies setname' });
    const name = 'x'.repeat(Number(isupport(ann).get('NAMELEN')) + 1);
    const [fail, ...rest] = await ann.ask(`setname :${name}`);
    expect(rest).toEqual([]);
    expect(fail).toEqual(
      message('FAIL', expect.stringMatching(/^setname$/i), expect.stringMatching(/^INVALID_REALNAME$/i), TEXT),
    );
    // It is for people to read.
    expect(fail?.params.at(-1)).toMatch(/ /);
  });

  it('has context between the code and the description', async () => {
    const ann = await server.register(undefined, { caps: 'standard-replies batch draft/metadata-2' });
    expect(await ann.ask('METADATA * SET $url$ :value')).toEqual([
      message('FAIL', 'METADATA', 'KEY_INVALID', '$url$', TEXT),
    ]);
  });

  it('is given the label of the command', async () => {
    const ann = await server.register(undefined, { caps: 'standard-replies labeled-response batch setname' });
    const name = 'x'.repeat(Number(isupport(ann).get('NAMELEN')) + 1);
    expect(answerTo('x', await ann.ask(`@label=x SETNAME :${name}`))).toEqual([
      message('FAIL', 'SETNAME', 'INVALID_REALNAME', TEXT),
    ]);
  });
});

describe('Capabilities', () => {
  it('replaces no standardised numeric', async () => {
    const ann = await server.register(undefined, { caps: 'standard-replies' });
    expect(await ann.ask('PRIVMSG nobodyatall :hi')).toEqual([message('401', ann.nick, 'nobodyatall', TEXT)]);
    expect(await ann.ask('NOSUCHVERB')).toEqual([message('421', ann.nick, 'NOSUCHVERB', TEXT)]);
    expect(await ann.ask('JOIN')).toEqual([message('461', ann.nick, 'JOIN', TEXT)]);
  });
});
