import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const BENCH = fileURLToPath(new URL('../bench/fanout.ts', import.meta.url));

it('the benchmark works: every receiver of every server gets everything, in order', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [BENCH, '--short']);
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(8);
  for (const line of lines) expect(line).toMatch(/: everybody got everything, in order$/);
});

it('the benchmark of history works: it makes its database, and finds what is there', async () => {
  const script = fileURLToPath(new URL('../bench/history.ts', import.meta.url));
  const small = ['--events', '2000', '--rooms', '5', '--asked', '5'];
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...small]);
  expect(stdout).toContain('bytes on the disk for each');
  expect(stdout.match(/^\| .* \| [\d.]+ \| [\d.]+ \| [\d.]+ \|$/gm)).toHaveLength(14);
});
