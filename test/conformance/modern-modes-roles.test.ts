// modern-irc "Channel Membership Prefixes": founder, operator, halfop, voice; who may do what to whom.
import { describe, expect, it } from 'vitest';
import {
  type ConformanceClient,
  conformanceServer,
  freshRoom,
  from,
  isupport,
  meet,
  message,
  only,
  TEXT,
} from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();
const SIGNS: Readonly<Record<string, string>> = { q: '~', o: '@', h: '%', v: '+' };
const RANKS = Object.keys(SIGNS);

/** A room with an op, and others who were given these roles (`''`: none). */
async function roomWith<const Letters extends readonly string[]>(...letters: Letters) {
  const op = await server.register();
  const room = freshRoom();
  const others: ConformanceClient[] = [];
  for (const _ of letters) others.push(await server.register());
  await meet(room, op, ...others);
  for (const [index, letter] of letters.entries()) {
    if (letter !== '') await op.ask(`MODE ${room} +${letter} ${others[index]?.nick}`);
  }
  for (const one of others) await one.sync();
  return { op, room, others: others as { [Index in keyof Letters]: ConformanceClient } };
}

async function signOf(asker: ConformanceClient, room: string, nick: string): Promise<string> {
  const names = only(await asker.ask(`NAMES ${room}`), '353').flatMap(({ params }) => (params.at(-1) ?? '').split(' '));
  return names.find((name) => name.replace(/^[~@%+]+/, '') === nick)?.slice(0, -nick.length) ?? 'not there';
}

describe('Channel Membership Prefixes', () => {
  it('are advertised from the highest to the lowest', async () => {
    const { op } = await roomWith();
    expect(isupport(op).get('PREFIX')).toBe('(qohv)~@%+');
  });

  it.each(RANKS)('+%s is told to everybody, and shown in NAMES, WHO and WHOIS', async (letter) => {
    const { op, room, others } = await roomWith('', '');
    const [member, witness] = others;
    const given = from(op.nick, 'MODE', room, `+${letter}`, member.nick);
    expect(await op.ask(`MODE ${room} +${letter} ${member.nick}`)).toEqual([given]);
    for (const one of others) expect(await one.sync()).toEqual([given]);
    const sign = SIGNS[letter] ?? '';
    expect(await signOf(witness, room, member.nick)).toBe(sign);
    const who = only(await witness.ask(`WHO ${room}`), '352').find(({ params }) => params[5] === member.nick);
    expect(who?.params[6]).toBe(`H${sign}`);
    const [channels] = only(await witness.ask(`WHOIS ${member.nick}`), '319');
    expect(channels?.params.at(-1)?.trim()).toBe(sign + room);
  });

  it('shows the highest of several, and the next one when it is gone', async () => {
    const { op, room, others } = await roomWith('v');
    const [member] = others;
    await op.ask(`MODE ${room} +ho ${member.nick} ${member.nick}`);
    expect(await signOf(op, room, member.nick)).toBe('@');
    await op.ask(`MODE ${room} -o ${member.nick}`);
    expect(await signOf(op, room, member.nick)).toBe('%');
    await op.ask(`MODE ${room} -h ${member.nick}`);
    expect(await signOf(op, room, member.nick)).toBe('+');
  });

  it('go with the member who leaves', async () => {
    const { op, room, others } = await roomWith('o');
    const [member] = others;
    await member.ask(`PART ${room}`);
    await member.join(room);
    expect(await signOf(op, room, member.nick)).toBe('');
  });

  it('are only for who is in the room (441, 401)', async () => {
    const { op, room } = await roomWith();
    const stranger = await server.register();
    for (const letter of RANKS) {
      expect(await op.ask(`MODE ${room} +${letter} ${stranger.nick}`)).toEqual([
        message('441', op.nick, stranger.nick, room, TEXT),
      ]);
    }
    expect((await op.ask(`MODE ${room} +o ghost`)).map(({ verb }) => verb)).toEqual([
      expect.stringMatching(/^4(01|41)$/),
    ]);
  });

  it('takes several at once', async () => {
    const { op, room, others } = await roomWith('', '', 'v');
    const [one, two, three] = others.map(({ nick }) => nick);
    const heard = await op.ask(`MODE ${room} +ov-v ${one} ${two} ${three}`);
    expect(changes(heard, room)).toEqual([`+o ${one}`, `+v ${two}`, `-v ${three}`]);
  });
});

