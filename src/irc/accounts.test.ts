// Accounts in IRC, where they are not as they should be: too much to do, too many guesses, answers that come late.
import { describe, expect, it } from 'vitest';
import type { Denied } from '../accounts/accounts.ts';
import { answer } from '../accounts/client.fixture.ts';
import { accountSentences } from '../i18n/accounts.ts';
import { MOST_FAILED_LOGINS, WRONG_PER_ADDRESS } from '../limits.ts';
import { openHouse } from './house.fixture.ts';

const { denied } = accountSentences.en;

function denying<Why>(why: Why) {
  return async (): Promise<Denied<Why>> => ({ kind: 'denied', why });
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Without the source, which is the server. */
function said(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^:tea\.example /, ''));
}

describe('registering', () => {
  it.each(['busy', 'too-many-names'] as const)('is refused in the words of who was asked (%s)', async (why) => {
    const ann = openHouse({ accounts: { protect: denying(why) } }).enter('ann');
    expect(said(await ann.sayAndWait('REGISTER * * secret'))).toEqual([
      `FAIL REGISTER TEMPORARILY_UNAVAILABLE ann :${denied[why]}`,
    ]);
    expect(await ann.sayAndWait('PRIVMSG NickServ :REGISTER secret')).toEqual([
      `:NickServ!NickServ@tea.example NOTICE ann :${denied[why]}`,
    ]);
  });

  it('hashes nothing for what the chat refuses', async () => {
    const house = openHouse({ accounts: { protect: () => Promise.reject(new Error('it was hashed')) } });
    const ann = house.enter('ann');
    expect(said(await ann.sayAndWait('REGISTER bob * secret'))).toEqual([
      expect.stringMatching(/^FAIL REGISTER ACCOUNT_NAME_MUST_BE_NICK bob :/),
    ]);
    expect(house.failures).toEqual([]);
  });
});

describe('NickServ', () => {
  it('speaks for nobody else whom the same line was for', async () => {
    const ann = openHouse().enter('ann');
    const heard = await ann.sayAndWait('PRIVMSG nobody,NickServ :LOGOUT');
    expect(heard).toEqual([
      expect.stringMatching(/^:tea\.example 401 ann nobody :/),
      ':NickServ!NickServ@tea.example NOTICE ann :You are not logged in.',
    ]);
    expect((await ann.sayAndWait('PRIVMSG NickServ,nobody :HELP')).at(-1)).toMatch(/^:tea\.example 401 ann nobody :/);
  });

  it('says so when there were too many guesses', async () => {
    const ann = openHouse({ accounts: { verify: denying('paused') } }).enter('ann');
    expect(await ann.sayAndWait('PRIVMSG NickServ :IDENTIFY secret')).toEqual([
      `:NickServ!NickServ@tea.example NOTICE ann :${denied.paused}`,
    ]);
    expect(ann.closed).toEqual([]);
  });
});

