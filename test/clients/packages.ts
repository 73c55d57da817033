// The programs that the tests use, and the Debian packages that have them.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Program and Debian package. */
const PACKAGES = {
  catgirl: 'catgirl',
  chromium: 'chromium',
  curl: 'curl',
  haproxy: 'haproxy',
  irssi: 'irssi',
  nc: 'netcat-openbsd',
  nginx: 'libnginx-mod-stream',
  openssl: 'openssl',
  ss: 'iproute2',
  socat: 'socat',
  'systemd-analyze': 'systemd',
  telnet: 'telnet',
  tmux: 'tmux',
  weechat: 'weechat-curses',
} as const;

/** ms that installing may take; for the `beforeAll` that calls `need`. */
export const INSTALLING = 300_000;

/** Makes sure that these programs are there: installs the packages where that may be done, otherwise says which to install. */
export async function need(...programs: (keyof typeof PACKAGES)[]): Promise<void> {
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get') && isThere('flock');
  // All that the tests need at once: it is one run of apt-get for everybody.
  if (!programs.every(isThere) && mayInstall) await install(missing(PACKAGES));
  demand(Object.fromEntries(programs.map((program) => [program, PACKAGES[program]])));
}

/** @throws if a program is not there, with the command that installs the packages */
export function demand(packages: Readonly<Record<string, string>>): void {
  const wanted = missing(packages);
  if (wanted.length === 0) return;
  const programs = Object.keys(packages).filter((program) => !isThere(program));
  throw new Error(
    `This test needs ${programs.join(', ')}. On Debian and Ubuntu: apt-get install -y --no-install-recommends ${wanted.join(' ')}`,
  );
}

/** Installs Debian packages. Test files run side by side, and apt-get does not: the second one waits and finds all done. */
async function install(packages: readonly string[]): Promise<void> {
  const script = 'apt-get update && apt-get install -y --no-install-recommends "$@"';
  const lock = join(tmpdir(), 'chaguan-packages.lock');
  const child = spawn('flock', [lock, 'sh', '-c', script, 'install', ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { promise: done, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', () => resolve());
  await done;
}

function missing(packages: Readonly<Record<string, string>>): string[] {
  return Object.entries(packages).flatMap(([program, name]) => (isThere(program) ? [] : [name]));
}

function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