describe('Operator Prefix', () => {
  it('may give and take the role of op', async () => {
    const { op, room, others } = await roomWith('o');
    const [other] = others;
    expect(await other.ask(`MODE ${room} -o ${op.nick}`)).toEqual([from(other.nick, 'MODE', room, '-o', op.nick)]);
    await op.sync();
    expect(await op.ask(`MODE ${room} +m`)).toEqual([message('482', op.nick, room, TEXT)]);
  });

  it('may kick an op', async () => {
    const { op, room, others } = await roomWith('o');
    expect(only(await others[0].ask(`KICK ${room} ${op.nick}`), 'KICK')).toHaveLength(1);
  });
});

describe('Founder Prefix', () => {
  it('can be neither kicked nor demoted by an op (482)', async () => {
    const { op, room, others } = await roomWith('q');
    const [owner] = others;
    for (const line of [`KICK ${room} ${owner.nick}`, `MODE ${room} -q ${owner.nick}`]) {
      expect(await op.ask(line)).toEqual([message('482', op.nick, room, TEXT)]);
    }
    expect(await owner.sync()).toEqual([]);
    expect(await signOf(op, room, owner.nick)).toBe('~');
  });

  it('may do to an op what it likes, and name other founders', async () => {
    const { op, room, others } = await roomWith('q', '');
    const [owner, member] = others;
    expect(changes(await owner.ask(`MODE ${room} +q-o ${member.nick} ${op.nick}`), room)).toEqual([
      `+q ${member.nick}`,
      `-o ${op.nick}`,
    ]);
    expect(only(await owner.ask(`KICK ${room} ${op.nick}`), 'KICK')).toHaveLength(1);
  });

  it('is not the op’s to give once there is one (482)', async () => {
    const { op, room, others } = await roomWith('q', '');
    expect(await op.ask(`MODE ${room} +q ${others[1].nick}`)).toEqual([message('482', op.nick, room, TEXT)]);
  });
});

describe('Halfop Prefix', () => {
  it('may kick, ban, give voice, set the topic and the modes', async () => {
    const { op, room, others } = await roomWith('h', '', 'v');
    const [half, member, voiced] = others;
    expect(changes(await half.ask(`MODE ${room} +v ${member.nick}`), room)).toEqual([`+v ${member.nick}`]);
    expect(changes(await half.ask(`MODE ${room} +mb bad!*@*`), room)).toEqual(['+m', '+b bad!*@*']);
    expect(only(await half.ask(`TOPIC ${room} :from the half`), 'TOPIC')).toHaveLength(1);
    expect(only(await half.ask(`KICK ${room} ${voiced.nick}`), 'KICK')).toHaveLength(1);
    expect(only(await op.sync(), 'MODE', 'TOPIC', 'KICK')).toHaveLength(4);
  });

  it('may not touch ops and halfops, nor make any (482)', async () => {
    const { op, room, others } = await roomWith('h', 'h', '');
    const [half, other, member] = others;
    const lines = ['+o', '+h', '+q'].map((change) => `MODE ${room} ${change} ${member.nick}`);
    lines.push(`MODE ${room} -o ${op.nick}`, `MODE ${room} -h ${other.nick}`);
    lines.push(`KICK ${room} ${op.nick}`, `KICK ${room} ${other.nick}`);
    for (const line of lines) expect(await half.ask(line), line).toEqual([message('482', half.nick, room, TEXT)]);
    expect(await op.sync()).toEqual([]);
  });
});

describe('Voice Prefix', () => {
  it('may speak, and no more (482)', async () => {
    const { op, room, others } = await roomWith('v', '');
    const [voiced, member] = others;
    const lines = [
      `MODE ${room} +m`,
      `MODE ${room} +v ${member.nick}`,
      `KICK ${room} ${member.nick}`,
      `TOPIC ${room} :x`,
    ];
    for (const line of lines) expect(await voiced.ask(line), line).toEqual([message('482', voiced.nick, room, TEXT)]);
    expect(await op.sync()).toEqual([]);
  });
});