describe('SASL', () => {
  /** Somebody who has registered its name, and what answers a response of somebody on the way in. */
  async function having(password: string) {
    const house = openHouse();
    const ann = house.enter('ann');
    await ann.sayAndWait(`REGISTER * * :${password}`);
    const caller = house.connect();
    caller.say('CAP REQ sasl');
    const respond = async (response: string) =>
      said(await caller.sayAndWait('AUTHENTICATE PLAIN', `AUTHENTICATE ${response}`)).slice(1);
    return { respond, caller };
  }
  const FAILED = ['904 * :That did not prove who you are.'];
  const DONE = [expect.stringMatching(/^900 \* \S+ ann :/), expect.stringMatching(/^903 \* :/)];

  it.each(['busy', 'paused'] as const)('says why it could not be tried (%s)', async (why) => {
    const house = openHouse({ accounts: { verify: denying(why) } });
    for (const caps of ['sasl', 'sasl standard-replies']) {
      const ann = house.enter(`a${caps.length}`, caps);
      const heard = said(await ann.sayAndWait('AUTHENTICATE PLAIN', `AUTHENTICATE ${base64('\0ann\0x')}`)).slice(1);
      const note = `NOTE AUTHENTICATE TEMPORARILY_UNAVAILABLE :${denied[why]}`;
      expect(heard).toEqual([...(caps === 'sasl' ? [] : [note]), `904 a${caps.length} :${denied[why]}`]);
    }
  });

  it('takes the account in any spelling as the one to act for, and no other', async () => {
    const { respond } = await having('pencil');
    expect(await respond(base64('ANN\0ａｎｎ\0pencil'))).toEqual(DONE);
    expect(await respond(base64('bob\0ann\0pencil'))).toEqual(FAILED);
  });

  it.each([
    ['a space in it', '\0ann\0pencil', (text: string) => `:${text.slice(0, 4)} ${text.slice(4)}`],
    ['other characters', '\0ann\0pencil', (text: string) => `${text.slice(0, 4)}!${text.slice(4)}`],
    ['the letters for URLs', '\0ann\0~~~~~~~~', (text: string) => text.replaceAll('+', '-')],
    ['no padding', '\0ann\0pencil', (text: string) => text.replaceAll('=', '')],
    ['bits that mean nothing', '\0ann\0pencil', (text: string) => text.replace(/w=$/, 'x=')],
  ])('refuses what is not quite base64: %s', async (_, text, change) => {
    const { respond } = await having(text.split('\0')[2] ?? '');
    const right = base64(text);
    expect(change(right)).not.toBe(right);
    expect(await respond(change(right))).toEqual(FAILED);
    expect(await respond(right)).toEqual(DONE);
  });

  it('refuses what is not UTF-8, and does not put other characters in its place', async () => {
    const { respond } = await having('p\ufffdncil');
    const text = Buffer.concat([Buffer.from('\0ann\0p'), Buffer.from([0xff]), Buffer.from('ncil')]);
    expect(await respond(text.toString('base64'))).toEqual(FAILED);
    expect(await respond(base64('\0ann\0p\ufffdncil'))).toEqual(DONE);
  });

  it('forgets wrong passwords when one is right', async () => {
    const { respond, caller } = await having('pencil');
    for (let round = 0; round < 2; round++) {
      for (let count = 0; count < 4; count++) expect(await respond(base64('\0ann\0pen'))).toEqual(FAILED);
      expect(await respond(base64('\0ann\0pencil'))).toEqual(DONE);
    }
    expect(caller.closed).toEqual([]);
  });
});

describe('what was proved of an account', () => {
  /** ann, who has registered her name, and somebody on the way in who knows her password. */
  async function having(password: string) {
    const house = openHouse();
    const ann = house.enter('ann');
    await ann.sayAndWait(`REGISTER * * :${password}`);
    const caller = house.connect();
    caller.say('CAP REQ sasl');
    /** The account is dropped, and bob registers the name. */
    const change = async (): Promise<void> => {
      await ann.sayAndWait(`NS DROP ${password}`, 'NICK anna');
      const bob = house.enter('ann');
      await bob.sayAndWait('REGISTER * * :another');
      bob.say('NICK bob');
    };
    return { ann, caller, change };
  }
  const clientFirst = 'n,,n=ann,r=abc';

  async function challenged(caller: { sayAndWait(...lines: string[]): Promise<string[]> }, password: string) {
    const heard = await caller.sayAndWait('AUTHENTICATE SCRAM-SHA-256', `AUTHENTICATE ${base64(clientFirst)}`);
    const asked = Buffer.from(heard.at(-1)?.split(' ').at(-1) ?? '', 'base64').toString();
    return `AUTHENTICATE ${base64(answer(password, clientFirst, asked).message)}`;
  }

  it('proves nothing of another that has the name later, however long one has waited', async () => {
    const { caller, change } = await having('pencil');
    const final = await challenged(caller, 'pencil');
    await change();
    expect(said(await caller.sayAndWait(final))).toEqual(['904 * :That did not prove who you are.']);
    const again = await having('pencil');
    await again.caller.sayAndWait(await challenged(again.caller, 'pencil'));
    await again.change();
    expect(said(await again.caller.sayAndWait('AUTHENTICATE +'))).toEqual(['904 * :That did not prove who you are.']);
    const third = await having('pencil');
    const plain = `AUTHENTICATE ${base64('\0ann\0pencil')}`;
    expect(said(await third.caller.sayAndWait('AUTHENTICATE PLAIN', plain)).at(-1)).toMatch(/^903 /);
    await third.change();
    const heard = said(await third.caller.sayAndWait('NICK carol', 'USER c 0 * :C', 'CAP END', 'WHOIS carol'));
    expect(heard.join('\n')).toContain('001 carol');
    expect(heard.join('\n')).not.toContain('330 carol');
  });

  it('proves nothing with the password that was the account’s before', async () => {
    const { ann, caller } = await having('pencil');
    const final = await challenged(caller, 'pencil');
    await ann.sayAndWait('NS PASSWD pencil pen');
    expect(said(await caller.sayAndWait(final))).toEqual(['904 * :That did not prove who you are.']);
    const right = await challenged(caller, 'pen');
    expect(said(await caller.sayAndWait(right, 'AUTHENTICATE +')).at(-1)).toMatch(/^903 /);
  });
});

