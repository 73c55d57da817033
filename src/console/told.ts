// What the operator is told of, in the console and in the log.
import type { Event, EventOf } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import type { Happening } from '../session/happening.ts';

/** Whether the operator is told: not of typing signs, nor of what a client only wants to know or keep for itself. */
export function isTold(event: Event): boolean {
  switch (event.kind) {
    case 'said':
      return event.form !== 'tags' || reactionIn(event) !== undefined;
    case 'away-changed':
      // That it is not connected is told as such.
      return event.text !== '';
    case 'appeared':
    case 'disappeared':
    case 'monitored':
    case 'watched':
    case 'read-marked':
    case 'rejoined':
    case 'subscribed':
      return false;
    default:
      return true;
  }
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
