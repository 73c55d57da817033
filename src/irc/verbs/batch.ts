import type { WrittenLine } from '../../chat/command.ts';
import { utf8Length } from '../../chat/text.ts';
import type { Client } from '../client.ts';
import type { Message, Tags } from '../message.ts';
import { sayToEach } from '../saying.ts';
import type { Verb } from './verb.ts';

const MULTILINE = 'draft/multiline';
/** A label that a client may give its batch: IRCv3 batch "Syntax". */
const REFERENCE = /^[A-Za-z0-9-]{1,64}$/;

/** A message of several lines that a client is sending. */
export interface OpenBatch {
  readonly reference: string;
  readonly target: string;
  /** The label that its answer will have, and the client tags of the message. */
  readonly label: string | null;
  readonly tags: Tags;
  /** PRIVMSG or NOTICE: what its first line is. */
  readonly verb: string | null;
  readonly lines: readonly WrittenLine[];
  readonly bytes: number;
  /** What is wrong with it is told once; the rest is not looked at. */
  readonly isIgnored: boolean;
}

/** IRCv3 client-batch "The client-to-server `BATCH` verb"; multiline "Batch types" is the only type. */
export const batch: Verb = {
  when: 'entered',
  least: 1,
  usage: '+<reference> draft/multiline <target> | -<reference>',
  help: { en: 'Begins or ends a message of several lines.', 'zh-CN': '开始或结束一条多行消息。' },
  run(client, message) {
    const [param = '', type = '', target = ''] = message.params;
    const reference = param.replace(/^[+-]/, '');
    const { openBatch, text } = client;
    if (param.startsWith('-') && openBatch?.reference === reference) return close(client, openBatch);
    if (!param.startsWith('+')) return client.fail('INVALID_REFTAG', [reference], text.badReference);
    if (openBatch !== null && !openBatch.isIgnored) return client.fail('MULTILINE_INVALID', [], text.badMultiline);
    const isReference = REFERENCE.test(reference);
    const isKnown = type === MULTILINE && client.caps.has(MULTILINE);
    client.openBatch = {
      reference,
      target,
      label: null,
      tags: message.tags,
      verb: null,
      lines: [],
      bytes: 0,
      isIgnored: !isReference || !isKnown || target === '',
    };
    if (!isReference) return client.fail('INVALID_REFTAG', [reference], text.badReference);
    if (!isKnown) return client.fail('UNKNOWN_TYPE', [reference, type], text.unknownBatch);
    if (target === '') return client.fail('MULTILINE_INVALID', [], client.text.badMultiline);
    // What comes of it answers this line, when it is complete.
    client.openBatch = { ...client.openBatch, label: client.takeLabel() };
  },
};

/** A line of a batch. @returns whether it was one */
export function takeLine(client: Client, { verb, params, tags }: Message): boolean {
  const { openBatch } = client;
  const reference = tags.get('batch');
  if (reference === undefined || openBatch === null || reference !== openBatch.reference) return false;
  if (openBatch.isIgnored) return true;
  const [target = '', text = ''] = params;
  const isShort = params.length < 2;
  const line: WrittenLine = { text, joined: tags.has('draft/multiline-concat') };
  const bytes = openBatch.bytes + utf8Length(text) + (line.joined || openBatch.lines.length === 0 ? 0 : 1);
  const next: OpenBatch = { ...openBatch, verb: openBatch.verb ?? verb, lines: [...openBatch.lines, line], bytes };
  client.openBatch = next;
  const flaw = isShort ? invalid(client) : flawOf(client, next, verb, target, line);
  if (flaw === null) return true;
  client.openBatch = { ...next, lines: [], isIgnored: true };
  client.answerAs('BATCH', next.label);
  client.fail(flaw.code, flaw.context, flaw.sentence);
  return true;
}

/** A line of an open message was lost: the rest of it would be another message. */
export function spoilBatch(client: Client): void {
  const { openBatch } = client;
  if (openBatch === null || openBatch.isIgnored) return;
  client.openBatch = { ...openBatch, lines: [], isIgnored: true };
  client.answerAs('BATCH', openBatch.label);
  client.fail('MULTILINE_INVALID', [], client.text.badMultiline);
  client.finish();
}

interface Flaw {
  readonly code: string;
  readonly context: readonly string[];
  readonly sentence: string;
}

/** multiline "Errors" */
function flawOf(client: Client, open: OpenBatch, verb: string, target: string, line: WrittenLine): Flaw | null {
  const { text, rules } = client;
  const { messageBytes, linesPerMessage } = rules.limits;
  const isMixed = verb !== open.verb || (verb !== 'PRIVMSG' && verb !== 'NOTICE');
  const isJoinedBlank = line.joined && (line.text === '' || open.lines.length === 1);
  if (isMixed || isJoinedBlank) return invalid(client);
  if (target !== open.target) {
    return { code: 'MULTILINE_INVALID_TARGET', context: [open.target, target], sentence: text.otherTarget };
  }
  if (open.bytes > messageBytes) {
    return { code: 'MULTILINE_MAX_BYTES', context: [String(messageBytes)], sentence: text.tooManyBytes(messageBytes) };
  }
  if (open.lines.length > linesPerMessage) {
    const sentence = text.tooManyLines(linesPerMessage);
    return { code: 'MULTILINE_MAX_LINES', context: [String(linesPerMessage)], sentence };
  }
  return null;
}

function invalid(client: Client): Flaw {
  return { code: 'MULTILINE_INVALID', context: [], sentence: client.text.badMultiline };
}

function close(client: Client, { isIgnored, lines, verb, target, tags, label }: OpenBatch): void {
  client.openBatch = null;
  // Its answer has been given.
  if (isIgnored) return;
  // A label belongs to the first line; one on the last is answered too.
  if (label !== null) client.answerAs('BATCH', label);
  const isBlank = lines.every(({ text }) => text === '');
  if (isBlank || verb === null) return client.fail('MULTILINE_INVALID', [], client.text.badMultiline);
  if (label !== null) client.answerAs(verb, label);
  const text = lines.map((line, index) => (index === 0 || line.joined ? line.text : `\n${line.text}`)).join('');
  sayToEach(
    client,
    { source: null, verb, params: [target, text], tags },
    text,
    verb === 'NOTICE' ? 'notice' : 'message',
    lines,
  );
}