describe('a password that is no account’s', () => {
  const guess = (count: number) => Array.from({ length: count }, (_, index) => `OPER boss ${index}`);

  it('is not tried any more after too many wrong ones from an address, on however many connections', () => {
    const house = openHouse({ password: 'door' });
    const come = (name: string, address: string, password = 'door') => {
      const caller = house.connect(address);
      return { caller, heard: said(caller.say(`PASS ${password}`, `NICK ${name}`, `USER ${name} 0 * :${name}`)) };
    };
    for (let wrong = 0; wrong < WRONG_PER_ADDRESS.burst; ) {
      const { caller } = come(`eve${wrong}`, `2001:db8::${wrong}`);
      const heard = said(caller.say(...guess(MOST_FAILED_LOGINS))).filter((line) => line.startsWith('464'));
      expect(heard).toHaveLength(MOST_FAILED_LOGINS);
      wrong += heard.length;
    }
    const { heard } = come('ann', '2001:db8::ffff');
    expect(heard[0]).toBe(`464 ann :${denied.paused}`);
    expect(heard[1]).toContain(denied.paused);
    const boss = come('boss', '2001:db8:0:1::1').caller;
    expect(said(boss.say('OPER boss secret'))[0]).toMatch(/^381 boss /);
    const bob = come('bob', '2001:db8:0:1::2', 'window');
    expect(bob.heard).toEqual([
      '464 bob :The name or the password is wrong.',
      expect.stringMatching(/^ERROR :.*This server needs a password/),
    ]);
  });

  it('is the operator’s too, who is told to wait', () => {
    const check = () => ({ kind: 'denied', why: 'paused' }) as const;
    const boss = openHouse({ accounts: { check } }).enter('boss');
    expect(said(boss.say('OPER boss secret'))).toEqual([`464 boss :${denied.paused}`]);
    expect(boss.closed).toEqual([]);
  });

  it('is no guess where none was given', () => {
    const check = () => expect.unreachable();
    const house = openHouse({ password: 'door', accounts: { check } });
    expect(said(house.connect().say('NICK ann', 'USER ann 0 * :Ann'))[0]).toMatch(/^464 ann :/);
  });
});

describe('where the log answers late', () => {
  it('nobody is told of being logged in before it is so', async () => {
    const house = openHouse({ log: 'late' });
    const ann = house.connect();
    await ann.sayAndWait('CAP REQ :sasl account-notify labeled-response batch', 'NICK ann', 'USER a 0 * :A', 'CAP END');
    await ann.sayAndWait('REGISTER * * pencil', 'PRIVMSG NickServ :LOGOUT', 'NICK ann2');
    const [, ...heard] = await ann.sayAndWait('AUTHENTICATE PLAIN', `@label=x AUTHENTICATE ${base64('\0ann\0pencil')}`);
    const words = heard.map((line) => line.replace(/^@\S+ /, '').split(' ')[1]);
    expect(words).toEqual(['BATCH', '900', '903', 'ACCOUNT', 'BATCH']);
    expect(house.failures).toEqual([]);
  });
});
