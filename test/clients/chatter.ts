// An IRC program under test: how somebody sits down at it, what they type, and how it shows the same things.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { brokenLineWith, enter, lineWith } from './tmux.ts';

type Mechanism = 'PLAIN' | 'SCRAM-SHA-256';

/** With SASL. */
export type Login =
  | { readonly mechanism: Mechanism; readonly password: string }
  /** Through TLS: `file` is the own certificate and its key, `pinned` the fingerprint that the server's must have (SHA-256 with colons). */
  | { readonly mechanism: 'EXTERNAL'; readonly file: string; readonly pinned: string };

/** How Ann comes in. */
export interface Arrival {
  /** With the account of her name. */
  readonly login?: Login;
  /** The room that the program is set to join, and shows then. */
  readonly room?: string;
  readonly columns?: number;
}

/** Words of one line of the screen, in this order. */
export type Seen = readonly string[];

/** Somebody at a program in a terminal. */
export class Seat {
  readonly screen: Screen;
  readonly #columns: number;

  constructor(screen: Screen, columns: number) {
    this.screen = screen;
    this.#columns = columns;
  }

  types(line: string): void {
    enter(this.screen, line);
  }

  /** Waits until a line with these words is on the screen. */
  async sees(words: Seen): Promise<void> {
    await this.screen.until(this.#columns < 80 ? brokenLineWith(...words) : lineWith(...words));
  }
}

export interface Chatter {
  readonly program: 'irssi' | 'weechat' | 'catgirl';
  /** The SASL mechanisms with a password that it has, of those that Chaguan has. Each has EXTERNAL too. */
  readonly mechanisms: readonly Mechanism[];
  /** Sits somebody called Ann down at it, and waits until she has been welcomed by the server, which must have TLS. */
  open(port: number, arrival?: Arrival): Promise<Seat>;
  /** What is typed where the programs differ. */
  readonly commands: {
    /** Shows the conversation with a room or a person. */
    turnTo(name: string): string;
    /** Shows what the server itself says. */
    readonly turnToServer: string;
    /** Changes modes of the room that is shown. */
    mode(room: string, change: string): string;
    readonly list: string;
    nickserv(text: string): string;
    /** Connects again after KILL; null: it does so by itself. */
    readonly comeBack: string | null;
  };
  /** How it shows what happens. */
  readonly shows: {
    loggedIn(account: string): Seen;
    said(name: string, text: string): Seen;
    did(name: string, text: string): Seen;
    joined(name: string, room: string): Seen;
    /** That Ann is the only one in a room, and op there. */
    opped(room: string): Seen;
    left(name: string, why: string): Seen;
    kicked(name: string, room: string, why: string): Seen;
    kickedBy(name: string, room: string, why: string): Seen;
    renamed(before: string, after: string): Seen;
    /** That Ann has this name now. */
    mySelf(name: string): Seen;
    topic(room: string, text: string): Seen;
    voiced(name: string, room: string): Seen;
    opGiven(name: string, room: string): Seen;
    keyed(room: string, key: string): Seen;
    limited(room: string, people: number): Seen;
    moderated(room: string): Seen;
    banned(room: string, mask: string): Seen;
    readonly away: Seen;
    readonly back: Seen;
    isAway(name: string, text: string): Seen;
    whois(name: string, ...words: string[]): Seen;
    whoisAccount(name: string, account: string): Seen;
    whoisSecure(name: string): Seen;
    whoisCertificate(name: string, fingerprint: string): Seen;
    listed(room: string, people: number, topic: string): Seen;
    refused(room: string, sentence: string): Seen;
  };
}

/** Starts a program with a home of its own; both are gone when the test is over. */
export function withHome(start: (home: string) => Screen): Screen {
  const home = mkdtempSync(join(tmpdir(), 'chaguan-home-'));
  const screen = start(home);
  onTestFinished(async () => {
    // Told to go, some would still write there.
    process.kill(-(await screen.pid), 'SIGKILL');
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  });
  return screen;
}
