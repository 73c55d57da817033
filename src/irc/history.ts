// What was said and done before, as lines.
import type { EventOf } from '../chat/event.ts';
import { timeOfDay } from '../i18n/time.ts';
import { fitting } from '../session/fit.ts';
import type { HistoryEvent, Part, Past, Talk } from '../session/talk.ts';
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

/** A part of each conversation, one after the other, until no more may be sent at once. @param shown makes of it what is sent */
export function playEach(
  client: Client,
  [talk, ...others]: readonly Talk[],
  part: Part,
  shown: (past: Past) => Past = (past) => past,
): void {
  if (talk === undefined || client.historyBytes <= 0) return;
  const { host } = client;
  host.wait(host.archive.read(host.userId, talk, part), (read) => {
    const past = host.archive.still(host.userId, talk, read);
    if (past !== null && past.events.length > 0) sendPast(client, 'chathistory', [talk.name], shown(past));
    playEach(client, others, part, shown);
  });
}

/** As it is shown to a client that has not asked for it. */
export function unasked({ caps, host }: Client): (past: Past) => Past {
  return (past) => (caps.has('server-time') ? past : dated(past, host.now()));
}

/**
 * Messages that were not asked for, for a client that cannot be told when they were said: it stands before the text. So nobody
 * takes them for new, no program either.
 */
function dated({ events, from }: Past, now: number): Past {
  return { events: events.map((event) => (event.kind === 'said' ? withTime(event, now) : event)), from };
}

function withTime(event: EventOf<'said'>, now: number): HistoryEvent {
  const time = `[${timeOfDay(event.at, now)}] `;
  const lines = event.lines?.map((line, index) => (index === 0 ? { ...line, text: time + line.text } : line)) ?? null;
  return { ...event, text: time + event.text, lines };
}
