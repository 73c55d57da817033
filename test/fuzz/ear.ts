// What one guest has been sent, followed as its client would: capabilities, batches, message ids.
import type { Message } from '../../src/irc/message.ts';

/** Which capability makes a tag permissible, besides message-tags, which makes all so. */
const TAGGING: Readonly<Record<string, string>> = {
  account: 'account-tag',
  batch: 'batch',
  label: 'labeled-response',
  time: 'server-time',
  'draft/multiline-concat': 'draft/multiline',
};
/** Which capability makes a message permissible. */
const ASKED_FOR: Readonly<Record<string, string>> = {
  ACCOUNT: 'account-notify',
  AWAY: 'away-notify',
  BATCH: 'batch',
  CHGHOST: 'chghost',
  REDACT: 'draft/message-redaction',
  RENAME: 'draft/channel-rename',
  SETNAME: 'setname',
  TAGMSG: 'message-tags',
};
const IDS_KEPT = 20;

export class Ear {
  readonly caps = new Set<string>();
  /** Messages of others and its own that it could take back, the latest last. */
  readonly ids: { readonly id: string; readonly target: string }[] = [];
  /** What came since somebody last cleared it. */
  heard: Message[] = [];
  readonly #batches = new Set<string>();
  readonly #capsSoFar = new Set<string>();

  /** @returns what is wrong with getting this message now */
  hear(message: Message): string[] {
    this.heard.push(message);
    const { tags, verb, params } = message;
    const flaws: string[] = [];
    const needed = ASKED_FOR[verb];
    if (needed !== undefined && !this.caps.has(needed)) flaws.push(`a message not asked for: ${verb}`);
    for (const key of tags.keys()) {
      // The end of a batch that was sent with a label is answered, even if labels have been given up in between.
      const caps = key === 'label' ? this.#capsSoFar : this.caps;
      if (!caps.has('message-tags') && !caps.has(TAGGING[key] ?? '')) flaws.push(`a tag not asked for: ${key}`);
    }
    const batch = tags.get('batch');
    if (batch !== undefined && !this.#batches.has(batch)) flaws.push('a line of a batch that is not open');
    if (verb === 'BATCH') flaws.push(...this.#batch(params[0] ?? ''));
    if (verb === 'CAP' && params[1] === 'ACK') this.#acknowledged(params.at(-1) ?? '');
    const id = tags.get('msgid');
    if (id !== undefined) this.ids.push({ id, target: params[0] ?? '' });
    if (this.ids.length > IDS_KEPT) this.ids.shift();
    return flaws;
  }

  /** @returns what is wrong when all that belongs together has come */
  atEnd(): string[] {
    const open = [...this.#batches];
    this.#batches.clear();
    return open.map(() => 'a batch that is not closed');
  }

  #batch(sign: string): string[] {
    const reference = sign.slice(1);
    if (sign.startsWith('+')) {
      const isOpen = this.#batches.has(reference);
      this.#batches.add(reference);
      return isOpen ? ['a batch opened twice'] : [];
    }
    return this.#batches.delete(reference) ? [] : ['a batch closed that is not open'];
  }

  #acknowledged(list: string): void {
    for (const cap of list.split(' ')) {
      if (cap.startsWith('-')) this.caps.delete(cap.slice(1));
      else {
        this.caps.add(cap);
        this.#capsSoFar.add(cap);
      }
    }
  }
}
