// Looks at everything that anybody is sent, and at everything that fails.
import type { Event } from '../../src/chat/event.ts';
import { parseMessage } from '../../src/irc/message.ts';
import { VERBS } from '../../src/irc/verbs/table.ts';
import type { Line } from '../../src/session/protocol.ts';
import { Ear } from './ear.ts';
import type { Findings } from './findings.ts';
import { inspect, type Sent } from './form.ts';
import type { Guest } from './guest.ts';
import type { House, Witness } from './house.ts';
import { Secrets } from './secrets.ts';
import { Tally } from './tally.ts';

const NOTES_KEPT = 40;

export class Sentinel implements Witness {
  lines = 0;
  readonly #round: number;
  readonly #findings: Findings;
  readonly #tally: Tally;
  readonly #ears = new Map<Guest, Ear>();
  /** What has been sent since the last line was handled. */
  readonly #sent: { readonly guest: Guest; readonly sent: Sent }[] = [];
  readonly #notes: string[] = [];
  #secrets: Secrets | null = null;

  constructor(round: number, findings: Findings, tally: Tally) {
    this.#round = round;
    this.#findings = findings;
    this.#tally = tally;
  }

  watch(house: House): void {
    this.#secrets = new Secrets(house.chat);
  }

  get secrets(): Secrets {
    if (this.#secrets === null) throw new Error('no house is being watched');
    return this.#secrets;
  }

  listen(guest: Guest): Ear {
    const ear = new Ear();
    this.#ears.set(guest, ear);
    this.#tally.connections++;
    return ear;
  }

  begins(guest: Guest, line: Line): void {
    this.lines++;
    this.#tally.lines++;
    const name = guest.user?.person.name;
    if (name !== undefined) this.#tally.inside++;
    const text = line.kind === 'text' ? line.text : `(${line.kind})`;
    this.#notes.push(`${guest.id} ${name ?? '-'}: ${JSON.stringify(text)}`);
    if (this.#notes.length > NOTES_KEPT) this.#notes.shift();
    const verb = parseMessage(text)?.verb ?? '';
    if (VERBS.has(verb)) Tally.count(this.#tally.received, verb);
  }

  sent(guest: Guest, bytes: Uint8Array): void {
    const sent = inspect(bytes);
    this.#sent.push({ guest, sent });
    // Now, before the guest is somewhere else, or gone.
    if (sent.marks.length > 0) this.#guard(guest, sent);
    this.#tally.sentBytes += bytes.length;
    this.#tally.sentLines += sent.messages.length;
    for (const { verb } of sent.messages) Tally.count(this.#tally.sent, verb);
  }

  /** Reports what is a secret to this guest. */
  #guard(guest: Guest, { marks }: Sent): void {
    for (const { mark, verb, line } of marks) {
      this.#tally.heard++;
      const what = this.secrets.leaked(mark, guest, verb);
      if (what === null) continue;
      this.report(`leaked: ${what.replace(/ to .*/, '')} in ${verb}`, `${what}: ${line} (to ${guest.id})`);
    }
  }

  handled(): void {
    const concerned = new Set<Guest>();
    for (const one of this.#sent.splice(0)) {
      concerned.add(one.guest);
      this.#check(one.guest, one.sent);
    }
    for (const one of concerned) {
      const ear = this.#ears.get(one);
      for (const flaw of ear?.atEnd() ?? []) this.report(flaw, `to ${one.id}`);
      if (one.closed !== null) this.#ears.delete(one);
    }
  }

  #check(guest: Guest, { messages, flaws }: Sent): void {
    for (const flaw of flaws) this.report(flaw.replace(/:.*/s, ''), `${flaw} (to ${guest.id})`);
    const ear = this.#ears.get(guest);
    for (const message of messages) {
      for (const flaw of ear?.hear(message) ?? [])
        this.report(flaw, `${flaw}: ${JSON.stringify([message.verb, ...message.params])} (to ${guest.id})`);
    }
  }

  end(): void {
    this.#tally.secrets += this.secrets.count;
  }

  failed(doing: string, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.report(`failed: ${text.split('\n').slice(0, 2).join(' ')}`, `${doing}: ${text}`);
  }

  happened(event: Event): void {
    if (event.kind === 'said') this.secrets.remember(event);
    else if (event.kind === 'room-renamed') this.secrets.move(event.room, event.after);
    else if (event.kind === 'account-dropped') this.secrets.disown(event.account);
  }

  report(kind: string, what: string): void {
    this.#findings.add(kind, () => ({
      what,
      round: this.#round,
      line: this.lines,
      transcript: [...this.#notes],
    }));
  }
}
