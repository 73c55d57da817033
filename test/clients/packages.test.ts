import { expect, test } from 'vitest';
import { demand } from './packages.ts';

test('a program that is not there is asked for by its package, and nothing is skipped', () => {
  expect(() => demand({ 'no-such-program': 'the-package', sh: 'dash' })).toThrow(
    'needs no-such-program. On Debian and Ubuntu: apt-get install -y --no-install-recommends the-package',
  );
  expect(() => demand({ sh: 'dash' })).not.toThrow();
});
