// The server of the exam: it is started as people start it, and killed as nobody should.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Durability } from '../../src/store/database.ts';

const BIN = fileURLToPath(new URL('../../bin/chaguan.ts', import.meta.url));

/** Nobody is too fast or too many, and nothing is too old. */
const OPEN_HOUSE = [
  ['--commands-per-second', '1000000'],
  ['--command-burst', '1000000'],
  ['--command-backlog', '10000000'],
  ['--max-clients-per-address', '1000'],
  ['--history-events', '100000000'],
].flat();

export class House {
  readonly port: number;
  /** What it says were mistakes of its own. */
  readonly mistakes: string[] = [];
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  /** @throws what it said if it does not start */
  static async open(folder: string, durability: Durability): Promise<House> {
    // What is replayed to who comes in has been seen before.
    const where = ['--data', folder, '--durability', durability, '--replay', '0', '--port', '0', '--host', '127.0.0.1'];
    const child = spawn(process.execPath, [BIN, 'serve', ...where, '--log', 'json', '--lang', 'en', ...OPEN_HOUSE]);
    const kill = (): boolean => child.kill('SIGKILL');
    process.on('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const { promise, resolve, reject } = Promise.withResolvers<House>();
    let house: House | null = null;
    createInterface(child.stdout).on('line', (line) => {
      if (house === null) {
        house = new House(child, (JSON.parse(line) as { port: number }).port);
        resolve(house);
      } else if (line.includes('"event":"failed"')) house.mistakes.push(line);
    });
    child.once('close', () => reject(new Error(`the server does not start: ${said}`)));
    return promise;
  }

  async kill(): Promise<void> {
    const closed = once(this.#process, 'close');
    this.#process.kill('SIGKILL');
    await closed;
  }
}
