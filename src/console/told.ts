// What the operator is told of, in the console and in the log.
import type { Event, EventKind, EventOf } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import type { Happening } from '../session/happening.ts';

/** What a client only wants to know, or keeps for itself. */
const UNTOLD = ['appeared', 'disappeared', 'monitored', 'watched', 'read-marked', 'rejoined', 'subscribed'] as const;

export type ToldKind = Exclude<EventKind, (typeof UNTOLD)[number]>;

/** Whether the operator is told: not of these, nor of typing signs. */
export function isTold(event: Event): event is EventOf<ToldKind> {
  if (event.kind === 'said') return event.form !== 'tags' || reactionIn(event) !== undefined;
  // That it is not connected is told as such.
  if (event.kind === 'away-changed') return event.text !== '';
  return UNTOLD.every((kind) => kind !== event.kind);
}

/** IRCv3 react */
export function reactionIn({ tags }: EventOf<'said'>): string | undefined {
  return tags['+draft/react'];
}

/** When it happened, in ms since 1970. */
export function timeOf(happening: Happening): number {
  return happening.kind === 'event' ? happening.event.at : happening.at;
}

/** Where and in which file our own mistake was made, on one line. */
export function faultText(error: unknown): string {
  const text =
    error instanceof Error ? (error.stack ?? String(error)).split('\n').slice(0, 2).join(' ') : String(error);
  return printable(text.replace(/\s+/g, ' '));
}
