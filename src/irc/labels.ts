// IRCv3 labeled-response: which lines answer which line of the client.
import { formatMessage, formatTags } from './message.ts';

/** Bytes in a label (labeled-response "Tag value"). */
const LABEL_BYTES = 64;

export function isLabel(value: string | undefined): value is string {
  return value !== undefined && value !== '' && Buffer.byteLength(value) <= LABEL_BYTES;
}

/**
 * The lines that answer a labelled one: none becomes ACK, one gets the label, several are put in a batch.
 * @param reference a name for the batch, unique on its connection
 * @see IRCv3 labeled-response "Tags", "The ACK response"; batch
 */
export function labelled(lines: readonly string[], label: string, server: string, reference: string): string[] {
  const tag = new Map([['label', label]]);
  const [first, second] = lines;
  if (first === undefined) return [formatMessage('ACK', [], server, tag)];
  if (second === undefined) return [tagged(first, tag)];
  return [
    formatMessage('BATCH', [`+${reference}`, 'labeled-response'], server, tag),
    ...lines.map((line) => tagged(line, new Map([['batch', reference]]))),
    formatMessage('BATCH', [`-${reference}`], server),
  ];
}

/** A written line with more tags, before those it has. */
function tagged(line: string, tags: ReadonlyMap<string, string>): string {
  const written = formatTags(tags);
  return line.startsWith('@') ? `${written};${line.slice(1)}` : `${written} ${line}`;
}
