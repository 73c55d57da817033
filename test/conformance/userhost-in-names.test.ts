// IRCv3 userhost-in-names
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, only } from './irc.ts';

const server = conformanceServer();

function names(heard: readonly Message[]): string[] {
  return only(heard, '353')
    .flatMap(({ params }) => (params.at(-1) ?? '').split(' '))
    .filter((name) => name !== '')
    .sort();
}

describe('Description', () => {
  it('shows the full mask of everybody, on NAMES and on JOIN', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    const cid = await server.register(undefined, { caps: 'userhost-in-names' });
    const joined = names(await cid.join(room));
    const expected = [`@${ann.nick}`, bob.nick, cid.nick].map((nick) =>
      expect.stringMatching(new RegExp(`^${RegExp.escape(nick)}![^ !@]+@[^ !@]+$`)),
    );
    expect(joined).toHaveLength(3);
    for (const name of expected) expect(joined).toContainEqual(name);
    expect(names(await cid.ask(`NAMES ${room}`))).toEqual(joined);
    const source = (await bob.ask(`WHOIS ${ann.nick}`)).find(({ verb }) => verb === '311')?.params ?? [];
    expect(joined).toContain(`@${source[1]}!${source[2]}@${source[3]}`);
  });

  it('goes with multi-prefix', async () => {
    const { room, people } = await gathering(server, 'userhost-in-names multi-prefix');
    const [ann] = people;
    await ann.ask(`MODE ${room} +v ${ann.nick}`);
    expect(names(await ann.ask(`NAMES ${room}`))).toEqual([
      expect.stringMatching(new RegExp(`^@\\+${RegExp.escape(ann.nick)}![^ !@]+@[^ !@]+$`)),
    ]);
  });

  it('changes nothing for who has not asked for it', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    expect(names(await bob.ask(`NAMES ${room}`))).toEqual([`@${ann.nick}`, bob.nick].sort());
  });
});
