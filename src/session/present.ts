// The past under the names of today: who reads it may not know how a room or somebody was called before.
import type { ModeChange } from '../chat/command.ts';
import type { Person, Target } from '../chat/event.ts';
import type { HistoryEvent } from '../store/store.ts';

/** An event of a room, which may have had another name then. */
export function inRoomOfToday(event: HistoryEvent, room: string): HistoryEvent {
  switch (event.kind) {
    case 'said':
    case 'redacted':
      return { ...event, to: toRoom(event.to, room) };
    case 'joined':
      // Whoever is away now may have been here then, and the other way round.
      return { ...event, room, away: null };
    case 'modes-changed':
      return { ...event, room, changes: event.changes.map(withoutKey) };
    case 'parted':
    case 'kicked':
    case 'topic-changed':
      return { ...event, room };
    case 'left':
    case 'renamed':
    case 'room-renamed':
      return event;
  }
}

/** An event between two who are called so now. */
export function betweenThoseOfToday(event: HistoryEvent, nameOf: (person: Person) => string): HistoryEvent {
  if (event.kind !== 'said' && event.kind !== 'redacted') return event;
  const named = (person: Person): Person => ({ ...person, name: nameOf(person) });
  const { who, to } = event;
  return { ...event, who: named(who), to: to.kind === 'user' ? { ...to, person: named(to.person) } : to };
}

function toRoom(to: Target, name: string): Target {
  return to.kind === 'room' ? { ...to, name } : to;
}

/** A key is for those who were in then, and it may be used again. */
function withoutKey(change: ModeChange): ModeChange {
  return change.set && change.what === 'key' ? { ...change, key: '*' } : change;
}
