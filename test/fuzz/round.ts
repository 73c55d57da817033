// One round: a house, a few callers who come, talk nonsense and secrets, and go; everything that anybody is sent is checked.
import { CAPABILITIES } from '../../src/irc/capabilities.ts';
import { packWords } from '../../src/irc/wire.ts';
import { ACTS } from './acts.ts';
import { CORPUS } from './corpus.ts';
import type { Ear } from './ear.ts';
import type { Findings } from './findings.ts';
import type { Guest } from './guest.ts';
import { GATEWAY, HOUSE_PASSWORD, House } from './house.ts';
import { excesses } from './limits.ts';
import { ending, mutated } from './mutations.ts';
import { Random } from './random.ts';
import { Sentinel } from './sentinel.ts';
import type { Tally } from './tally.ts';
import { NAMES, Vocabulary } from './vocabulary.ts';

const CALLERS = 8;
/** Being sent away by chance so often in a row is none. */
const MOST_TRIES = 10;
const ADDRESSES = ['192.0.2.7', '192.0.2.8', '2001:db8::7', '::1', GATEWAY.host] as const;
const LINE_END = Buffer.from('\r\n');
/** Bytes of capabilities in one line. */
const CAP_BYTES = 400;
const LINES_BETWEEN_COUNTS = 200;
const WEIGHTS = CORPUS.reduce((sum, { weight }) => sum + weight, 0);

/** Somebody who calls again when the connection is closed. */
interface Caller {
  readonly index: number;
  guest: Guest;
  ear: Ear;
  /** What is on its way. */
  bytes: Buffer;
}

export class Round {
  readonly #random: Random;
  readonly #house: House;
  readonly #sentinel: Sentinel;
  readonly #callers: Caller[];
  readonly #passwords = new Map<string, string>();
  readonly #rooms: string[] = [];

  constructor(seed: number, round: number, findings: Findings, tally: Tally) {
    this.#random = new Random(seed, round);
    this.#sentinel = new Sentinel(round, findings, tally);
    this.#house = new House(this.#random, this.#sentinel);
    this.#sentinel.watch(this.#house);
    this.#callers = Array.from({ length: CALLERS }, (_, index) => this.#call(index));
  }

  /** @param lines how many are to be handled, at least */
  async run(lines: number): Promise<void> {
    let counted = 0;
    while (this.#sentinel.lines < lines) {
      await this.#step();
      if (this.#sentinel.lines < counted + LINES_BETWEEN_COUNTS) continue;
      counted = this.#sentinel.lines;
      for (const what of excesses(this.#house))
        this.#sentinel.report(`over the limit: ${what.replace(/\d+/g, 'n')}`, what);
    }
    await this.#house.finish();
    await this.#stillWorks();
    this.#sentinel.end();
  }

  async #step(): Promise<void> {
    const random = this.#random;
    const caller = this.#callers[random.below(CALLERS)];
    if (caller === undefined) return;
    if (caller.guest.closed !== null) Object.assign(caller, this.#call(caller.index));
    else if (caller.guest.isBusy) {
      if (random.chance(0.3)) await this.#house.finish();
    } else if (caller.bytes.length > 0) this.#feed(caller);
    else await this.#begin(caller);
  }

  async #begin(caller: Caller): Promise<void> {
    const random = this.#random;
    const what = random.below(200);
    if (what === 0) caller.guest.hangUp(random.pick(['ended', 'reset']));
    else if (what === 1) caller.guest.quiet();
    else if (what < 20) await this.#act(caller);
    else if (caller.guest.user === undefined && what < 40) caller.bytes = this.#wayIn(caller.index);
    else caller.bytes = this.#lines(caller);
  }

  #call(index: number): Caller {
    const random = this.#random;
    // Some come from addresses that can be recognised.
    const address = random.chance(0.3) ? `${this.#sentinel.secrets.reserve()}.example` : random.pick(ADDRESSES);
    const guest = this.#house.connect(address);
    const ear = this.#sentinel.listen(guest);
    const bytes = random.chance(0.8) ? this.#wayIn(index) : Buffer.alloc(0);
    return { index, guest, ear, bytes };
  }

  /** The first has no capabilities, the second all of them, the others some. */
  #wayIn(index: number): Buffer {
    const random = this.#random;
    const caps = random.some(CAPABILITIES, index === 0 ? 0 : index === 1 ? 1 : random.pick([0.2, 0.5, 0.8]));
    const lines = [
      `PASS ${HOUSE_PASSWORD}`,
      ...packWords(
        caps.map(({ name }) => name),
        CAP_BYTES,
      ).map((list) => `CAP REQ :${list}`),
      `NICK ${random.chance(0.7) ? random.pick(NAMES) : `g${random.below(1000)}`}`,
      `USER u${index} 0 * :User ${index}`,
      'CAP END',
      // The name may have been somebody else's.
      `NICK n${index}x${random.below(100_000)}`,
      'JOIN #tea,#茶',
    ];
    return Buffer.from(`${lines.join('\r\n')}\r\n`);
  }

