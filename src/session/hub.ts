// Brings commands to the log, and what came of them to everybody it concerns.
import type { Chat } from '../chat/chat.ts';
import type { Command, Departure, Entry, UserId } from '../chat/command.ts';
import type { Delivery, Event, EventKind, EventOf, Outcome, Person, Refusal } from '../chat/event.ts';
import { mustBeKept } from '../chat/kept.ts';
import type { Log, Origin } from '../cluster/log.ts';
import type { Observer } from './happening.ts';

/** Somebody whom events reach: a session on a connection, or the operator's console. */
export interface Participant {
  /** Unique on this node; entries carry it. */
  readonly id: string;
  /** Shows an event of somebody else. */
  show(event: Event): void;
  /** An event of a command of its own. */
  own(event: Event): void;
  /** An event about its user, by somebody else's command. */
  befall(event: Event): void;
  refuse(refusal: Refusal): void;
  /** The command with all its events and refusals has been dealt with. */
  settled(): void;
  /** Its user, who was this person, was sent away. */
  dismiss(departure: Departure, person: Person): void;
}

/** Who keeps what must last of an entry and what came of it. */
export interface Keeping {
  /** `well`, or why it cannot be stored now. */
  readonly health: string;
  keep(entry: Entry, outcome: Outcome): void;
}

const NOBODY: readonly Participant[] = [];

/** What happens to everybody who is told of it, not only to whom it is about: the room they are in has another name. */
const BEFALLS_ALL: ReadonlySet<EventKind> = new Set(['room-renamed']);

export class Hub {
  readonly #chat: Chat;
  readonly #keeping: Keeping;
  readonly #log: Log;
  readonly #observe: Observer;
  readonly #participants = new Map<string, Participant>();
  /** A user may have several sessions. */
  readonly #byUser = new Map<UserId, Participant[]>();
  // Who stands behind a list of users that many events share; good as long as nobody came or went.
  #resolved = new WeakMap<readonly UserId[], Participant[]>();

  constructor(
    chat: Chat,
    openLog: (apply: (entry: Entry, origin: Origin) => void) => Log,
    keeping: Keeping,
    observe: Observer,
  ) {
    this.#chat = chat;
    this.#keeping = keeping;
    this.#observe = observe;
    this.#log = openLog((entry, origin) => this.#apply(entry, origin));
  }

  /** From now on events for `user`, and outcomes of this participant's commands, reach it. */
  add(participant: Participant, user: UserId): void {
    this.#participants.set(participant.id, participant);
    this.#byUser.set(user, [...this.#of(user).filter((other) => other !== participant), participant]);
    this.#resolved = new WeakMap();
  }

  remove(participant: Participant, user: UserId): void {
    this.#participants.delete(participant.id);
    const others = this.#of(user).filter((other) => other !== participant);
    if (others.length > 0) this.#byUser.set(user, others);
    else this.#byUser.delete(user);
    this.#resolved = new WeakMap();
  }

  /**
   * Asks for a command. What comes of it reaches the participant through `own`, `refuse` and at last `settled`. What would have to
   * be kept is refused while nothing can be stored.
   */
  submit(command: Command, participant: Participant | null): void {
    if (this.#keeping.health === 'well' || !mustBeKept(command))
      return this.#log.append(command, participant?.id ?? null);
    participant?.refuse({ why: 'cannot-store' });
    participant?.settled();
  }

  /** As in `Log`. */
  whenDurable(flush: () => void): void {
    this.#log.whenDurable(flush);
  }

  #apply(entry: Entry, origin: Origin): void {
    const actor = origin === null ? undefined : this.#participants.get(origin);
    try {
      const outcome = this.#chat.apply(entry);
      this.#keeping.keep(entry, outcome);
      for (const delivery of outcome.deliveries) this.#deliver(delivery, actor);
      if (origin !== null && actor === undefined) this.#detachGone(outcome);
      if (actor !== undefined) for (const refusal of outcome.refusals) actor.refuse(refusal);
    } catch (error) {
      // A mistake of ours with one command must not take the others' chat down.
      this.#observe({ kind: 'failed', at: entry.at, doing: entry.command.kind, error });
    } finally {
      actor?.settled();
    }
  }

  /** It left before it turned out whose session it is, so that user has not been told. */
  #detachGone({ deliveries }: Outcome): void {
    for (const { event } of deliveries) {
      if (event.kind !== 'attached') continue;
      const { who, session } = event;
      this.submit({ kind: 'leave', user: who.id, session, departure: { cause: 'ended', text: '' } }, null);
    }
  }

  #deliver({ event, to }: Delivery, actor: Participant | undefined): void {
    this.#observe({ kind: 'event', event });
    if (event.kind === 'attached' && actor !== undefined) this.#moveTo(actor, event);
    const subjects = this.#of('target' in event ? event.target.id : event.who.id);
    for (const participant of this.#standingBehind(to)) {
      if (participant === actor) continue;
      if (subjects.includes(participant) || BEFALLS_ALL.has(event.kind)) participant.befall(event);
      else participant.show(event);
    }
    actor?.own(event);
    if (event.kind === 'left') for (const subject of subjects) subject.dismiss(event.departure, event.who);
  }

  /** It turns out to be somebody who is here already. */
  #moveTo(participant: Participant, { session, before, who }: EventOf<'attached'>): void {
    this.remove(participant, before?.person.id ?? session);
    this.add(participant, who.id);
  }

  #of(user: UserId): readonly Participant[] {
    return this.#byUser.get(user) ?? NOBODY;
  }

  #standingBehind(users: readonly UserId[]): readonly Participant[] {
    let participants = this.#resolved.get(users);
    if (participants === undefined) {
      participants = users.flatMap((user) => this.#byUser.get(user) ?? []);
      this.#resolved.set(users, participants);
    }
    return participants;
  }
}
