// What the core keeps, and how its handlers show and send. Handlers stand in the files beside this one.
import { formatMessage, type Message } from '../../irc/message.ts';
import { fold } from './casemapping.ts';
import { Roster } from './roster.ts';
import { DEFAULT_SUPPORT } from './support.ts';
import type { ListedRoom, Person, Showing, View } from './view.ts';

/** Where the client stands with the server. */
export type Connection =
  | { readonly kind: 'offline' }
  /** Connected in the clear: before it is told anything, the server may want TLS. */
  | { readonly kind: 'greeting' }
  /** The server wants to be called again, with TLS at this port (IRCv3 sts). */
  | { readonly kind: 'diverted'; readonly port: number }
  /** Connected; `name` is the one asked for. */
  | { readonly kind: 'registering'; readonly name: string }
  /** Connected, but the name was refused and the person must give another. */
  | { readonly kind: 'nameless'; readonly refused: string }
  | { readonly kind: 'online'; readonly name: string }
  /** The server does not want this client: coming back by itself would be rude. */
  | { readonly kind: 'unwelcome' };

/** What came of a message or a request: what to show and what to send, in order. */
export interface Step {
  readonly views: readonly View[];
  /** Lines of IRC without their ending. */
  readonly lines: readonly string[];
}

/** What to do at the first registration when the name is taken. Later ones number it always: nobody may be there to ask. */
export type WhenTaken = 'ask' | 'number';

/** Whether others can read what passes on the way to the server. */
export type Privacy = 'private' | 'in-the-clear';

/** What one wants to be and where. */
export interface Wish {
  readonly name: string;
  /** The server's; null: none. */
  readonly password: string | null;
  /** Rooms to join once registered; the first becomes the current one. */
  readonly rooms: readonly string[];
  readonly whenTaken: WhenTaken;
  /** What can log in by itself: the certificate that TLS shows; null: nothing. */
  readonly proof: 'certificate' | null;
}

/** Lists that the server sends in several messages, until their end. */
interface Gathering {
  /** By folded room. */
  readonly names: Map<string, string[]>;
  people: Person[];
  rooms: ListedRoom[];
}

export type Handler = (context: Context, message: Message) => void;
export type Handlers = Readonly<Record<string, Handler>>;

export class Context {
  connection: Connection = { kind: 'offline' };
  privacy: Privacy = 'private';
  readonly whenTaken: WhenTaken;
  /** The name to have, whatever the server has given for now. */
  wantedName: string;
  /** Rooms to be in, by folded name; joined again after a reconnection. */
  readonly wantedRooms = new Map<string, { readonly name: string; readonly key: string | null }>();
  /** The server's password; null: none was given. */
  readonly password: string | null;
  readonly proof: Wish['proof'];
  /** The account to be logged in to, again after a reconnection. */
  login: { readonly name: string; readonly password: string } | null = null;
  currentRoom: string | null = null;
  /** Folded rooms that become the current one when joined. */
  readonly awaitedRooms = new Set<string>();
  /** When something was last said in each room, by folded name (ms since 1970, as the server tells it); kept while the connection is gone. */
  readonly lastSaid = new Map<string, number>();
  registeredBefore = false;
  readonly roster = new Roster();
  readonly capabilities = new Set<string>();
  readonly offered = new Set<string>();
  offersHistory = false;
  support = DEFAULT_SUPPORT;
  /** `name!user@host` as others see it, once known. */
  source: string | null = null;
  /** Labels of requests that the server has not answered yet. */
  readonly unanswered = new Set<string>();
  /** Open batches that answer a request: batch id → label. */
  readonly answers = new Map<string, string>();
  gathering: Gathering = newGathering();
  /** Server time of the message at hand. */
  at: number | null = null;

  #views: View[] = [];
  #lines: string[] = [];
  #labels = 0;

  constructor({ name, password, whenTaken, proof }: Omit<Wish, 'rooms'>) {
    this.wantedName = name;
    this.password = password;
    this.whenTaken = whenTaken;
    this.proof = proof;
  }

  isMe(name: string): boolean {
    return this.connection.kind === 'online' && fold(this.connection.name) === fold(name);
  }

  show(what: Showing): void {
    this.#views.push({ ...what, at: this.at });
  }

  send(verb: string, ...params: readonly string[]): void {
    this.#lines.push(formatMessage(verb, params));
  }

  sendLine(line: string): void {
    this.#lines.push(line);
  }

  /**
   * Sends what the server will answer, so that the answer is recognised: by its label (IRCv3 labeled-response), or, where
   * there are none, by the PONG to a PING right behind.
   */
  request(verb: string, ...params: readonly string[]): void {
    this.#labels++;
    const label = `c${this.#labels}`;
    this.unanswered.add(label);
    if (this.capabilities.has('labeled-response')) {
      this.#lines.push(formatMessage(verb, params, null, new Map([['label', label]])));
    } else {
      this.send(verb, ...params);
      this.send('PING', label);
    }
  }

  chooseRoom(room: string | null): void {
    if (this.currentRoom === room) return;
    this.currentRoom = room;
    this.show({ kind: 'room-chosen', room });
  }

  /** Forgets what was true on the connection that is gone. */
  forgetConnection(): void {
    this.roster.clear();
    this.capabilities.clear();
    this.offered.clear();
    this.offersHistory = false;
    this.support = DEFAULT_SUPPORT;
    this.source = null;
    this.unanswered.clear();
    this.answers.clear();
    this.awaitedRooms.clear();
    this.gathering = newGathering();
    this.at = null;
  }

  take(): Step {
    const step = { views: this.#views, lines: this.#lines };
    this.#views = [];
    this.#lines = [];
    return step;
  }
}

function newGathering(): Gathering {
  return { names: new Map(), people: [], rooms: [] };
}

/** The name in a message's source (`name!user@host`, or a server). */
export function sourceName(message: Message): string {
  return message.source?.split('!', 1)[0] ?? '';
}
