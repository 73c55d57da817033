// What the server says about itself (RPL_ISUPPORT), as far as the client must know it to read modes and prefixes.

export interface Support {
  /** Mode letters that give a prefix, in order of power, and their prefixes: `ov` and `@+`. */
  readonly prefixModes: string;
  readonly prefixes: string;
  /** CHANMODES: A and B always have a parameter, C only when set, D never. */
  readonly channelModes: readonly string[];
  readonly channelTypes: string;
}

/** What holds until the server says otherwise (modern-irc "RPL_ISUPPORT Parameters"). */
export const DEFAULT_SUPPORT: Support = {
  prefixModes: 'ov',
  prefixes: '@+',
  channelModes: ['beI', 'k', 'l', 'imnst'],
  channelTypes: '#',
};

/** Takes in the tokens of one RPL_ISUPPORT (005). */
export function withTokens(support: Support, tokens: readonly string[]): Support {
  let next = support;
  for (const token of tokens) {
    const [key = '', value = ''] = token.split(/=(.*)/s);
    if (key === 'PREFIX') {
      const [, prefixModes = '', prefixes = ''] = /^\(([^)]*)\)(.*)$/.exec(value) ?? [];
      if (prefixModes.length === prefixes.length) next = { ...next, prefixModes, prefixes };
    } else if (key === 'CHANMODES') {
      next = { ...next, channelModes: value.split(',') };
    } else if (key === 'CHANTYPES') {
      next = { ...next, channelTypes: value };
    }
  }
  return next;
}

export function isRoom(support: Support, target: string): boolean {
  return target !== '' && support.channelTypes.includes(target.charAt(0));
}

/** `@+name` as its prefixes and the name. */
export function splitPrefixes(support: Support, text: string): { readonly prefixes: string; readonly name: string } {
  let count = 0;
  while (count < text.length && support.prefixes.includes(text.charAt(count))) count++;
  return { prefixes: text.slice(0, count), name: text.slice(count) };
}

/** One change of a prefix mode. */
export interface PrefixChange {
  readonly set: boolean;
  readonly prefix: string;
  readonly name: string;
}

/** The changes of members' prefixes in a MODE of a room; all other changes only take their parameters away. */
export function prefixChanges(support: Support, modes: string, params: readonly string[]): PrefixChange[] {
  const [lists = '', always = '', whenSet = ''] = support.channelModes;
  const changes: PrefixChange[] = [];
  const rest = [...params];
  let set = true;
  for (const mode of modes) {
    if (mode === '+' || mode === '-') set = mode === '+';
    else if (support.prefixModes.includes(mode)) {
      const name = rest.shift();
      const prefix = support.prefixes.charAt(support.prefixModes.indexOf(mode));
      if (name !== undefined) changes.push({ set, prefix, name });
    } else if (lists.includes(mode) || always.includes(mode) || (set && whenSet.includes(mode))) rest.shift();
  }
  return changes;
}

/** Prefixes after a change, in order of power. */
export function changePrefixes(support: Support, prefixes: string, change: PrefixChange): string {
  return [...support.prefixes]
    .filter((prefix) => (prefix === change.prefix ? change.set : prefixes.includes(prefix)))
    .join('');
}
