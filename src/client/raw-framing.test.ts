import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RawDecoder, type RawMessage } from './raw-framing.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('the first message decides for good how messages end', () => {
  const framed = new RawDecoder('auto');
  expect(framed.ending).toBe('unknown');
  expect(framed.push(bytes('hello\r\nname: '))).toEqual([{ text: 'hello', cut: 'newline' }]);
  expect(framed.awaited).toBe('silence');
  expect(framed.silence()).toEqual([{ text: 'name: ', cut: 'silence' }]);
  expect(framed.awaited).toBeNull();
  expect(framed.ending).toBe('newline');

  const unframed = new RawDecoder('auto');
  unframed.push(bytes('hello'));
  expect(unframed.silence()).toEqual([{ text: 'hello', cut: 'silence' }]);
  unframed.push(bytes('more\n'));
  expect(unframed.ending).toBe('none');
});

test('line waits for a newline or the end; chunk waits for nothing', () => {
  const line = new RawDecoder('line');
  expect(line.push(bytes('half'))).toEqual([]);
  expect(line.awaited).toBe('newline');
  expect(line.silence()).toEqual([]);
  expect(line.end()).toEqual([{ text: 'half', cut: 'end' }]);
  expect(new RawDecoder('chunk').push(bytes('half'))).toEqual([{ text: 'half', cut: 'chunk' }]);
});

test('wherever the bytes are cut, the text is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(40)), (text, cuts) => {
      const whole = bytes(text.replaceAll('\r', ''));
      const decoder = new RawDecoder('line');
      const messages: RawMessage[] = [];
      let at = 0;
      for (const cut of cuts) {
        messages.push(...decoder.push(whole.subarray(at, at + cut)));
        at += cut;
      }
      messages.push(...decoder.push(whole.subarray(at)), ...decoder.end());
      const lines = messages.map((message) => message.text);
      expect(lines.join('\n')).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole).replace(/\n$/, ''));
    }),
  );
});
