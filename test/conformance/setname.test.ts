// IRCv3 setname
import { describe, expect, it } from 'vitest';
import { comeIn, gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, freshRoom, from, isupport, message, TEXT } from './irc.ts';

const server = conformanceServer();

async function realname(asker: ConformanceClient, nick: string): Promise<string | undefined> {
  return (await asker.ask(`WHOIS ${nick}`)).find(({ verb }) => verb === '311')?.params.at(-1);
}

describe('Description', () => {
  it('confirms a change to who made it, and to people on common channels, once', async () => {
    const { people } = await gathering(server, 'setname', 'setname', '');
    const [ann, bob, cid] = people;
    const second = freshRoom();
    await ann.join(second);
    await comeIn(second, bob, ann);
    const out = await server.register(undefined, { caps: 'setname' });
    const name = 'Bruce Wayne <bruce@wayne.enterprises>';
    expect(await ann.ask(`SETNAME :${name}`)).toEqual([from(ann.nick, 'SETNAME', name)]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'SETNAME', name)]);
    expect(await cid.sync()).toEqual([]);
    expect(await out.sync()).toEqual([]);
    expect(await realname(cid, ann.nick)).toBe(name);
  });

  it('needs no colon for one word', async () => {
    const ann = await server.register(undefined, { caps: 'setname' });
    expect(await ann.ask('SETNAME Batman')).toEqual([from(ann.nick, 'SETNAME', 'Batman')]);
  });

  it('works silently without the capability', async () => {
    const { people } = await gathering(server, '', 'setname');
    const [ann, bob] = people;
    expect(await ann.ask('SETNAME :Somebody Else')).toEqual([]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'SETNAME', 'Somebody Else')]);
    expect(await realname(ann, ann.nick)).toBe('Somebody Else');
  });

  it('allows names of up to NAMELEN, which is in RPL_ISUPPORT', async () => {
    const ann = await server.register(undefined, { caps: 'setname' });
    const length = Number(isupport(ann).get('NAMELEN'));
    expect(length).toBeGreaterThan(0);
    const name = 'x'.repeat(length);
    expect(await ann.ask(`SETNAME :${name}`)).toEqual([from(ann.nick, 'SETNAME', name)]);
    expect(await realname(ann, ann.nick)).toBe(name);
  });
});

describe('Errors', () => {
  it('are FAIL with INVALID_REALNAME for a name that is too long', async () => {
    const { people } = await gathering(server, 'setname', 'setname');
    const [ann, bob] = people;
    const name = 'x'.repeat(Number(isupport(ann).get('NAMELEN')) + 1);
    expect(await ann.ask(`SETNAME :${name}`)).toEqual([message('FAIL', 'SETNAME', 'INVALID_REALNAME', TEXT)]);
    expect(await bob.sync()).toEqual([]);
    expect(await realname(ann, ann.nick)).toBe('Real Name');
  });

  it('are 461 or FAIL for no name at all', async () => {
    const ann = await server.register(undefined, { caps: 'setname' });
    const [first, ...rest] = await ann.ask('SETNAME');
    expect(rest).toEqual([]);
    expect([
      message('461', ann.nick, 'SETNAME', TEXT),
      message('FAIL', 'SETNAME', 'INVALID_REALNAME', TEXT),
    ]).toContainEqual(first);
    expect(await realname(ann, ann.nick)).toBe('Real Name');
  });
});
