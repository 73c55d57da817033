// How the parts of a line look: plain, or in colour on a terminal that wants it.
import { styleText } from 'node:util';

export interface Look {
  time(text: string): string;
  name(text: string): string;
  address(text: string): string;
  fault(text: string): string;
}

export const PLAIN: Look = {
  time: (text) => text,
  name: (text) => text,
  address: (text) => text,
  fault: (text) => text,
};

const NAME_COLOURS = [
  'cyan',
  'green',
  'yellow',
  'magenta',
  'blue',
  'cyanBright',
  'greenBright',
  'magentaBright',
] as const;

/** Colours for `stream`; none when it is no terminal or the environment says NO_COLOR. */
export function colouredFor(stream: NodeJS.WriteStream): Look {
  return {
    time: (text) => styleText('dim', text, { stream }),
    name: (text) => styleText(colourOf(text), text, { stream }),
    address: (text) => styleText('dim', text, { stream }),
    fault: (text) => styleText('red', text, { stream }),
  };
}

/** Always the same colour for the same name. */
function colourOf(name: string): (typeof NAME_COLOURS)[number] {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return NAME_COLOURS[sum % NAME_COLOURS.length] ?? 'cyan';
}
