// IRCv3 batch: lines that belong together.
import { formatMessage, formatTags, parseMessage, type Tags } from './message.ts';

/** What stands at the beginning of a batch. */
export interface BatchHead {
  readonly type: string;
  readonly params: readonly string[];
  /** A name for the batch, unique on its connection: ASCII letters, digits and `-`. */
  readonly reference: string;
  readonly source: string;
  readonly tags: Tags;
}

/** The lines between the two of BATCH. Those of a batch inside keep their own. */
export function batched(lines: readonly string[], { type, params, reference, source, tags }: BatchHead): string[] {
  return [
    formatMessage('BATCH', [`+${reference}`, type, ...params], source, tags),
    ...lines.map((line) => (batchOf(line) === null ? tagged(line, new Map([['batch', reference]])) : line)),
    formatMessage('BATCH', [`-${reference}`], source),
  ];
}

/** Whether the lines are one batch, from its first line to its last. */
export function isOneBatch(lines: readonly string[]): boolean {
  const [opening = ''] = parseMessage(lines[0] ?? '')?.params ?? [];
  const closing = parseMessage(lines.at(-1) ?? '');
  const isOpening = parseMessage(lines[0] ?? '')?.verb === 'BATCH' && opening.startsWith('+');
  return isOpening && closing?.verb === 'BATCH' && closing.params[0] === `-${opening.slice(1)}`;
}

/** A written line with more tags, before those it has. */
export function tagged(line: string, tags: Tags): string {
  const written = formatTags(tags);
  return line.startsWith('@') ? `${written};${line.slice(1)}` : `${written} ${line}`;
}

function batchOf(line: string): string | null {
  return /^@(?:[^ ]*;)?batch=([^; ]+)/.exec(line)?.[1] ?? null;
}
