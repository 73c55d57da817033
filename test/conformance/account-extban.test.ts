// IRCv3 account-extban
import { describe, expect, it } from 'vitest';
import { account, plain, registered } from './accounts.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** The mask for an account, as the tokens of RPL_ISUPPORT say it is written; one for each name of the type. */
function masks(client: ConformanceClient, name: string): string[] {
  const tokens = isupport(client);
  const [prefix = ''] = (tokens.get('EXTBAN') ?? '').split(',');
  const types = (tokens.get('ACCOUNTEXTBAN') ?? '').split(',');
  return types.map((type) => `${prefix}${type}:${name}`);
}

describe('The ACCOUNTEXTBAN ISUPPORT token', () => {
  it('comes with EXTBAN, which knows its types of one letter', async () => {
    const tokens = isupport(await server.register());
    const [prefix, letters = ''] = (tokens.get('EXTBAN') ?? '').split(',');
    expect(prefix).toMatch(/^[^A-Za-z0-9 ]?$/);
    const types = tokens.get('ACCOUNTEXTBAN')?.split(',') ?? [];
    expect(types).not.toEqual([]);
    for (const type of types.filter((one) => one.length === 1)) expect(letters).toContain(type);
  });

  it('keeps out who is logged in to exactly this account, whatever the nickname', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const name = await account(server);
    for (const mask of masks(ann, name)) {
      expect(await ann.ask(`MODE ${room} +b ${mask}`)).toEqual([message('MODE', room, '+b', mask)]);
      const bad = await server.register(undefined, { caps: 'sasl' });
      await plain(bad, name);
      expect(only(await bad.ask(`JOIN ${room}`), 'JOIN', '474')).toEqual([message('474', bad.nick, room, TEXT)]);
      const good = await registered(server);
      await good.join(room);
      const stranger = await server.register();
      await stranger.join(room);
      await ann.ask(`MODE ${room} -b ${mask}`);
    }
  });

  it('matches whatever the case', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const bad = await registered(server);
    const [mask = ''] = masks(ann, bad.nick.toUpperCase());
    await ann.ask(`MODE ${room} +b ${mask}`);
    expect(only(await bad.ask(`JOIN ${room}`), '474')).toHaveLength(1);
  });

  it('matches no nickname', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const bob = await server.register();
    const [mask = ''] = masks(ann, bob.nick);
    await ann.ask(`MODE ${room} +b ${mask}`);
    await bob.join(room);
  });

  it('silences who is in the room', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const bad = await registered(server);
    await bad.join(room);
    const [mask = ''] = masks(ann, bad.nick);
    await ann.ask(`MODE ${room} +b ${mask}`);
    await bad.sync();
    expect(await bad.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', bad.nick, room, TEXT)]);
    expect(only(await ann.sync(), 'PRIVMSG')).toEqual([]);
  });

  it('can be listed, and used for exceptions', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const good = await registered(server);
    const [mask = ''] = masks(ann, good.nick);
    await ann.ask(`MODE ${room} +b *!*@*`);
    await ann.ask(`MODE ${room} +e ${mask}`);
    const listed = only(await ann.ask(`MODE ${room} +e`), '348').map(({ params }) => params[2]);
    expect(listed).toEqual([mask]);
    const other = await registered(server);
    expect(only(await other.ask(`JOIN ${room}`), '474')).toHaveLength(1);
    await good.join(room);
  });

  it('can invite', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const good = await registered(server);
    const [mask = ''] = masks(ann, good.nick);
    await ann.ask(`MODE ${room} +i`);
    await ann.ask(`MODE ${room} +I ${mask}`);
    const other = await registered(server);
    expect(only(await other.ask(`JOIN ${room}`), '473')).toHaveLength(1);
    await good.join(room);
  });
});
