// The capabilities a client may ask for, each a row: its name, and which bytes it changes.

/**
 * What a capability changes: the lines that everybody is shown of an event, by their verb (`*`: any of them), or only the
 * answers to what the client itself sends. Sessions that differ in nothing of the first kind share a dialect.
 */
interface CapabilityRow {
  readonly name: string;
  readonly changes: readonly ('*' | 'PRIVMSG' | 'NOTICE' | 'TAGMSG' | 'JOIN' | 'AWAY' | 'SETNAME' | 'answers')[];
}

export const CAPABILITIES = [
  { name: 'away-notify', changes: ['AWAY', 'JOIN'] },
  { name: 'batch', changes: ['answers'] },
  { name: 'cap-notify', changes: ['answers'] },
  { name: 'echo-message', changes: ['answers'] },
  { name: 'extended-join', changes: ['JOIN'] },
  { name: 'labeled-response', changes: ['answers'] },
  { name: 'message-tags', changes: ['PRIVMSG', 'NOTICE', 'TAGMSG'] },
  { name: 'multi-prefix', changes: ['answers'] },
  { name: 'server-time', changes: ['*'] },
  { name: 'setname', changes: ['SETNAME'] },
  { name: 'standard-replies', changes: ['answers'] },
] as const satisfies readonly CapabilityRow[];

export type Capability = (typeof CAPABILITIES)[number]['name'];
export type Capabilities = ReadonlySet<Capability>;

const NAMES: ReadonlySet<string> = new Set(CAPABILITIES.map((row) => row.name));

export function isCapability(name: string): name is Capability {
  return NAMES.has(name);
}

/** Those of a client's capabilities that change what it is shown of events, in one order. */
export function shaping(caps: Capabilities): Capability[] {
  return CAPABILITIES.filter((row: CapabilityRow & { name: Capability }) => {
    return caps.has(row.name) && row.changes.some((what) => what !== 'answers');
  }).map((row) => row.name);
}
