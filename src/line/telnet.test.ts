import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TelnetFilter } from './telnet.ts';

function textOf(...chunks: Uint8Array[]): string {
  const filter = new TelnetFilter();
  return Buffer.concat(chunks.map((chunk) => filter.push(chunk))).toString('latin1');
}

it('takes out commands with and without an option, and subnegotiations, wherever they are cut', () => {
  const bytes = Buffer.from([0x68, 255, 253, 3, 0x69, 255, 250, 24, 255, 255, 1, 255, 240, 255, 241, 0x21]);
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(textOf(bytes.subarray(0, cut), bytes.subarray(cut))).toBe('hi!');
  }
});

it('knows a telnet by its first command, and no sooner', () => {
  const filter = new TelnetFilter();
  // A ÿ of ISO 8859-1 is none.
  filter.push(Buffer.from([0x61, 255, 0x62, 255]));
  expect(filter.isTelnet).toBe(false);
  filter.push(Buffer.from([251]));
  expect(filter.isTelnet).toBe(true);
});

it('does not let a subnegotiation swallow the stream', () => {
  const text = textOf(Buffer.from([255, 250]), Buffer.alloc(5000, 'x'));
  expect(text.length).toBeGreaterThan(3000);
});

it('gives the same wherever the bytes are cut', () => {
  const byte = fc.oneof(fc.constantFrom(255, 250, 240, 253, 0x61), fc.nat(255));
  fc.assert(
    fc.property(fc.array(byte), (bytes) => {
      expect(textOf(...bytes.map((one) => Uint8Array.of(one)))).toBe(textOf(Uint8Array.from(bytes)));
    }),
  );
});
