// Certificates that clients show, in IRC: logging in with them, NickServ, WHOIS, gateways.

import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../chat/house.fixture.ts';
import type { Secured } from '../port/connection.ts';
import { openHouse } from './house.fixture.ts';

const ANNS = 'a1'.repeat(32);
const OTHER = 'b2'.repeat(32);
const SECURED: Secured = { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', fingerprint: null };

function showing(fingerprint: string): Secured {
  return { ...SECURED, fingerprint };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** The verbs and numerics of lines. */
function verbs(lines: readonly string[]): (string | undefined)[] {
  return lines.map((line) => line.replace(/^:\S+ /, '').split(' ')[0]);
}

/** No password is of interest here, so none is hashed. */
async function protect() {
  return { kind: 'protected', credentials: CREDENTIALS } as const;
}

/** Ann, who has registered her name and added the certificate that she shows. */
async function certified() {
  const house = openHouse({ accounts: { protect } });
  const ann = house.enter('ann', '', undefined, showing(ANNS));
  await ann.sayAndWait('REGISTER * * pencil');
  expect(told(ann.say('PRIVMSG NickServ :CERT ADD'))).toEqual([`The certificate ${ANNS} now logs you in as ann.`]);
  return { house, ann };
}

/** What NickServ has said. */
function told(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^:NickServ!\S+ NOTICE \S+ :?(.*)$/.exec(line)?.[1] ?? []);
}

function offer(caller: ReturnType<ReturnType<typeof openHouse>['connect']>): string | undefined {
  return /(?:^|[ :])sasl=(\S+)/m.exec(caller.say('CAP LS 302').join('\n'))?.[1];
}

describe('SASL EXTERNAL', () => {
  /** What answers a response of somebody on the way in with this certificate. */
  async function answer(response: string, secured: Secured | null = showing(ANNS)) {
    const { house } = await certified();
    const caller = house.connect(undefined, secured);
    caller.say('CAP REQ sasl');
    return verbs(await caller.sayAndWait('AUTHENTICATE EXTERNAL', `AUTHENTICATE ${response}`));
  }

  it('is offered to who has shown a certificate, and nobody else', () => {
    const house = openHouse();
    expect(offer(house.connect())).toBe('PLAIN,SCRAM-SHA-256');
    expect(offer(house.connect(undefined, SECURED))).toBe('PLAIN,SCRAM-SHA-256');
    expect(offer(house.connect(undefined, showing(ANNS)))).toBe('EXTERNAL,PLAIN,SCRAM-SHA-256');
  });

  it.each([
    ['nobody', '+'],
    ['the account itself', base64('ann')],
    ['the account in another spelling', base64('ＡＮＮ')],
  ])('logs in with the certificate, to act for %s', async (_, response) => {
    expect(await answer(response)).toEqual(['AUTHENTICATE', '900', '903']);
  });

  it.each([
    ['somebody else', base64('bob')],
    ['the account and more', base64('ann\0')],
    ['what is not UTF-8', Buffer.from([0xff]).toString('base64')],
    ['what is not base64', 'ann'],
  ])('logs nobody in to act for %s', async (_, response) => {
    expect(await answer(response)).toEqual(['AUTHENTICATE', '904']);
  });

  it('fails with a certificate that is nobody’s', async () => {
    expect(await answer('+', showing(OTHER))).toEqual(['AUTHENTICATE', '904']);
  });

  it.each([['TLS alone', SECURED] as const, ['nothing', null] as const])('is not there with %s', async (_, secured) => {
    expect(await answer('+', secured)).toEqual(['908', '904', '908', '904']);
  });

  it('is over, and the certificate nobody’s, once it is removed', async () => {
    const { house, ann } = await certified();
    ann.say(`PRIVMSG NickServ :CERT DEL ${ANNS}`);
    const caller = house.enter('ann2', 'sasl', undefined, showing(ANNS));
    expect(verbs(await caller.sayAndWait('AUTHENTICATE EXTERNAL', 'AUTHENTICATE +'))).toEqual(['AUTHENTICATE', '904']);
  });

  it('ends the connection of who fails again and again', async () => {
    const caller = openHouse().enter('ann', 'sasl', undefined, showing(OTHER));
    for (let count = 0; count < 5; count++) await caller.sayAndWait('AUTHENTICATE EXTERNAL', 'AUTHENTICATE +');
    expect(caller.closed).toEqual([{ cause: 'refused', text: 'Too many wrong passwords.' }]);
  });
});

describe('NickServ CERT', () => {
  it('adds, lists and removes, however the fingerprint is written', async () => {
    const { ann } = await certified();
    const colons = OTHER.toUpperCase().replace(/..(?!$)/g, '$&:');
    expect(told(ann.say(`PRIVMSG NickServ :cert add ${colons}`))).toEqual([
      `The certificate ${OTHER} now logs you in as ann.`,
    ]);
    expect(told(ann.say('NS CERT LIST'))).toEqual([
      'The certificates that log you in as ann:',
      `${ANNS} (of this connection)`,
      OTHER,
    ]);
    expect(told(ann.say(`NS CERT DEL ${OTHER}`))).toEqual([`The certificate ${OTHER} no longer logs you in as ann.`]);
    expect(told(ann.say(`NS CERT DEL ${ANNS}`, 'NS CERT LIST')).at(-1)).toBe('No certificate logs you in as ann.');
  });

  it('says why not', async () => {
    const { house, ann } = await certified();
    const bob = house.enter('bob');
    const ask = (line: string) => told(bob.say(`PRIVMSG NickServ :CERT ${line}`));
    for (const line of ['LIST', `ADD ${OTHER}`, `DEL ${OTHER}`]) expect(ask(line)).toEqual(['You are not logged in.']);
    await bob.sayAndWait('REGISTER * * pencil');
    expect(ask('ADD')).toEqual([
      'You have not shown a certificate; connect through TLS with one, or write its fingerprint.',
    ]);
    expect(ask(`ADD ${ANNS}`)).toEqual([`The certificate ${ANNS} belongs to an account already.`]);
    expect(ask(`DEL ${ANNS}`)).toEqual([`The certificate ${ANNS} is not one of yours.`]);
    for (const line of ['ADD pencil', 'DEL']) {
      expect(ask(line)).toEqual(['That is not a SHA-256 fingerprint: 64 digits, 0-9 and a-f.']);
    }
    for (const line of ['', 'FOO']) expect(ask(line).length).toBeGreaterThan(2);
    expect(ann.heard()).toEqual([]);
  });

  it('has an end', async () => {
    const { ann, house } = await certified();
    const limit = house.rules.limits.certificatesPerAccount;
    for (let count = 1; count < limit; count++) {
      expect(told(ann.say(`NS CERT ADD ${String(count).repeat(64)}`))).toHaveLength(1);
    }
    expect(told(ann.say(`NS CERT ADD ${OTHER}`))).toEqual([`An account may have ${limit} certificates at most.`]);
    expect(told(ann.say('NS CERT LIST'))).toHaveLength(limit + 1);
  });
});

describe('WHOIS', () => {
  const numerics = (lines: readonly string[]) =>
    lines.filter((line) => /^:\S+ (?:276|671) /.test(line)).map((line) => line.replace(/^:\S+ /, ''));

  it('tells everybody of TLS, and of the certificate only its owner and operators', () => {
    const house = openHouse();
    const ann = house.enter('ann', '', undefined, showing(ANNS));
    const bob = house.enter('bob', '', undefined, SECURED);
    const secure = (asker: string) => `671 ${asker} ann :is using a secure connection`;
    const certificate = (asker: string) => `276 ${asker} ann :has client certificate fingerprint ${ANNS}`;
    expect(numerics(ann.say('WHOIS ann'))).toEqual([secure('ann'), certificate('ann')]);
    expect(numerics(bob.say('WHOIS ann'))).toEqual([secure('bob')]);
    bob.say('OPER boss secret');
    expect(numerics(bob.say('WHOIS ann'))).toEqual([secure('bob'), certificate('bob')]);
    expect(numerics(bob.say('WHOIS bob'))).toEqual(['671 bob bob :is using a secure connection']);
    house.enter('carl');
    expect(numerics(bob.say('WHOIS carl'))).toEqual([]);
  });
});

describe('who comes through a gateway', () => {
  /** What WHOIS says of it, and what SASL it is offered. */
  async function through(options: string, secured: Secured | null) {
    const { house } = await certified();
    const caller = house.connect('127.0.0.1', secured);
    caller.say(`WEBIRC gate web 198.51.100.3 198.51.100.3 ${options}`);
    const mechanisms = offer(caller);
    caller.say('NICK bob', 'USER bob 0 * :Bob', 'CAP END');
    const whois = caller.say('WHOIS bob');
    return { mechanisms, whois: verbs(whois).filter((verb) => verb === '276' || verb === '671') };
  }

  it.each(['secure', 'secure=yes', ':local-port=1 secure', ':secure local-port=1'])(
    'is secure if the gateway says so and is so itself: %s',
    async (options) => {
      expect((await through(options, SECURED)).whois).toEqual(['671']);
      expect((await through(options, null)).whois).toEqual([]);
    },
  );

  it.each(['', 'insecure', ':securely local-port=1', ':local-port=secure'])(
    'is not where it does not: %s',
    async (options) => {
      expect((await through(options, SECURED)).whois).toEqual([]);
    },
  );

  it('shows neither the gateway’s certificate nor one that the gateway tells of', async () => {
    for (const options of ['secure', `:secure certfp-sha-256=${ANNS}`]) {
      const { mechanisms, whois } = await through(options, showing(ANNS));
      expect(mechanisms).toBe('PLAIN,SCRAM-SHA-256');
      expect(whois).toEqual(['671']);
    }
  });
});
