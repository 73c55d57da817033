// IRCv3 client-batch, with the only type of batch that clients may send here (draft/multiline)
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { conformanceServer, from, message, TEXT } from './irc.ts';

const server = conformanceServer();
const CAPS = 'batch draft/multiline';

describe('The client-to-server BATCH verb', () => {
  it('takes any reference of letters, digits and hyphens, and knows it by its case', async () => {
    const { room, people } = await gathering(server, CAPS, '');
    const [ann, bob] = people;
    for (const reference of ['1', 'yXNAbvnRHTRBv', 'a-b', '-']) {
      ann.send(`BATCH +${reference} draft/multiline ${room}`);
      ann.send(`@batch=${reference} PRIVMSG ${room} :hi`);
      expect(await ann.ask(`BATCH -${reference}`)).toEqual([]);
      expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, 'hi')]);
    }
  });

  it('can use a reference again', async () => {
    const { room, people } = await gathering(server, CAPS, '');
    const [ann, bob] = people;
    for (const text of ['one', 'two']) {
      ann.send(`BATCH +a draft/multiline ${room}`);
      ann.send(`@batch=a PRIVMSG ${room} :${text}`);
      await ann.ask('BATCH -a');
    }
    expect((await bob.sync()).map(({ params }) => params[1])).toEqual(['one', 'two']);
  });

  it('says nothing to others before the batch is closed', async () => {
    const { room, people } = await gathering(server, CAPS, '', CAPS);
    const [ann, bob, cid] = people;
    ann.send(`BATCH +a draft/multiline ${room}`);
    ann.send(`@batch=a PRIVMSG ${room} :hi`);
    // Somebody else is asked, since a client may send nothing else while its batch is open.
    await bob.ask(`PRIVMSG ${room} :first`);
    expect(await cid.sync()).toEqual([from(bob.nick, 'PRIVMSG', room, 'first')]);
    await ann.ask('BATCH -a');
    expect((await bob.sync()).map(({ verb }) => verb)).toEqual(['PRIVMSG']);
  });
});

describe('Errors', () => {
  it.each(['a!b', 'a_b', 'ü'])('INVALID_REFTAG for %s', async (reference) => {
    const { room, people } = await gathering(server, CAPS, '');
    const [ann, bob] = people;
    expect(await ann.ask(`BATCH +${reference} draft/multiline ${room}`)).toEqual([
      message('FAIL', 'BATCH', 'INVALID_REFTAG', reference, TEXT),
    ]);
    ann.send(`@batch=${reference} PRIVMSG ${room} :hi`);
    ann.send(`BATCH -${reference}`);
    await ann.sync();
    expect(await bob.sync()).toEqual([]);
    await ann.ask(`PRIVMSG ${room} :next`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, 'next')]);
  });

  it('UNKNOWN_TYPE for any other type, and all of its messages are ignored', async () => {
    const { room, people } = await gathering(server, CAPS, '');
    const [ann, bob] = people;
    expect(await ann.ask('BATCH +a example.com/foo')).toEqual([
      message('FAIL', 'BATCH', 'UNKNOWN_TYPE', 'a', 'example.com/foo', TEXT),
    ]);
    ann.send(`@batch=a PRIVMSG ${room} :hi`);
    ann.send('BATCH -a');
    await ann.sync();
    expect(await bob.sync()).toEqual([]);
    await ann.ask(`PRIVMSG ${room} :next`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, 'next')]);
  });

  it('leave what follows as it was', async () => {
    const { room, people } = await gathering(server, CAPS, '');
    const [ann, bob] = people;
    await ann.ask('BATCH');
    await ann.ask('BATCH +');
    await ann.ask('BATCH -never-opened');
    await ann.ask('BATCH hello');
    ann.send(`BATCH +a draft/multiline ${room}`);
    ann.send(`@batch=a PRIVMSG ${room} :hi`);
    expect(await ann.ask('BATCH -a')).toEqual([]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, 'hi')]);
  });
});
