// How the parts of a line look: plain, or in colour on a terminal that wants it.
import { styleText } from 'node:util';
import { hexdump } from '../chat/hexdump.ts';

export interface Look {
  time(text: string): string;
  name(text: string): string;
  address(text: string): string;
  fault(text: string): string;
  /** The lines of what somebody said behind who said them to whom; below it where one line would be too narrow for both. */
  said(head: string, lines: readonly string[]): string;
  /** Bytes behind, or below, what is said of them. */
  bytes(head: string, bytes: Uint8Array): string;
}

export const PLAIN: Look = {
  time: (text) => text,
  name: (text) => text,
  address: (text) => text,
  fault: (text) => text,
  said: (head, lines) => `${head} ${lines.join('␊')}`,
  bytes: (head, bytes) => [head, Buffer.from(bytes).toString('hex')].join(' '),
};

/** On this many columns or fewer, names and addresses leave too little room for what is said. */
const NARROW = 60;

const UNKNOWN_COLUMNS = 80;

const NAME_COLOURS = [
  'cyan',
  'green',
  'yellow',
  'magenta',
  'blueBright',
  'cyanBright',
  'greenBright',
  'magentaBright',
] as const;

/** As it looks on the terminal `stream`: in colour, unless the environment says NO_COLOR. */
export function lookOf(stream: NodeJS.WriteStream): Look {
  return {
    time: (text) => styleText('dim', text, { stream }),
    name: (text) => styleText(colourOf(text), text, { stream }),
    address: (text) => styleText('dim', text, { stream }),
    fault: (text) => styleText('red', text, { stream }),
    said: (head, lines) =>
      lines.length > 1 || stream.columns <= NARROW ? [head, ...lines].join('\n  ') : `${head} ${lines.join()}`,
    bytes: (head, bytes) => [head, ...hexdump(bytes, stream.columns || UNKNOWN_COLUMNS)].join('\n'),
  };
}

/** Always the same colour for the same name. */
function colourOf(name: string): (typeof NAME_COLOURS)[number] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return NAME_COLOURS[sum % NAME_COLOURS.length] ?? 'cyan';
}
