import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintIn } from './certificates.ts';

const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => Buffer.from(array).toString('hex'));

it('knows a fingerprint however it is written', () => {
  fc.assert(
    fc.property(bytes, fc.boolean(), fc.boolean(), (digits, hasColons, isUpper) => {
      const cut = hasColons ? digits.replace(/..(?!$)/g, '$&:') : digits;
      expect(fingerprintIn(isUpper ? cut.toUpperCase() : cut)).toBe(digits);
    }),
  );
});

it.each([
  '',
  'ab',
  'ab'.repeat(20), // SHA-1
  'ab'.repeat(33),
  `${'ab'.repeat(31)}ag`,
  ` ${'ab'.repeat(32)}`,
  `${'ab'.repeat(32)}\n`,
  `:${'ab'.repeat(32)}`,
  `a:b${'ab'.repeat(31)}`,
  `ab::${'ab'.repeat(31)}`,
])('takes nothing else for one: %j', (written) => {
  expect(fingerprintIn(written)).toBeNull();
});
