// IRCv3 multi-prefix
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, isupport, only } from './irc.ts';

const server = conformanceServer();

/** Everything that RPL_ISUPPORT knows of prefixes, from the highest rank to the lowest. */
function ranks(client: ConformanceClient): { letters: string; signs: string } {
  const [, letters = '', signs = ''] = /^\((.*)\)(.*)$/.exec(isupport(client).get('PREFIX') ?? '') ?? [];
  return { letters, signs };
}

/** Ann with all ranks there are, and others who ask about her. */
async function decorated() {
  const { room, people } = await gathering(server, '', 'multi-prefix', '');
  const [ann, bob, cid] = people;
  const { letters, signs } = ranks(ann);
  expect(letters).toMatch(/o.*v/);
  expect(signs).toHaveLength(letters.length);
  // From the lowest: so that the order in which they were given is not the one that is asked for.
  for (const letter of [...letters].reverse()) await ann.ask(`MODE ${room} +${letter} ${ann.nick}`);
  for (const person of [bob, cid]) await person.sync();
  return { room, ann, bob, cid, signs };
}

describe('Description', () => {
  it('shows all prefixes in NAMES, by rank', async () => {
    const { room, ann, bob, cid, signs } = await decorated();
    const [all] = only(await bob.ask(`NAMES ${room}`), '353');
    expect(all?.params.at(-1)?.split(' ')).toContain(`${signs}${ann.nick}`);
    const [one] = only(await cid.ask(`NAMES ${room}`), '353');
    expect(one?.params.at(-1)?.split(' ')).toContain(`${signs[0]}${ann.nick}`);
  });

  it('shows them in the names that come with JOIN', async () => {
    const { room, ann, signs } = await decorated();
    const dan = await server.register(undefined, { caps: 'multi-prefix' });
    const [names] = only(await dan.join(room), '353');
    expect(names?.params.at(-1)?.split(' ')).toContain(`${signs}${ann.nick}`);
  });

  it('shows them in WHO', async () => {
    const { room, ann, bob, cid, signs } = await decorated();
    const flags = async (asker: ConformanceClient): Promise<string | undefined> => {
      const rows = only(await asker.ask(`WHO ${room}`), '352');
      return rows.find(({ params }) => params[5] === ann.nick)?.params[6];
    };
    expect(await flags(bob)).toBe(`H${signs}`);
    expect(await flags(cid)).toBe(`H${signs[0]}`);
  });

  it('shows them in WHOIS', async () => {
    const { room, ann, bob, cid, signs } = await decorated();
    const channels = async (asker: ConformanceClient): Promise<string[]> => {
      const rows = only(await asker.ask(`WHOIS ${ann.nick}`), '319');
      return rows.flatMap(({ params }) => (params.at(-1) ?? '').trim().split(' '));
    };
    expect(await channels(bob)).toEqual([`${signs}${room}`]);
    expect(await channels(cid)).toEqual([`${signs[0]}${room}`]);
  });
});
