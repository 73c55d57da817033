// One server's presence in one set of networks: it finds a name, answers those who ask, and takes its leave.
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { MulticastDNS, QueryPacket, ResponsePacket } from 'multicast-dns';
import { ANY, type Answer, isSameName, openLink } from './link.ts';
import { type AnnouncedServer, instanceName, labelOf, recordsOf } from './service.ts';

// RFC 6762, 8.1: three questions, and a random time before, so that servers started together do not ask together.
const PROBES = 3;
const PROBE_GAP_MS = 250;
/** RFC 6762, 8.3. */
const ANNOUNCE_GAP_MS = 1000;
// RFC 6762, 6: what everybody has just heard is not said again, except to who is about to take the name.
const QUIET_MS = 1000;
const QUIET_TO_PROBES_MS = 250;
/** ms that the last words may take. */
const GOODBYE_MS = 500;
/** Names tried; so many servers of one name are a mistake. */
const MOST_NAMES = 100;

interface Place {
  readonly address: string;
  readonly link: MulticastDNS;
  /** When it last said something there, in ms of `performance.now()`. */
  spokeAt: number;
}

export class Presence {
  /** The addresses of the networks it was opened for. */
  readonly addresses: readonly string[];
  readonly #server: AnnouncedServer;
  readonly #places = new Map<string, Place>();
  readonly #ending = new AbortController();
  // A name of its own: the machine's may be another responder's, or another machine's too.
  readonly #target = `chaguan-${randomBytes(4).toString('hex')}.local`;
  /** Null until a name has been found. */
  #instance: string | null = null;

  /**
   * @param named is told under which name the server is found, once it is
   * @param failed is told of each error; networks that cannot be used are left
   */
  constructor(
    server: AnnouncedServer,
    addresses: readonly string[],
    named: (name: string) => void,
    failed: (error: Error) => void,
  ) {
    this.#server = server;
    this.addresses = addresses;
    for (const address of addresses) {
      const link = openLink(address, (error) => {
        if (this.#ending.signal.aborted) return;
        this.#leave(address);
        failed(error);
      });
      const place: Place = { address, link, spokeAt: Number.NEGATIVE_INFINITY };
      link.on('query', (query) => this.#answer(place, query));
      this.#places.set(address, place);
    }
    this.#begin(named).catch((error) => {
      if (!this.#ending.signal.aborted) failed(error);
    });
  }

  /** Tells everybody that the server is gone. Done within half a second. */
  async close(): Promise<void> {
    this.#ending.abort();
    const goodbyes = [...this.#places.values()].map((place) => this.#sayGoodbye(place));
    await Promise.race([Promise.all(goodbyes), wait(GOODBYE_MS, undefined, { ref: false })]);
    for (const address of this.#places.keys()) this.#leave(address);
  }

  async #begin(named: (name: string) => void): Promise<void> {
    await this.#pause(Math.random() * PROBE_GAP_MS);
    for (let number = 1; number <= MOST_NAMES; number++) {
      const instance = instanceName(this.#server, number);
      if (await this.#isTaken(instance)) continue;
      if (this.#places.size === 0) return;
      this.#instance = instance;
      named(labelOf(instance));
      this.#announce();
      await this.#pause(ANNOUNCE_GAP_MS);
      this.#announce();
      return;
    }
  }

  /** Asks whether somebody else is called so, or is about to be. */
  async #isTaken(instance: string): Promise<boolean> {
    let isTaken = false;
    const isInstance = (record: Answer): boolean => isSameName(record.name, instance);
    const stops = [...this.#places.values()].map(({ link }) => {
      const response = ({ answers = [] }: ResponsePacket): void => {
        isTaken ||= answers.some(isInstance);
      };
      const query = ({ authorities = [] }: QueryPacket): void => {
        // RFC 6762, 8.2: of two who ask at once, one goes on. Our own question comes back too.
        isTaken ||= authorities.some((one) => one.type === 'SRV' && isInstance(one) && one.data.target > this.#target);
      };
      link.on('response', response);
      link.on('query', query);
      return () => {
        link.off('response', response);
        link.off('query', query);
      };
    });
    try {
      for (let probe = 0; probe < PROBES && !isTaken; probe++) {
        for (const { address, link } of this.#places.values()) {
          const authorities = recordsOf(this.#server, instance, this.#target, address).filter(isInstance);
          link.query({ questions: [{ name: instance, type: ANY }], authorities });
        }
        await this.#pause(PROBE_GAP_MS);
      }
      return isTaken;
    } finally {
      for (const stop of stops) stop();
    }
  }

  #announce(): void {
    for (const place of this.#places.values()) this.#say(place, this.#recordsAt(place), []);
  }

  #answer(place: Place, { questions = [], answers: known = [], authorities = [] }: QueryPacket): void {
    const records = this.#recordsAt(place);
    const isAsked = (record: Answer): boolean =>
      questions.some(({ name, type }) => isSameName(name, record.name) && (type === record.type || type === ANY));
    const answers = records.filter((record) => isAsked(record) && !isKnown(record, known));
    if (answers.length === 0) return;
    const quiet = authorities.length > 0 ? QUIET_TO_PROBES_MS : QUIET_MS;
    if (performance.now() - place.spokeAt < quiet) return;
    this.#say(
      place,
      answers,
      records.filter((record) => !answers.includes(record)),
    );
  }

  #say(place: Place, answers: Answer[], additionals: Answer[]): void {
    place.spokeAt = performance.now();
    // What is lost is asked for again.
    place.link.respond({ answers, additionals });
  }

  #sayGoodbye(place: Place): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    // Others may announce services of the same type.
    const own = this.#recordsAt(place).slice(0, -1);
    if (own.length === 0) resolve();
    else place.link.respond({ answers: own.map((record) => ({ ...record, ttl: 0 })) }, () => resolve());
    return promise;
  }

  #recordsAt({ address }: Place): Answer[] {
    return this.#instance === null ? [] : recordsOf(this.#server, this.#instance, this.#target, address);
  }

  #leave(address: string): void {
    const place = this.#places.get(address);
    this.#places.delete(address);
    place?.link.destroy();
  }

  #pause(ms: number): Promise<void> {
    return wait(ms, undefined, { signal: this.#ending.signal, ref: false });
  }
}

/** RFC 6762, 7.1: who asks says what it knows already, and is not told that again. */
function isKnown(record: Answer, known: readonly Answer[]): boolean {
  if (record.type !== 'PTR') return false;
  const { name, data, ttl = 0 } = record;
  return known.some(
    (one) =>
      one.type === 'PTR' && isSameName(one.name, name) && isSameName(one.data, data) && (one.ttl ?? 0) >= ttl / 2,
  );
}
