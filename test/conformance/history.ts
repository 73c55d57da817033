// What the tests of history have in common: talk that is remembered, and what comes back of it.
import { expect } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { batchOf } from './batches.ts';
import { gathering } from './gathering.ts';
import type { ConformanceClient, ConformanceServer } from './irc.ts';

/** What a client of today asks for to read history. */
export const HISTORY_CAPS = 'batch server-time message-tags echo-message draft/chathistory';

/** A message as its writer has had it back. */
export interface Spoken {
  readonly id: string;
  readonly time: string;
}

/** Says these texts, so far apart that their times differ, and gives what they can be found by. Needs echo-message. */
export async function say(client: ConformanceClient, target: string, ...texts: readonly string[]): Promise<Spoken[]> {
  const spoken: Spoken[] = [];
  for (const text of texts) {
    const id = await sendLine(client, `PRIVMSG ${target} :${text}`);
    spoken.push(id);
    while (Date.now() <= Date.parse(id.time)) await client.sync();
  }
  return spoken;
}

/** Sends one line that comes back, and gives what it can be found by. */
export async function sendLine(client: ConformanceClient, line: string): Promise<Spoken> {
  const echo = (await client.ask(line)).findLast(({ tags }) => tags.has('msgid'));
  const [id = '', time = ''] = [echo?.tags.get('msgid'), echo?.tags.get('time')];
  expect([id, time], line).toEqual([expect.stringMatching(/./), expect.stringMatching(/Z$/)]);
  return { id, time };
}

/** What is in the one batch of the answer, which must be all of it. */
export async function history(
  client: ConformanceClient,
  line: string,
  type = 'chathistory',
): Promise<readonly Message[]> {
  await client.sync();
  const heard = await client.ask(line);
  const { opening, inside } = batchOf(heard, type);
  expect(heard[0], `the answer to ${line}`).toBe(opening);
  return inside;
}

/** The last parameters of what is in the batch: the texts of messages. */
export async function texts(client: ConformanceClient, line: string, type?: string): Promise<(string | undefined)[]> {
  return (await history(client, line, type)).map(({ params }) => params.at(-1));
}

/** Two in a new room, where the first has said m1 … m`count`. */
export async function talk(server: ConformanceServer, count: number) {
  const { room, people } = await gathering(server, HISTORY_CAPS, HISTORY_CAPS);
  const [ann, bob] = people;
  const spoken = await say(ann, room, ...Array.from({ length: count }, (_, index) => `m${index + 1}`));
  await bob.sync();
  /** The reference of m`number`, of the type that is asked for. */
  const reference = (number: number, type: string): string => {
    const { id = '', time = '' } = spoken[number - 1] ?? {};
    return type === 'msgid' ? `msgid=${id}` : `timestamp=${time}`;
  };
  return { room, ann, bob, spoken, reference };
}
