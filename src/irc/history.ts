// What was said and done before, as lines.
import type { EventOf } from '../chat/event.ts';
import { timeOfDay } from '../i18n/time.ts';
import { fitting } from '../session/fit.ts';
import type { HistoryEvent, Past } from '../session/talk.ts';
import type { Client } from './client.ts';
import { eventLines } from './events.ts';

/** What is asked for by who can take more than messages, and by everybody else (IRCv3 chathistory, `draft/event-playback`). */
export function whatFor({ caps }: Client): 'messages' | 'all' {
  return caps.has('draft/event-playback') ? 'all' : 'messages';
}

/** One batch of this type, as much of it as may be sent at once; for who knows no batches, its lines. */
export function sendPast(client: Client, type: string, params: readonly string[], { events, from }: Past): void {
  const { look } = client;
  const groups = events.map((event) => eventLines(event, look));
  const sizeOf = (lines: readonly string[]): number => Buffer.byteLength(lines.join('\r\n'));
  const fit = fitting(groups, client.historyBytes, from, sizeOf);
  const lines = fit.flat();
  client.historyBytes -= sizeOf(lines);
  client.batch(type, params, () => client.write(lines));
}

/**
 * Messages that were not asked for, for a client that cannot be told when they were said: it stands before the text. So nobody
 * takes them for new, no program either.
 */
export function dated({ events, from }: Past, now: number): Past {
  return { events: events.map((event) => (event.kind === 'said' ? withTime(event, now) : event)), from };
}

function withTime(event: EventOf<'said'>, now: number): HistoryEvent {
  const time = `[${timeOfDay(event.at, now)}] `;
  const lines = event.lines?.map((line, index) => (index === 0 ? { ...line, text: time + line.text } : line)) ?? null;
  return { ...event, text: time + event.text, lines };
}
