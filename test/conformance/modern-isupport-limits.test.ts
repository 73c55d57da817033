// modern-irc "RPL_ISUPPORT Parameters": TARGMAX, MODES, MAXLIST, CHANMODES, CASEMAPPING, UTF8ONLY are true.
import { describe, expect, it } from 'vitest';
import { conformanceServer, fresh, freshRoom, isupport, message, only, TEXT } from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();

async function inRoom() {
  const client = await server.register();
  const room = freshRoom();
  await client.join(room);
  return { client, room };
}

describe('TARGMAX', () => {
  /** How a command says that it has come to a target, and what it says then. */
  const SAID: readonly (readonly [verb: string, said: RegExp, line: (targets: string) => string])[] = [
    ['JOIN', /^JOIN$/, (targets) => `JOIN ${targets}`],
    ['PART', /^403$/, (targets) => `PART ${targets}`],
    ['NAMES', /^366$/, (targets) => `NAMES ${targets}`],
    ['LIST', /^322$/, (targets) => `LIST ${targets}`],
    ['PRIVMSG', /^40[13]$/, (targets) => `PRIVMSG ${targets} :x`],
    ['WHOIS', /^401$/, (targets) => `WHOIS ${targets}`],
  ];

  it.each(SAID)('is the limit of %s', async (verb, said, line) => {
    const [client, opener] = [await server.register(), await server.register()];
    const limit = new RegExp(`\\b${verb}:(\\d*)`).exec(isupport(client).get('TARGMAX') ?? '')?.[1] ?? '1';
    const most = limit === '' ? 10 : Number(limit);
    const beginning = fresh(verb === 'WHOIS' ? 'ghost' : '#many');
    const targets = Array.from({ length: most + 1 }, (_, index) => `${beginning}-${index}`);
    if (verb === 'LIST') for (const room of targets) await opener.join(room);
    const reached = async (count: number) => {
      const heard = await client.ask(line(targets.slice(0, count).join(',')));
      return heard.filter((one) => said.test(one.verb)).length;
    };
    expect(await reached(most)).toBe(most);
    if (limit !== '') expect(await reached(most + 1)).toBeLessThanOrEqual(most);
  });

  it('bounds PRIVMSG and NOTICE', async () => {
    const targmax = isupport(await server.register()).get('TARGMAX');
    expect(targmax).toMatch(/\bPRIVMSG:[1-9]/);
    expect(targmax).toMatch(/\bNOTICE:[1-9]/);
  });
});

describe('CHANMODES', () => {
  it('D: flags are set and taken away without a parameter, and shown', async () => {
    const { client, room } = await inRoom();
    // r is the server's alone (see chanserv.test.ts).
    const flags = (isupport(client).get('CHANMODES') ?? '').split(',')[3]?.replace('r', '') ?? '';
    await client.ask(`MODE ${room} -${flags}`);
    for (const flag of flags) {
      expect(changes(await client.ask(`MODE ${room} +${flag}`), room)).toEqual([`+${flag}`]);
      expect(only(await client.ask(`MODE ${room}`), '324')[0]?.params.slice(1)).toEqual([room, `+${flag}`]);
      expect(changes(await client.ask(`MODE ${room} -${flag}`), room)).toEqual([`-${flag}`]);
    }
  });

  it('C: has a parameter when set, and none when taken away', async () => {
    const { client, room } = await inRoom();
    expect(changes(await client.ask(`MODE ${room} +l 9`), room)).toEqual(['+l 9']);
    expect(changes(await client.ask(`MODE ${room} -l`), room)).toEqual(['-l']);
  });

  it('B: always has a parameter', async () => {
    const { client, room } = await inRoom();
    expect(changes(await client.ask(`MODE ${room} +k key`), room)).toEqual(['+k key']);
    expect(changes(await client.ask(`MODE ${room} -k key`), room)).toEqual([expect.stringMatching(/^-k ./)]);
  });

  it('has every letter that there is; others are unknown (472)', async () => {
    const { client, room } = await inRoom();
    const tokens = isupport(client);
    const known = (tokens.get('CHANMODES') ?? '') + (tokens.get('PREFIX') ?? '');
    const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((one) => !known.includes(one));
    for (const letter of letters) {
      expect(await client.ask(`MODE ${room} +${letter} x`)).toEqual([message('472', client.nick, letter, TEXT)]);
    }
  });
});

describe('MODES', () => {
  it('is how many changes with a parameter one command takes', async () => {
    const { client, room } = await inRoom();
    const most = Number(isupport(client).get('MODES') || 20);
    const masks = Array.from({ length: most }, (_, index) => `a${index}!*@*`);
    const heard = await client.ask(`MODE ${room} +${'b'.repeat(most)} ${masks.join(' ')}`);
    expect(changes(heard, room)).toEqual(masks.map((mask) => `+b ${mask}`));
  });
});

describe('MAXLIST', () => {
  it('is how many masks its lists hold together; one more is refused (478)', async () => {
    const { client, room } = await inRoom();
    const [letters = '', limit] = (isupport(client).get('MAXLIST') ?? '').split(',')[0]?.split(':') ?? [];
    const most = Number(limit);
    expect(most).toBeGreaterThan(0);
    const letter = (index: number) => letters[index % letters.length] ?? 'b';
    for (let index = 0; index < most; index++) {
      expect(only(await client.ask(`MODE ${room} +${letter(index)} a${index}!*@*`), 'MODE')).toHaveLength(1);
    }
    for (const one of letters) {
      const [answer, ...more] = await client.ask(`MODE ${room} +${one} one-more!*@*`);
      expect(answer).toEqual(expect.objectContaining({ verb: '478' }));
      expect(answer?.params.slice(0, 2)).toEqual([client.nick, room]);
      expect(more).toEqual([]);
    }
  });

  it('bounds every list there is', async () => {
    const tokens = isupport(await server.register());
    const bounded = (tokens.get('MAXLIST') ?? '').split(',').flatMap((pair) => [...(pair.split(':')[0] ?? '')]);
    expect(bounded.sort()).toEqual([...((tokens.get('CHANMODES') ?? '').split(',')[0] ?? '')].sort());
  });
});

describe('CASEMAPPING', () => {
  it('ascii: letters of rooms have no case; [ and {, | and \\, ~ and ^ are different', async () => {
    const [client, other] = [await server.register(), await server.register()];
    const name = fresh('#Case');
    await client.join(name);
    await other.ask(`JOIN ${name.toLowerCase()}`);
    expect(only(await other.ask(`WHOIS ${other.nick}`), '319')[0]?.params[2]?.trim()).toBe(name);
    for (const [one, two] of ['[{', '|\\', '~^']) {
      const [first, second] = [`${name}${one}`, `${name}${two}`];
      await client.join(first);
      await client.join(second);
    }
  });
});

describe('UTF8ONLY', () => {
  it('passes on nothing that is not UTF-8', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const beginning = Buffer.from(`PRIVMSG ${friend.nick} :caf`);
    client.sendBytes(Buffer.concat([beginning, Buffer.from([0xe9]), Buffer.from(' latin1\r\n')]));
    await client.sync();
    const heard = await friend.sync();
    for (const { params } of heard) expect(params[1]).toMatch(/^caf\ufffd? latin1$/);
    expect(heard.length).toBeLessThanOrEqual(1);
  });
});
