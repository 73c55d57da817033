// NickServ, for clients without SASL: there is no specification of it, but everybody knows how it is used. And names that
// are registered, which only their owners may have.
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { makeCertificate, tlsOptions } from '../tls.ts';
import {
  account,
  accountOf,
  challenge,
  ending,
  PASSWORD,
  plain,
  registered,
  respond,
  saslConnection,
} from './accounts.ts';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  from,
  message,
  OPER,
  OPERATOR_OPTIONS,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS, ...(await tlsOptions()));

/** What NickServ says, and all else that comes with it. */
async function tell(client: ConformanceClient, line: string, verb = 'PRIVMSG'): Promise<Message[]> {
  const heard = await client.ask(`${verb} NickServ :${line}`);
  const said = only(heard, 'NOTICE');
  expect(said.length).toBeGreaterThan(0);
  for (const notice of said) expect(notice).toEqual(from('NickServ', 'NOTICE', client.nick, TEXT));
  return heard;
}

describe('REGISTER', () => {
  it('makes an account of the name, and logs in', async () => {
    const ann = await server.register();
    const heard = await tell(ann, `REGISTER ${PASSWORD}`);
    expect(only(heard, '900')).toEqual([message('900', ann.nick, TEXT, ann.nick, TEXT)]);
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
    expect(await plain(await saslConnection(server), ann.nick)).toContainEqual(message('903', '*', TEXT));
  });

  it('is understood in any case', async () => {
    const ann = await server.register();
    await ann.ask(`privmsg nickserv :register ${PASSWORD}`);
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
  });

  it('does nothing twice, and nothing without a password', async () => {
    const ann = await registered(server);
    expect(only(await tell(ann, `REGISTER ${PASSWORD}`), '900')).toEqual([]);
    const bob = await server.register();
    await tell(bob, 'REGISTER');
    expect(await accountOf(bob, bob.nick)).toBeNull();
  });
});

describe('IDENTIFY', () => {
  it('logs in to an account', async () => {
    const name = await account(server);
    const ann = await server.register();
    expect(only(await tell(ann, `IDENTIFY ${name} ${PASSWORD}`), '900')).toEqual([
      message('900', ann.nick, TEXT, name, TEXT),
    ]);
    expect(await accountOf(ann, ann.nick)).toBe(name);
    expect((await ann.ask(`NICK ${name}`))[0]).toEqual(expect.objectContaining({ verb: 'NICK', params: [name] }));
  });

  it('logs in to nothing with another password, or none', async () => {
    const name = await account(server);
    const ann = await server.register();
    for (const line of [`IDENTIFY ${name} wrong`, 'IDENTIFY wrong', 'IDENTIFY', `IDENTIFY ${fresh()} ${PASSWORD}`]) {
      expect(only(await tell(ann, line), '900')).toEqual([]);
    }
    expect(await accountOf(ann, ann.nick)).toBeNull();
  });
});

describe('LOGOUT', () => {
  it('gives up the account, and the name that is only for who is logged in', async () => {
    const ann = await registered(server);
    const name = ann.nick;
    const heard = await ann.ask('PRIVMSG NickServ :LOGOUT');
    expect(only(heard, '901')).toHaveLength(1);
    expect(only(heard, 'NICK')).toEqual([from(name, 'NICK', ann.nick)]);
    expect(ann.nick).not.toBe(name);
    expect(await accountOf(ann, ann.nick)).toBeNull();
    expect(await ann.ask(`NICK ${name}`)).toEqual([message('433', ann.nick, name, TEXT)]);
  });

  it('calls the client by the name it knows', async () => {
    const ann = await registered(server);
    let { nick } = ann;
    for (const { verb, source, params } of await ann.ask('PRIVMSG NickServ :LOGOUT')) {
      if (verb === 'NICK' && source?.startsWith(`${nick}!`)) nick = params[0] ?? '';
      else if (verb === '901') expect(params).toEqual([nick, expect.stringMatching(new RegExp(`^${nick}!`)), TEXT]);
      else expect(params[0]).toBe(nick);
    }
  });
});