  #feed(caller: Caller): void {
    const size = this.#random.pick([1, 3, 30, 100, 700, 5000]);
    caller.guest.push(caller.bytes.subarray(0, size));
    caller.bytes = caller.bytes.subarray(size);
  }

  /** Lines of the corpus; as they are, or some of them changed. */
  #lines({ guest, ear }: Caller): Buffer {
    const random = this.#random;
    const changed = random.pick([0, 0.3, 0.6, 1]);
    const lines = new Vocabulary(random, guest, ear).fill(this.#template());
    return Buffer.concat(
      lines.flatMap((line) =>
        random.chance(changed) ? [mutated(line, random), ending(random)] : [Buffer.from(`${line}\r\n`)],
      ),
    );
  }

  #template(): string {
    const random = this.#random;
    let left = random.below(WEIGHTS * 10) / 10;
    const kind = CORPUS.find(({ weight }) => {
      left -= weight;
      return left < 0;
    });
    return random.pick(kind?.lines ?? []) ?? 'PING x';
  }

  async #act(caller: Caller): Promise<void> {
    const { guest, ear } = caller;
    // What is still half a line from before ends here, and must not keep waiting what comes now.
    guest.push(LINE_END);
    await this.#house.finish();
    if (guest.closed !== null || guest.isBusy) return;
    const present = this.#callers.map((one) => one.guest).filter(({ user }) => user !== undefined);
    ear.heard = [];
    await this.#random.pick(ACTS)?.({
      random: this.#random,
      house: this.#house,
      secrets: this.#sentinel.secrets,
      passwords: this.#passwords,
      rooms: this.#rooms,
      guest,
      ear,
      present,
      say: (...lines) => guest.push(Buffer.from(lines.map((line) => `${line}\r\n`).join(''))),
    });
  }

  /** Somebody in #fresh. The accounts of this house say now and then that there were too many wrong passwords: one tries again. */
  #newcomer(name: string): { readonly guest: Guest; readonly ear: Ear } {
    for (let tries = 1; ; tries++) {
      const guest = this.#house.connect('192.0.2.99');
      const ear = this.#sentinel.listen(guest);
      guest.push(Buffer.from(`PASS ${HOUSE_PASSWORD}\r\nNICK ${name}\r\nUSER u 0 * :Real\r\nJOIN #fresh\r\n`));
      if (guest.closed === null || tries === MOST_TRIES) return { guest, ear };
    }
  }

  /** Two newcomers can meet and talk, and whoever is still here is answered. */
  async #stillWorks(): Promise<void> {
    const [one, other] = ['fresh1', 'fresh2'].map((name) => this.#newcomer(name));
    one?.guest.push(Buffer.from('PRIVMSG #fresh :still here\r\n'));
    const heard = other?.ear.heard.some(({ verb, params }) => verb === 'PRIVMSG' && params[1] === 'still here');
    if (heard !== true) this.#sentinel.report('the house does not work any more', 'two newcomers cannot talk');
    for (const { guest, ear } of this.#callers) {
      guest.push(Buffer.from('\r\nPING still\r\n'));
      await this.#house.finish();
      const answered = ear.heard.some(({ verb, params }) => verb === 'PONG' && params.at(-1) === 'still');
      if (!answered && guest.closed === null && guest.user !== undefined) {
        this.#sentinel.report('a session does not work any more', 'PING is not answered');
      }
    }
    const waiting = this.#house.waiting.size;
    if (waiting > 0) this.#sentinel.report('somebody waits for ever', String(waiting));
  }
}
