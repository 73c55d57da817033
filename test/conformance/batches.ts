// Batches taken apart (IRCv3 batch), and the answers to labelled lines (IRCv3 labeled-response).
import { expect } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { message, only } from './irc.ts';

export interface Batch {
  readonly opening: Message;
  /** What refers to it. */
  readonly inside: readonly Message[];
}

/** The batch of this type among the messages, of which there must be one; it must be well-formed. */
export function batchOf(heard: readonly Message[], type: string): Batch {
  const openings = only(heard, 'BATCH').filter(({ params }) => params[1] === type);
  expect(openings, `batches of type ${type}`).toHaveLength(1);
  const [opening] = openings;
  if (opening === undefined) throw new Error('unreachable');
  return { opening, inside: contents(heard, opening) };
}

/** What is in the batch that this message opens. */
function contents(heard: readonly Message[], opening: Message): Message[] {
  expect(opening.params[0]).toMatch(/^\+[A-Za-z0-9-]+$/);
  const reference = opening.params[0]?.slice(1) ?? '';
  const start = heard.indexOf(opening);
  const end = heard.findIndex(({ verb, params }) => verb === 'BATCH' && params[0] === `-${reference}`);
  expect(end, 'the end of the batch').toBeGreaterThan(start);
  expect(heard[end]).toEqual(message('BATCH', `-${reference}`));
  const inside = heard.filter(({ tags }) => tags.get('batch') === reference);
  const between = heard.slice(start + 1, end);
  expect(
    inside.every((one) => between.includes(one)),
    'nothing outside refers to it',
  ).toBe(true);
  return inside;
}

/**
 * What answers the line with this label, as one logical message: that message, or what is in the batch. It must be
 * there exactly once, and the messages of a batch must not have the label again.
 */
export function answerTo(label: string, heard: readonly Message[]): readonly Message[] {
  const labelled = heard.filter(({ tags }) => tags.get('label') === label);
  expect(labelled, `messages with the label ${label}`).toHaveLength(1);
  const [first] = labelled;
  if (first === undefined) throw new Error('unreachable');
  return first.verb === 'BATCH' ? contents(heard, first) : [first];
}
