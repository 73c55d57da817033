import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Peer, peerName } from '../chat/command.ts';
import { type UdpLimits, UdpPeers, type Verdict } from './udp-peers.ts';

const LIMITS: UdpLimits = { asked: 5, askedPerHost: 3, confirmed: 2, silenceMs: 60_000 };
const ANN: Peer = { host: '192.0.2.1', port: 40_000 };

/** The `n`th peer, of 3 hosts with 4 ports each, of which one is no client's. */
function peerNumber(n: number): Peer {
  return { host: `192.0.2.${n % 3}`, port: [1023, 1024, 40_000, 65_535][Math.floor(n / 3)] ?? 0 };
}

function desk(limits: Partial<UdpLimits> = {}) {
  let now = 0;
  let drawn = 0;
  const random = (below: number): number => (drawn++ * 7 + Math.floor(drawn / 5)) % below;
  const peers = new UdpPeers({ ...LIMITS, ...limits }, () => now, random);
  return {
    peers,
    say: (text: string, peer = ANN) => peers.receive(peer, Buffer.from(text)),
    pass: (ms: number) => {
      now += ms;
      return peers.forgetSilent();
    },
  };
}

function codeIn(verdict: Verdict): string {
  return verdict.kind === 'ask' ? Buffer.from(verdict.answer).toString().trim() : '';
}

/** What a confirmed peer said first; null: it is not confirmed. */
function firstOf(verdict: Verdict): string | null {
  return verdict.kind === 'welcome' ? Buffer.from(verdict.first).toString() : null;
}

describe('a peer', () => {
  it('is asked for a code, and is heard when it has sent it back; what it had said is its first message', () => {
    const { say } = desk();
    const code = codeIn(say('Anna\n'));
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}$/);
    expect(firstOf(say(code))).toBe('Anna\n');
    expect(say('hello').kind).toBe('hear');
  });

  it.each<[string, (code: string) => string]>([
    ['with a newline', (code) => `${code}\r\n`],
    ['in small letters', (code) => ` ${code.toLowerCase()} `],
    ['in full width', (code) => code.replace(/./g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))],
  ])('may send the code %s', (_how, write) => {
    const { say } = desk();
    expect(firstOf(say(write(codeIn(say('Ann\n')))))).toBe('Ann\n');
  });

  it('is answered when it has sent as many bytes as the answer has, and with a newline when that is paid for', () => {
    const { say } = desk();
    expect(say('Al\n').kind).toBe('drop');
    const asked = say('Alf');
    expect(asked).toEqual({ kind: 'ask', answer: Buffer.from(`${codeIn(asked)}\n`) });
    expect(firstOf(say(codeIn(asked)))).toBe('Alf');
    expect(desk().say('Anna')).toMatchObject({ answer: { length: 4 } });
  });

  it('that says something else is told the same code again: the answer may have been lost', () => {
    const { say } = desk();
    const code = codeIn(say('Ann\n'));
    for (let i = 0; i < 10; i++) expect(codeIn(say('is anybody there?'))).toBe(code);
    expect(firstOf(say(code))).toBe('Ann\n');
  });

  it('with three wrong codes is not answered for a minute, and then asked for another', () => {
    const { say, pass } = desk();
    const code = codeIn(say('Ann\n'));
    expect(codeIn(say('0000\n'))).toBe(code);
    expect(codeIn(say('0001\n'))).toBe(code);
    expect(say('0002\n').kind).toBe('drop');
    expect(say(code).kind).toBe('drop');
    pass(59_999);
    expect(say(code).kind).toBe('drop');
    pass(1);
    expect(codeIn(say('Ann\n'))).not.toBe(code);
  });

  it('that is silent for a minute is forgotten, and not before', () => {
    const { say, pass } = desk();
    say(codeIn(say('Ann\n')));
    expect(pass(59_999)).toEqual([]);
    say('');
    expect(pass(59_999)).toEqual([]);
    expect(pass(1)).toEqual([peerName(ANN)]);
    expect(say('hello').kind).toBe('ask');
  });

  it('that never sends the code back is forgotten too', () => {
    const { say, pass, peers } = desk();
    const code = codeIn(say('Ann\n'));
    pass(60_000);
    expect(peers.size).toEqual({ asked: 0, confirmed: 0 });
    expect(firstOf(say(code))).toBe(null);
  });

  it('has a code of its own: another port of the same host cannot use it', () => {
    const { say } = desk();
    const code = codeIn(say('Ann\n'));
    const other = { ...ANN, port: ANN.port + 1 };
    expect(codeIn(say('Ann\n', other))).not.toBe(code);
    expect(firstOf(say(code, other))).toBe(null);
  });

  it('is forgotten when it is not wanted any more', () => {
    const { say, peers } = desk();
    say(codeIn(say('Ann\n')));
    peers.forget(ANN);
    expect(say('hello').kind).toBe('ask');
  });
});

