// Chromium, without a window.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A browser on a busy machine needs its time. */
export const BROWSING = 60_000;

/** Opens a page in a browser that knows nothing and calls nobody else; it is gone when the test is over. */
export function browse(url: string): void {
  const home = mkdtempSync(join(tmpdir(), 'chaguan-browser-'));
  const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    ...quiet,
    `--user-data-dir=${home}`,
  ];
  // A group of its own, so that all its processes end with it.
  const browser = spawn('chromium', [...args, url], { stdio: 'ignore', detached: true });
  const gone = Promise.withResolvers<void>();
  browser.on('close', () => gone.resolve());
  onTestFinished(async () => {
    if (browser.pid !== undefined) process.kill(-browser.pid, 'SIGKILL');
    await gone.promise;
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });
}
