// A disk of its own that fills up when it is told to: a file system in memory whose size can be changed.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const KILOBYTE = 1024;
/** KiB that are free when there is space. */
const SPACE = 64 * KILOBYTE;
const MOST_TIMES = 20;

export class SmallDisk {
  readonly folder = mkdtempSync(join(tmpdir(), 'chaguan-disk-'));

  /** @throws if this system does not let us mount anything */
  constructor() {
    try {
      run('mount', '-t', 'tmpfs', '-o', `size=${SPACE}k`, 'tmpfs', this.folder);
    } catch (error) {
      rmdirSync(this.folder);
      throw new Error('This needs a small disk: mounting a tmpfs. Run it on Linux, as root.', { cause: error });
    }
  }

  /** @param free KiB that can still be written */
  fill(free: number): void {
    for (let time = 1; !this.#resize(free); time++) {
      // Somebody writes to it all the while: it has become larger than it was to be.
      if (time === MOST_TIMES) throw new Error(`${this.folder} cannot be made smaller.`);
    }
  }

  free(): void {
    if (!this.#resize(SPACE)) throw new Error(`${this.folder} cannot be made larger.`);
  }

  /** From now on nothing can be written, whoever tries; nothing may be open for writing. */
  protect(): void {
    run('mount', '-o', 'remount,ro', this.folder);
  }

  unmount(): void {
    run('umount', '--lazy', this.folder);
    rmdirSync(this.folder);
  }

  #resize(free: number): boolean {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    const used = Math.ceil(((blocks - bfree) * bsize) / KILOBYTE);
    try {
      run('mount', '-o', `remount,size=${used + free}k`, this.folder);
      return true;
    } catch {
      return false;
    }
  }
}

function run(program: string, ...args: string[]): void {
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
