// The past as it may be shown today: under the names that a room and those who talk have now.
import type { ModeChange } from '../chat/command.ts';
import type { Person, Target } from '../chat/event.ts';
import type { HistoryEvent } from '../store/store.ts';

/** What is otherwise now. */
export interface Today {
  /** The room's name; null: it is as it was. */
  readonly room: string | null;
  readonly person: (person: Person) => Person;
}

export function asOfToday<E extends HistoryEvent>(event: E, today: Today): E {
  return changed(event, today) as E;
}

function changed(event: HistoryEvent, { room, person }: Today): HistoryEvent {
  const who = person(event.who);
  switch (event.kind) {
    case 'said':
    case 'redacted':
      return { ...event, who, to: toToday(event.to, { room, person }) };
    case 'joined':
      // Whoever is away now may have been here then, and the other way round.
      return { ...event, who, room: room ?? event.room, away: null };
    case 'modes-changed':
      return { ...event, who, room: room ?? event.room, changes: event.changes.map(withoutKey) };
    case 'kicked':
      return { ...event, who, room: room ?? event.room, target: person(event.target) };
    case 'parted':
    case 'topic-changed':
      return { ...event, who, room: room ?? event.room };
    case 'left':
    case 'renamed':
    case 'room-renamed':
      return { ...event, who };
  }
}

function toToday(to: Target, { room, person }: Today): Target {
  switch (to.kind) {
    case 'room':
      return room === null ? to : { ...to, name: room };
    case 'user':
      return { ...to, person: person(to.person) };
    case 'echo':
      return to;
  }
}

/** A key is for those who were in then, and it may be used again. */
function withoutKey(change: ModeChange): ModeChange {
  return change.set && change.what === 'key' ? { ...change, key: '*' } : change;
}
