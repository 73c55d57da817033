// The capabilities a client may ask for, each a row: its name, which bytes it changes, what else it needs.
import type { Client } from './client.ts';
import { mechanismsFor } from './sasl.ts';
import { stsPolicy } from './sts.ts';

/** What somebody else's doing is shown with, by verb; `*`: all of it. */
type Shown =
  | '*'
  | 'ACCOUNT'
  | 'AWAY'
  | 'BATCH'
  | 'CHGHOST'
  | 'INVITE'
  | 'JOIN'
  | 'MARKREAD'
  | 'METADATA'
  | 'NOTICE'
  | 'PRIVMSG'
  | 'REDACT'
  | 'SETNAME'
  | 'TAGMSG';

/**
 * What a capability changes: the lines that everybody is shown of an event, or only the answers to what the client itself
 * sends. Sessions that differ in nothing of the first kind share a dialect.
 */
interface CapabilityRow {
  readonly name: string;
  readonly changes: readonly (Shown | 'answers')[];
  /** Without this one it is acknowledged and does nothing. */
  readonly needs?: 'batch';
  /** It is an older name of this one. */
  readonly formerly?: 'no-implicit-names';
  /** Clients that do not know 302 are not told of it: their list must fit one line, and what is younger they do not know. */
  readonly toldTo?: 'who-knows-302';
  /** What stands after its name in CAP LS 302. */
  readonly value?: (client: Client) => string;
}

export const CAPABILITIES = [
  { name: 'account-notify', changes: ['ACCOUNT'] },
  { name: 'account-tag', changes: ['*'] },
  { name: 'away-notify', changes: ['AWAY', 'JOIN'] },
  { name: 'batch', changes: ['answers'] },
  { name: 'cap-notify', changes: ['answers'] },
  { name: 'chghost', changes: ['CHGHOST'] },
  { name: 'draft/account-registration', changes: ['answers'] },
  { name: 'draft/channel-rename', changes: ['answers'] },
  { name: 'draft/chathistory', changes: ['answers'], toldTo: 'who-knows-302' },
  { name: 'draft/event-playback', changes: ['answers'], toldTo: 'who-knows-302' },
  { name: 'draft/extended-isupport', changes: ['answers'], toldTo: 'who-knows-302' },
  { name: 'draft/message-redaction', changes: ['REDACT'] },
  {
    name: 'draft/metadata-2',
    changes: ['METADATA'],
    needs: 'batch',
    value: ({ rules: { limits } }) =>
      `max-subs=${limits.subscriptionsPerUser},max-keys=${limits.metadataKeys},max-value-bytes=${limits.metadataBytes}`,
  },
  {
    name: 'draft/multiline',
    changes: ['BATCH', 'PRIVMSG', 'NOTICE'],
    needs: 'batch',
    value: ({ rules: { limits } }) => `max-bytes=${limits.messageBytes},max-lines=${limits.linesPerMessage}`,
  },
  {
    name: 'draft/no-implicit-names',
    changes: ['answers'],
    formerly: 'no-implicit-names',
    toldTo: 'who-knows-302',
  },
  { name: 'draft/pre-away', changes: ['answers'] },
  { name: 'draft/read-marker', changes: ['MARKREAD'] },
  { name: 'echo-message', changes: ['answers'] },
  { name: 'extended-join', changes: ['JOIN'] },
  { name: 'extended-monitor', changes: ['ACCOUNT', 'AWAY', 'CHGHOST', 'SETNAME'] },
  { name: 'invite-notify', changes: ['INVITE'] },
  { name: 'labeled-response', changes: ['answers'], needs: 'batch' },
  { name: 'message-tags', changes: ['PRIVMSG', 'NOTICE', 'TAGMSG', '*'] },
  { name: 'multi-prefix', changes: ['answers'] },
  { name: 'no-implicit-names', changes: ['answers'] },
  { name: 'sasl', changes: ['answers'], value: ({ certificate }) => mechanismsFor(certificate).join(',') },
  { name: 'server-time', changes: ['*'] },
  { name: 'setname', changes: ['SETNAME'] },
  { name: 'soju.im/search', changes: ['answers'], toldTo: 'who-knows-302' },
  { name: 'standard-replies', changes: ['answers'] },
  { name: 'userhost-in-names', changes: ['answers'] },
  { name: 'znc.in/playback', changes: ['answers'] },
] as const satisfies readonly CapabilityRow[];

export type Capability = (typeof CAPABILITIES)[number]['name'];
export type Capabilities = ReadonlySet<Capability>;
type Row = CapabilityRow & { readonly name: Capability };

const ROWS: readonly Row[] = CAPABILITIES;
const NAMES: ReadonlySet<string> = new Set(ROWS.map((row) => row.name));

export function isCapability(name: string): name is Capability {
  return NAMES.has(name);
}

/** Of what was asked for, what has an effect. */
export function effective(asked: Capabilities): Capabilities {
  const rows = ROWS.filter(({ name, needs }) => asked.has(name) && (!needs || asked.has(needs)));
  return new Set(rows.map(({ name, formerly }) => formerly ?? name));
}

/** Those of a client's capabilities that change what it is shown of events, in one order. */
export function shaping(caps: Capabilities): Capability[] {
  return ROWS.filter(({ name, changes }) => caps.has(name) && changes.some((what) => what !== 'answers')).map(nameOf);
}

/** As they stand in CAP LS: with values, which may depend on the connection, for clients that know 302. */
export function advertised(client: Client, to: 'who-knows-302' | 'others'): string[] {
  if (to === 'others') return ROWS.filter(({ toldTo }) => toldTo === undefined).map(nameOf);
  const policy = stsPolicy(client);
  const offers = ROWS.map(({ name, value }) => (value === undefined ? name : `${name}=${value(client)}`));
  return policy === null ? offers : [...offers, policy];
}

function nameOf(row: Row): Capability {
  return row.name;
}
