// Where somebody is: the room that a plain line goes to, and what there is to say on coming and going.
import type { EventOf } from '../chat/event.ts';
import { LOBBY, type RoomView } from '../chat/views.ts';
import { UNNOTICED_MS } from '../limits.ts';
import type { Host } from '../session/protocol.ts';
import { membersOf, peopleLine } from './lists.ts';
import type { Recall } from './recall.ts';
import type { Voice } from './voice.ts';

/** Names shown on arrival; more are counted. */
const NAMES_ON_ARRIVAL = 20;

export class Whereabouts {
  readonly #host: Host;
  readonly #voice: Voice;
  readonly #recall: Recall;
  /** The room that was chosen last, which it may have left. */
  #chosen: string | null = null;

  constructor(host: Host, voice: Voice, recall: Recall) {
    this.#host = host;
    this.#voice = voice;
    this.#recall = recall;
  }

  /** Where a plain line goes; null: nowhere. */
  get room(): string | null {
    const user = this.#host.chat.user(this.#host.userId);
    return this.#current?.name ?? [...(user?.rooms ?? [])].at(-1)?.name ?? null;
  }

  /** Whether it is still in the room that was chosen last. */
  get isSomewhere(): boolean {
    return this.#current !== undefined;
  }

  get #current(): RoomView | undefined {
    const room = this.#chosen === null ? undefined : this.#host.chat.roomNamed(this.#chosen);
    return room?.members.has(this.#host.userId) === true ? room : undefined;
  }

  /** From now on a plain line goes there. */
  goTo(room: string): void {
    this.#chosen = this.#host.chat.roomNamed(room)?.name ?? null;
    this.#voice.show(this.#voice.t.nowIn(room));
  }

  joined({ room: name, created }: EventOf<'joined'>): void {
    this.#chosen = name;
    if (created) this.#describe(name);
    else this.#recall.onArrival(name, () => this.#describe(name));
  }

  /**
   * It is here already, in the rooms that it is in.
   * @param at now, in ms since 1970
   * @param since from when on it has not read what was said; null: it has, if its other connections are alive
   */
  goOn(at: number, since: number | null): void {
    const { room } = this;
    this.#chosen = room;
    const describe = (): void => {
      if (room !== null) this.#describe(room);
    };
    if (since !== null) this.#recall.missed(since, describe);
    else
      this.#recall.recent(at - UNNOTICED_MS, () =>
        room === null ? undefined : this.#recall.onArrival(room, describe),
      );
  }

  /** Who is there, and what it is about. */
  #describe(name: string): void {
    const room = this.#host.chat.roomNamed(name);
    if (room === undefined || (this.#host.rules.names === 'address' && name === LOBBY)) return;
    const { t, lang } = this.#voice;
    const isAlone = room.members.size === 1;
    this.#voice.show(isAlone ? t.nobodyElse(room.name) : peopleLine(room, membersOf(room), NAMES_ON_ARRIVAL, lang));
    if (room.topic !== null) this.#voice.show(t.topic(room.name, room.topic.text));
    if (name !== LOBBY) this.#voice.show(t.nowIn(room.name));
  }

  parted(name: string): void {
    this.#voice.show(this.#voice.t.youLeft(name));
    this.goOnWithout(name);
  }

  /** No longer in a room: if lines went there, they go to another one now. */
  goOnWithout(name: string): void {
    if (name !== this.#chosen) return;
    this.#chosen = this.room;
    this.#voice.show(this.#chosen === null ? this.#voice.t.inNoRoom : this.#voice.t.nowIn(this.#chosen));
  }

  renamed(before: string, after: string): void {
    if (this.#chosen === before) this.#chosen = after;
  }
}