const said = (heard: readonly Message[]) =>
  only(heard, 'NOTICE')
    .map(({ params }) => params[1])
    .join('\n');

describe('SET PASSWORD and PASSWD', () => {
  it('change the password of who is logged in, stays so, and knows the old one', async () => {
    const ann = await registered(server);
    for (const line of ['SET PASSWORD wrong new-word', `PASSWD ${PASSWORD}`, 'PASSWD', 'SET', 'SET PASSWORD']) {
      await tell(ann, line);
    }
    expect(await plain(await saslConnection(server), ann.nick)).toContainEqual(message('903', '*', TEXT));
    await tell(ann, `set password ${PASSWORD} first-word`);
    await tell(ann, 'PASSWD first-word a second word a second word');
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
    for (const old of [PASSWORD, 'first-word']) {
      expect(await plain(await saslConnection(server), ann.nick, old)).toContainEqual(message('904', '*', TEXT));
    }
    expect(await plain(await saslConnection(server), ann.nick, 'a second word')).toContainEqual(
      message('903', '*', TEXT),
    );
  });

  it('are for who is logged in', async () => {
    const ann = await server.register();
    const refused = said(await tell(ann, 'LOGOUT'));
    for (const line of ['PASSWD a b', 'SET PASSWORD a b', 'DROP a']) expect(said(await tell(ann, line))).toBe(refused);
  });
});

describe('DROP', () => {
  it('gives a name up for good, with the password', async () => {
    const ann = await registered(server);
    await tell(ann, 'DROP wrong');
    await tell(ann, 'DROP');
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
    const heard = await tell(ann, `DROP ${ann.nick.toUpperCase()} ${PASSWORD}`);
    expect(only(heard, '901')).toEqual([
      message('901', ann.nick, expect.stringMatching(new RegExp(`^${ann.nick}!`)), TEXT),
    ]);
    expect(await accountOf(ann, ann.nick)).toBeNull();
    const name = ann.nick;
    await ann.ask(`NICK ${fresh()}`);
    const next = await server.register(name);
    expect(only(await tell(next, 'REGISTER another'), '900')).toHaveLength(1);
  });

  it('logs out everybody, and tells them', async () => {
    const [ann, other] = [await registered(server), await server.register(undefined, { caps: 'account-notify' })];
    await tell(other, `IDENTIFY ${ann.nick} ${PASSWORD}`);
    await tell(ann, `DROP ${PASSWORD}`);
    expect(await other.sync()).toEqual([
      message('901', other.nick, expect.stringMatching(new RegExp(`^${other.nick}!`)), TEXT),
      from(other.nick, 'ACCOUNT', '*'),
    ]);
  });

  it('is for operators with any account, as FDROP', async () => {
    const [ann, name] = [await registered(server), await account(server)];
    await tell(ann, `FDROP ${name}`);
    expect(await plain(await saslConnection(server), name)).toContainEqual(message('903', '*', TEXT));
    await ann.ask(OPER);
    const gone = said(await tell(ann, `FDROP ${name}`));
    expect(gone).toContain(name);
    expect(await plain(await saslConnection(server), name)).toContainEqual(message('904', '*', TEXT));
    expect(said(await tell(ann, `FDROP ${name}`))).not.toBe(gone);
    expect(await accountOf(ann, ann.nick)).toBe(ann.nick);
  });
});

