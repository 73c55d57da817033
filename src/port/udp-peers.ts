// Whom a UDP socket believes. The address a datagram says it is from may be anybody's, so it has to be confirmed first: by
// sending back a code that was sent there. Pure: time comes from a clock that is given, and nothing is sent from here.
import { timingSafeEqual } from 'node:crypto';
import { type Peer, peerName } from '../chat/command.ts';

export interface UdpLimits {
  /** Peers that have been asked for a code and have not sent it back: all of them, and those of one host. */
  readonly asked: number;
  readonly askedPerHost: number;
  /** Peers that have sent it back. */
  readonly confirmed: number;
  /** Who has been silent for so long (ms) is forgotten. */
  readonly silenceMs: number;
}

/** What is to be done about a datagram. */
export type Verdict =
  | { readonly kind: 'drop' }
  /** This is to be sent back. */
  | { readonly kind: 'ask'; readonly answer: Uint8Array }
  /** The code was right. `first`: what the peer had said when it was asked. */
  | { readonly kind: 'welcome'; readonly first: Uint8Array }
  /** From a confirmed peer. */
  | { readonly kind: 'hear' };

const DROP: Verdict = { kind: 'drop' };
const HEAR: Verdict = { kind: 'hear' };

/** What no two people read differently: no 0 and O, no 1, I and L. Four of the 31 are one code in 923,521. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 4;
const CODE = /^[0-9A-Z]{4}$/;
/** Room for a code in full-width letters, with white space around it. */
const MOST_CODE_BYTES = 32;
/** After so many wrong codes it is guessing, not typing. */
const MOST_WRONG = 3;
/** What is kept for who has not been confirmed is one datagram of the size that we send ourselves. */
const MOST_FIRST_BYTES = 1200;
/** Below live services, and some of them answer whatever they get (echo, chargen): the code would come back from them. */
const FIRST_CLIENT_PORT = 1024;

interface Asked {
  readonly host: string;
  readonly code: Buffer;
  /** What it said when it was asked; null: it has sent too little to be answered. */
  first: Uint8Array | null;
  /** Bytes that came from there, less those that were sent there: never below zero. */
  credit: number;
  wrong: number;
  heardAt: number;
}

export class UdpPeers {
  readonly #limits: UdpLimits;
  readonly #now: () => number;
  readonly #random: (below: number) => number;
  /** The one heard longest ago stands first, in both. */
  readonly #asked = new Map<string, Asked>();
  readonly #confirmed = new Map<string, number>();
  readonly #askedOfHost = new Map<string, number>();

  /** @param now ms, never going back @param random a whole number from 0, below `below`, that nobody can foretell */
  constructor(limits: UdpLimits, now: () => number, random: (below: number) => number) {
    this.#limits = limits;
    this.#now = now;
    this.#random = random;
  }

  /** A datagram has come. */
  receive(peer: Peer, bytes: Uint8Array): Verdict {
    const key = peerName(peer);
    if (this.#confirmed.delete(key)) {
      this.#confirmed.set(key, this.#now());
      return HEAR;
    }
    if (peer.port < FIRST_CLIENT_PORT || bytes.length === 0 || bytes.length > MOST_FIRST_BYTES) return DROP;
    const asked = this.#asked.get(key) ?? this.#begin(peer);
    if (asked === null || asked.wrong >= MOST_WRONG) return DROP;
    this.#drop(key);
    asked.credit += bytes.length;
    asked.heardAt = this.#now();
    const given = codeIn(bytes);
    if (asked.first !== null && given !== null) {
      const isRight = timingSafeEqual(given, asked.code);
      if (isRight && this.#confirmed.size < this.#limits.confirmed) {
        this.#confirmed.set(key, asked.heardAt);
        return { kind: 'welcome', first: asked.first };
      }
      if (!isRight) asked.wrong++;
    }
    this.#keep(key, asked);
    return asked.wrong >= MOST_WRONG ? DROP : answer(asked, bytes);
  }

  /** Nobody is there any more, or is wanted. */
  forget(peer: Peer): void {
    this.#confirmed.delete(peerName(peer));
  }

  /** Forgets all who have been silent for too long. @returns those who were confirmed, by name */
  forgetSilent(): readonly string[] {
    const since = this.#now() - this.#limits.silenceMs;
    for (const [key, { heardAt }] of this.#asked) {
      if (heardAt > since) break;
      this.#drop(key);
    }
    const gone: string[] = [];
    for (const [key, heardAt] of this.#confirmed) {
      if (heardAt > since) break;
      this.#confirmed.delete(key);
      gone.push(key);
    }
    return gone;
  }

  /** How many are remembered. */
  get size(): { readonly asked: number; readonly confirmed: number } {
    return { asked: this.#asked.size, confirmed: this.#confirmed.size };
  }

  /** Null: too many of its host have been asked, so that nobody can try codes from all its ports. */
  #begin({ host }: Peer): Asked | null {
    if (this.#ofHost(host) >= this.#limits.askedPerHost) return null;
    const letters = Array.from({ length: CODE_LENGTH }, () => LETTERS[this.#random(LETTERS.length)]);
    return { host, code: Buffer.from(letters.join('')), first: null, credit: 0, wrong: 0, heardAt: 0 };
  }

  #keep(key: string, asked: Asked): void {
    const [oldest] = this.#asked.keys();
    if (this.#asked.size >= this.#limits.asked && oldest !== undefined) this.#drop(oldest);
    this.#asked.set(key, asked);
    this.#askedOfHost.set(asked.host, this.#ofHost(asked.host) + 1);
  }

  #drop(key: string): void {
    const asked = this.#asked.get(key);
    if (asked === undefined) return;
    this.#asked.delete(key);
    const others = this.#ofHost(asked.host) - 1;
    if (others > 0) this.#askedOfHost.set(asked.host, others);
    else this.#askedOfHost.delete(asked.host);
  }

  #ofHost(host: string): number {
    return this.#askedOfHost.get(host) ?? 0;
  }
}

/** The code, in a line of its own as far as that has been paid for: never more bytes than have come. */
function answer(asked: Asked, said: Uint8Array): Verdict {
  if (asked.credit < CODE_LENGTH) return DROP;
  const bytes = asked.credit === CODE_LENGTH ? asked.code : Buffer.concat([asked.code, Buffer.from('\n')]);
  asked.credit -= bytes.length;
  asked.first ??= new Uint8Array(said);
  return { kind: 'ask', answer: bytes };
}

/** What may be a code, as it is written; null: it is something else that was said. */
function codeIn(bytes: Uint8Array): Buffer | null {
  if (bytes.length > MOST_CODE_BYTES) return null;
  // Chinese input methods type letters in full width too.
  const text = Buffer.from(bytes).toString().normalize('NFKC').trim().toUpperCase();
  return CODE.test(text) ? Buffer.from(text) : null;
}
