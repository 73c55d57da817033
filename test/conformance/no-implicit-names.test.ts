// IRCv3 no-implicit-names
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { conformanceServer, freshRoom, only } from './irc.ts';

const server = conformanceServer();
const CAP = 'no-implicit-names';

describe('Implementation', () => {
  it('sends no names after JOIN', async () => {
    const ann = await server.register(undefined, { caps: CAP });
    expect((await ann.join(freshRoom())).map(({ verb }) => verb)).toEqual(['JOIN']);
  });

  it('sends the topic all the same', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    await ann.ask(`TOPIC ${room} :What this is about`);
    const bob = await server.register(undefined, { caps: CAP });
    expect((await bob.join(room)).map(({ verb }) => verb)).toEqual(['JOIN', '332', '333']);
  });

  it('answers NAMES as usual', async () => {
    const { room, people } = await gathering(server, CAP);
    const [ann] = people;
    const heard = await ann.ask(`NAMES ${room}`);
    expect(heard.map(({ verb }) => verb)).toEqual(['353', '366']);
    expect(only(heard, '353')[0]?.params.at(-1)).toBe(`@${ann.nick}`);
  });

  it('can be given up', async () => {
    const ann = await server.register(undefined, { caps: CAP });
    await ann.ask(`CAP REQ :-${CAP}`);
    expect((await ann.join(freshRoom())).map(({ verb }) => verb)).toEqual(['JOIN', '353', '366']);
  });
});
