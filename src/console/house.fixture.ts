// A real chat with an operator in it, whose console is only what the test types and what would be printed.
import { type AuditEntry, auditOf, isAbout } from '../chat/audit.ts';
import { type Chat, createChat } from '../chat/chat.ts';
import type { Command, Mode, Peer } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import type { Lang } from '../i18n/language.ts';
import { defaultLimits } from '../limits.ts';
import { runCommand } from './commands.ts';
import type { ConsoleHost } from './console.ts';
import { findGuest } from './guests.ts';
import { AT } from './happenings.fixture.ts';

const UNSAID = { username: '', realname: '', account: null, away: '', secure: false, certificate: null } as const;

export class House implements ConsoleHost {
  readonly lang: Lang;
  readonly userId = 'op';
  pageUrl: string | null = 'http://192.168.1.5:12000/';
  readonly events: Event[] = [];
  readonly refusals: Refusal[] = [];
  tally = { line: 1, irc: 2, tls: 3, http: 4, websocket: 5, refused: 6 };
  stopped = 0;
  readonly traced: string[] = [];
  readonly audited: AuditEntry[] = [];
  readonly #chat: Chat;

  constructor(mode: Mode = 'hub', lang: Lang = 'en') {
    this.lang = lang;
    this.#chat = createChat(defaultLimits(), mode);
    const peer = { host: 'console', port: 0 };
    const name = { kind: 'chosen', name: 'operator' } as const;
    this.submit({ kind: 'enter', user: this.userId, name, peer, face: 'console', ...UNSAID });
    this.submit({ kind: 'join', user: this.userId, room: this.chat.lobby, key: '' });
  }

  get chat() {
    return this.#chat.view;
  }

  submit(command: Command): void {
    const entry = { id: '1', at: AT, command };
    const outcome = this.#chat.apply(entry);
    const { deliveries, refusals } = outcome;
    this.audited.push(...auditOf(entry, outcome));
    this.events.push(...deliveries.map((delivery) => delivery.event));
    this.refusals.push(...refusals);
  }

  /** Whoever is here. */
  trace(who: string): boolean {
    const found = findGuest(this.chat, who);
    if (found !== undefined) this.traced.push(found.person.name);
    return found !== undefined;
  }

  async audit({ about, limit }: { about: string | null; limit: number }): Promise<readonly AuditEntry[]> {
    return this.audited.filter((entry) => about === null || isAbout(entry, about)).slice(-limit);
  }

  stop(): void {
    this.stopped++;
  }

  /** Somebody comes in and joins the lobby. `name` null: named by the address. Gives the user's id. */
  guest(name: string | null, peer: Peer, face: 'plain' | 'irc' = 'plain'): string {
    const user = `${peer.host} ${peer.port}`;
    const choice = name === null ? ({ kind: 'address' } as const) : ({ kind: 'chosen', name } as const);
    this.submit({ kind: 'enter', user, name: choice, peer, face, ...UNSAID });
    this.submit({ kind: 'join', user, room: this.chat.lobby, key: '' });
    return user;
  }

  /** Types a command; gives what it prints. */
  run(line: string, columns = 80): string[] {
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    runCommand(line, { host: this, columns, ink: 'own', print, draw: print });
    return printed;
  }
}