describe('CERT', () => {
  it('adds the certificate of the connection, which then logs in', async () => {
    const certificate = await makeCertificate();
    const ann = await (await server.connectSecurely(certificate)).register(fresh());
    await ann.ask(`REGISTER * * ${PASSWORD}`);
    await tell(ann, 'CERT ADD');
    expect(said(await tell(ann, 'CERT LIST'))).toContain(certificate.fingerprint);
    const other = await (await server.connectSecurely(certificate)).register(fresh(), { caps: 'sasl' });
    other.send('AUTHENTICATE EXTERNAL');
    await challenge(other);
    respond(other, '');
    expect(await ending(other)).toContainEqual(message('900', other.nick, TEXT, ann.nick, TEXT));
  });

  it('adds, lists and removes any certificate by its fingerprint', async () => {
    const { fingerprint } = await makeCertificate();
    const ann = await registered(server);
    await tell(ann, `CERT ADD ${fingerprint.toUpperCase().replace(/..(?!$)/g, '$&:')}`);
    expect(said(await tell(ann, 'cert list'))).toContain(fingerprint);
    await tell(ann, `CERT DEL ${fingerprint}`);
    expect(said(await tell(ann, 'CERT LIST'))).not.toContain(fingerprint);
  });

  it('is for who is logged in, and a certificate for one account', async () => {
    const { fingerprint } = await makeCertificate();
    const [ann, bob] = [await registered(server), await server.register()];
    await tell(ann, `CERT ADD ${fingerprint}`);
    for (const line of ['CERT LIST', `CERT ADD ${fingerprint}`, 'CERT ADD']) {
      expect(said(await tell(bob, line))).not.toContain(fingerprint);
    }
    await tell(bob, `REGISTER ${PASSWORD}`);
    await tell(bob, `CERT ADD ${fingerprint}`);
    await tell(bob, `CERT DEL ${fingerprint}`);
    expect(said(await tell(bob, 'CERT LIST'))).not.toContain(fingerprint);
    expect(said(await tell(ann, 'CERT LIST'))).toContain(fingerprint);
  });
});

describe('HELP', () => {
  it('tells what there is, also to who says something else', async () => {
    const ann = await server.register();
    for (const line of ['HELP', 'help', 'hello?']) {
      const said = only(await tell(ann, line), 'NOTICE').map(({ params }) => params[1]);
      expect(said.join('\n')).toMatch(/REGISTER|IDENTIFY|HELP/);
    }
  });
});

describe('what is told NickServ', () => {
  it('is seen by nobody else, and not echoed', async () => {
    const ann = await server.register(undefined, { caps: 'echo-message' });
    const heard = await tell(ann, `REGISTER ${PASSWORD}`);
    expect(JSON.stringify(heard.map(({ params }) => params))).not.toContain(PASSWORD);
  });

  it('is refused in a message of several lines', async () => {
    const ann = await server.register(undefined, { caps: 'batch draft/multiline' });
    ann.send('BATCH +1 draft/multiline NickServ');
    ann.send(`@batch=1 PRIVMSG NickServ :REGISTER ${PASSWORD}`);
    const heard = await ann.ask('BATCH -1');
    expect(only(heard, 'NOTICE', '401', 'FAIL')).not.toEqual([]);
  });

  it('needs nobody of that name, and nobody can have it', async () => {
    const ann = await server.register();
    const [refused] = await ann.ask('NICK NickServ');
    expect(['432', '433']).toContain(refused?.verb);
    expect(only(await ann.ask('NOTICE NickServ :hello'), '401')).toEqual([]);
  });
});

describe('a registered name', () => {
  it('is refused with 433 to who is not logged in to it', async () => {
    const name = await account(server);
    const ann = await server.register();
    for (const spelling of [name, name.toUpperCase()]) {
      expect(await ann.ask(`NICK ${spelling}`)).toEqual([message('433', ann.nick, spelling, TEXT)]);
    }
    const other = await registered(server);
    expect(await other.ask(`NICK ${name}`)).toEqual([message('433', other.nick, name, TEXT)]);
  });

  it('is refused at registration, where another can be taken', async () => {
    const name = await account(server);
    const client = await server.connect();
    client.send(`NICK ${name}`);
    client.send('USER user 0 * :Real Name');
    expect(await client.next()).toEqual(message('433', '*', name, TEXT));
    const nick = fresh();
    client.send(`NICK ${nick}`);
    expect(await client.next()).toEqual(message('001', nick, TEXT));
  });

  it('is for who logs in first', async () => {
    const name = await account(server);
    const client = await saslConnection(server);
    await plain(client, name);
    client.send(`NICK ${name}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    expect(await client.next()).toEqual(message('001', name, TEXT));
  });
});