describe('nothing is made of', () => {
  it.each<[string, Peer, Uint8Array]>([
    ['an empty datagram', ANN, new Uint8Array()],
    ['a datagram that is longer than ours', ANN, new Uint8Array(1201)],
    ['port 0', { ...ANN, port: 0 }, Buffer.from('hello')],
    ['the port of a service, which might send back whatever it gets', { ...ANN, port: 7 }, Buffer.from('hello')],
  ])('%s', (_what, peer, bytes) => {
    const { peers } = desk();
    expect(peers.receive(peer, bytes).kind).toBe('drop');
    expect(peers.size.asked).toBe(0);
  });
});

describe('when there are many', () => {
  it('the one asked longest ago is forgotten', () => {
    const { say } = desk();
    const codes = Array.from({ length: 6 }, (_, i) => codeIn(say('hello', { host: `198.51.100.${i}`, port: 5000 })));
    expect(firstOf(say(codes[0] ?? '', { host: '198.51.100.0', port: 5000 }))).toBe(null);
    expect(firstOf(say(codes[5] ?? '', { host: '198.51.100.5', port: 5000 }))).toBe('hello');
  });

  it('of one host, no more are asked, and its codes cannot all be tried', () => {
    const { say } = desk();
    for (let i = 0; i < 3; i++) expect(say('hello', { ...ANN, port: 5000 + i }).kind).toBe('ask');
    expect(say('hello', { ...ANN, port: 5003 }).kind).toBe('drop');
    expect(say('hello', { host: '198.51.100.1', port: 5003 }).kind).toBe('ask');
  });

  it('nobody inside has to go', () => {
    const { say } = desk();
    const peers = [1, 2, 3].map((n) => ({ host: `198.51.100.${n}`, port: 5000 }));
    const came = peers.map((peer) => firstOf(say(codeIn(say('hello', peer)), peer)));
    expect(came).toEqual(['hello', 'hello', null]);
    expect(peers.map((peer) => say('hello', peer).kind)).toEqual(['hear', 'hear', 'ask']);
  });
});

type Act =
  | { readonly do: 'say'; readonly peer: number; readonly bytes: Uint8Array }
  /** Sends the code that was sent to some peer last, in the name of another. */
  | { readonly do: 'code'; readonly peer: number; readonly of: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'forget'; readonly peer: number };

const peer = fc.nat(11);
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 12 }),
  fc.string({ minLength: 4, maxLength: 4 }).map((text) => Buffer.from(text)),
  fc.constantFrom(1199, 1200, 1201, 65_507).map((length) => new Uint8Array(length)),
);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), peer, bytes }) },
  { weight: 3, arbitrary: peer.map((n) => ({ do: 'code' as const, peer: n, of: n })) },
  fc.record({ do: fc.constant('code' as const), peer, of: peer }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  fc.record({ do: fc.constant('forget' as const), peer }),
);

it('whatever comes: never answers with more bytes than it got, believes only who has the code, and stays bounded', () => {
  let welcomed = 0;
  fc.assert(
    fc.property(fc.array(act, { maxLength: 120, size: 'max' }), (acts) => {
      const { peers, pass } = desk();
      const balance = new Map<string, number>();
      const codes = new Map<string, string>();
      const inside = new Set<string>();
      for (const one of acts) {
        if (one.do === 'pass') {
          for (const key of pass(one.ms)) expect(inside.delete(key)).toBe(true);
          continue;
        }
        const from = peerNumber(one.peer);
        const key = peerName(from);
        if (one.do === 'forget') {
          peers.forget(from);
          inside.delete(key);
          continue;
        }
        const code = one.do === 'code' ? (codes.get(peerName(peerNumber(one.of))) ?? '????') : null;
        const said = one.do === 'say' ? one.bytes : Buffer.from(code ?? '');
        const verdict = peers.receive(from, said);
        const left = (balance.get(key) ?? 0) + said.length - (verdict.kind === 'ask' ? verdict.answer.length : 0);
        balance.set(key, left);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(verdict.kind === 'hear').toBe(inside.has(key));
        if (verdict.kind === 'ask') codes.set(key, codeIn(verdict));
        if (verdict.kind === 'welcome') {
          expect(Buffer.from(said).toString().trim().toUpperCase()).toBe(codes.get(key));
          expect(verdict.first.length).toBeLessThanOrEqual(1200);
          inside.add(key);
          welcomed++;
          // What counts from now on is for the chat to say.
          balance.delete(key);
        }
        expect(peers.size.asked).toBeLessThanOrEqual(LIMITS.asked);
        expect(peers.size.confirmed).toBe(inside.size);
        expect(inside.size).toBeLessThanOrEqual(LIMITS.confirmed);
      }
    }),
  );
  expect(welcomed).toBeGreaterThan(100);
});
