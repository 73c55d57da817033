// IRCv3 labeled-response: which lines answer which line of the client.
import { batched, isOneBatch, tagged } from './batch.ts';
import { formatMessage } from './message.ts';

/** Bytes in a label (labeled-response "Tag value"). */
const LABEL_BYTES = 64;

export function isLabel(value: string | undefined): value is string {
  return value !== undefined && value !== '' && Buffer.byteLength(value) <= LABEL_BYTES;
}

/**
 * The lines that answer a labelled one: none becomes ACK; one, or a batch of its own, gets the label; others are put in a
 * batch.
 * @param reference a name for the batch, unique on its connection
 * @see IRCv3 labeled-response "Tags", "Batch types", "The ACK response"
 */
export function labelled(lines: readonly string[], label: string, server: string, reference: string): string[] {
  const tags = new Map([['label', label]]);
  const [first, ...others] = lines;
  if (first === undefined) return [formatMessage('ACK', [], server, tags)];
  if (others.length === 0 || isOneBatch(lines)) return [tagged(first, tags), ...others];
  const head = { type: 'labeled-response', params: [], reference, source: server };
  return batched(lines, { ...head, tags });
}
