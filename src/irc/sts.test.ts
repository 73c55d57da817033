// IRCv3 sts: told as a capability is, but none.
import { expect, it } from 'vitest';
import type { Secured } from '../port/connection.ts';
import { openHouse } from './house.fixture.ts';

const SECURED: Secured = { version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256', fingerprint: null };
const STS = { port: 12000, durationSeconds: 2_592_000 };

/** What is told of it in answer to this line. */
function policies(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(/[ :]/)).filter((word) => word.startsWith('sts'));
}

it('tells those without TLS where it is, and those with it for how long', () => {
  const house = openHouse({ sts: STS });
  expect(policies(house.connect().say('CAP LS 302'))).toEqual(['sts=port=12000']);
  expect(policies(house.connect(undefined, SECURED).say('CAP LS 302'))).toEqual(['sts=duration=2592000']);
});

it('tells nothing to who does not know 302, of what is enabled, and where it is off', () => {
  const house = openHouse({ sts: STS });
  for (const secured of [SECURED, null]) {
    const ann = house.connect(undefined, secured);
    expect(policies(ann.say('CAP LS', 'CAP LS 301'))).toEqual([]);
    expect(policies(ann.say('CAP LIST'))).toEqual([]);
    expect(policies(openHouse().connect(undefined, secured).say('CAP LS 302'))).toEqual([]);
  }
});

it('cannot be asked for, alone or with others, nor taken off', () => {
  const ann = openHouse({ sts: STS }).connect(undefined, SECURED);
  ann.say('CAP LS 302');
  for (const caps of ['sts', '-sts', 'batch sts']) {
    expect(ann.say(`CAP REQ :${caps}`)).toEqual([expect.stringMatching(new RegExp(`^:\\S+ CAP \\* NAK :?${caps}$`))]);
  }
  expect(ann.say('CAP LIST')).toEqual([':tea.example CAP * LIST cap-notify']);
});

it('is not told to who comes through a gateway: it is the gateway that was called', () => {
  for (const secured of [SECURED, null]) {
    const ann = openHouse({ sts: STS }).connect('127.0.0.1', secured);
    expect(policies(ann.say('WEBIRC gate web 198.51.100.3 198.51.100.3 secure', 'CAP LS 302'))).toEqual([]);
  }
});
