// IRCv3 account-registration (draft/account-registration). This server makes accounts only of the name somebody has, only
// of who is in, and asks for no address.
import { describe, expect, it } from 'vitest';
import { account, accountOf, PASSWORD, plain, registered, saslConnection } from './accounts.ts';
import { answerTo } from './batches.ts';
import { offered, valueTokens } from './capabilities.ts';
import { conformanceServer, fresh, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Capability', () => {
  it('has no value that promises more', async () => {
    const value = (await offered(await server.connect())).get('draft/account-registration');
    expect(value).toBeDefined();
    const keys = [...valueTokens(value).keys()];
    for (const key of ['before-connect', 'email-required', 'custom-account-name']) expect(keys).not.toContain(key);
  });

  it('need not be negotiated for the command', async () => {
    const client = await registered(server);
    expect(await accountOf(client, client.nick)).toBe(client.nick);
  });
});

describe('ISUPPORT token', () => {
  it('requires no account of anybody', async () => {
    expect([...isupport(await server.register()).keys()]).not.toContain('draft/ACCOUNTREQUIRED');
  });
});

describe('Commands', () => {
  it.each([
    ['an asterisk', () => '*'],
    ['the nickname', (nick: string) => nick],
    ['the nickname in another case', (nick: string) => nick.toUpperCase()],
  ])('REGISTER makes an account of the nickname when its name is %s', async (_, name) => {
    const ann = await server.register(undefined, { caps: 'draft/account-registration' });
    const heard = await ann.ask(`REGISTER ${name(ann.nick)} * :${PASSWORD}`);
    expect(heard).toContainEqual(message('REGISTER', 'SUCCESS', ann.nick, TEXT));
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
  });

  it('REGISTER takes a password of one word without a colon, and with an address', async () => {
    const ann = await server.register();
    expect(await ann.ask('REGISTER * ann@example.org hunter2')).toContainEqual(
      message('REGISTER', 'SUCCESS', ann.nick, TEXT),
    );
    const client = await saslConnection(server);
    expect(await plain(client, ann.nick, 'hunter2')).toContainEqual(message('903', '*', TEXT));
  });

  it('REGISTER takes a password with spaces in it', async () => {
    const ann = await server.register();
    await ann.ask('REGISTER * * :correct horse battery staple');
    expect(await plain(await saslConnection(server), ann.nick, 'correct horse battery staple')).toContainEqual(
      message('903', '*', TEXT),
    );
  });

  it('REGISTER needs its parameters', async () => {
    const ann = await server.register();
    for (const line of ['REGISTER', 'REGISTER *', 'REGISTER * *']) {
      expect(await ann.ask(line)).toEqual([message('461', ann.nick, 'REGISTER', TEXT)]);
    }
  });

  it('VERIFY has nothing to verify', async () => {
    const ann = await server.register();
    expect(await ann.ask(`VERIFY ${ann.nick} 1234`)).toEqual([
      message('FAIL', 'VERIFY', expect.stringMatching(/^(INVALID_CODE|TEMPORARILY_UNAVAILABLE)$/), ann.nick, TEXT),
    ]);
    expect(await accountOf(ann, ann.nick)).toBeNull();
  });
});

describe('Responses', () => {
  it('log in, as if with SASL', async () => {
    const ann = await server.register();
    const heard = await ann.ask(`REGISTER * * :${PASSWORD}`);
    // sasl-3.1: 900 "is sent when the user's account name is set (whether by SASL or otherwise)"
    expect(only(heard, '900')).toEqual([
      message('900', ann.nick, expect.stringMatching(new RegExp(`^${ann.nick}!`)), ann.nick, TEXT),
    ]);
    const client = await saslConnection(server);
    expect(await plain(client, ann.nick)).toContainEqual(message('903', '*', TEXT));
  });

  it('carry the label', async () => {
    const ann = await server.register(undefined, { caps: 'labeled-response batch' });
    expect(answerTo('x', await ann.ask(`@label=x REGISTER * * :${PASSWORD}`))).toContainEqual(
      message('REGISTER', 'SUCCESS', ann.nick, TEXT),
    );
  });

  it('ACCOUNT_NAME_MUST_BE_NICK for any other name', async () => {
    const ann = await server.register();
    const other = fresh();
    expect(await ann.ask(`REGISTER ${other} * :${PASSWORD}`)).toEqual([
      message('FAIL', 'REGISTER', 'ACCOUNT_NAME_MUST_BE_NICK', other, TEXT),
    ]);
    expect(await accountOf(ann, ann.nick)).toBeNull();
  });

  it('ACCOUNT_EXISTS or ACCOUNT_NAME_MUST_BE_NICK for the name of somebody else', async () => {
    const ann = await server.register();
    const taken = await account(server);
    expect(await ann.ask(`REGISTER ${taken} * :${PASSWORD}`)).toEqual([
      message('FAIL', 'REGISTER', expect.stringMatching(/^ACCOUNT_(EXISTS|NAME_MUST_BE_NICK)$/), taken, TEXT),
    ]);
  });

  it('ALREADY_AUTHENTICATED for who is', async () => {
    const ann = await registered(server);
    expect(await ann.ask(`REGISTER * * :${PASSWORD}`)).toEqual([
      message('FAIL', 'REGISTER', 'ALREADY_AUTHENTICATED', ann.nick, TEXT),
    ]);
    expect(await ann.ask(`VERIFY ${ann.nick} 1234`)).toEqual([
      message('FAIL', 'VERIFY', 'ALREADY_AUTHENTICATED', ann.nick, TEXT),
    ]);
  });

  it('WEAK_PASSWORD or UNACCEPTABLE_PASSWORD for no password', async () => {
    const ann = await server.register();
    const [first, ...rest] = await ann.ask('REGISTER * * :');
    expect(rest).toEqual([]);
    expect([
      message('FAIL', 'REGISTER', 'WEAK_PASSWORD', ann.nick, TEXT),
      message('FAIL', 'REGISTER', 'UNACCEPTABLE_PASSWORD', ann.nick, TEXT),
      message('461', ann.nick, 'REGISTER', TEXT),
    ]).toContainEqual(first);
    expect(await accountOf(ann, ann.nick)).toBeNull();
  });

  it('COMPLETE_CONNECTION_REQUIRED before registration', async () => {
    const client = await server.connect();
    client.send('CAP REQ :draft/account-registration');
    await client.next();
    client.send(`NICK ${fresh()}`);
    for (const verb of ['REGISTER', 'VERIFY']) {
      client.send(verb === 'REGISTER' ? `REGISTER * * :${PASSWORD}` : 'VERIFY ann 1234');
      expect(await client.next()).toEqual(message('FAIL', verb, 'COMPLETE_CONNECTION_REQUIRED', TEXT));
    }
  });
});
