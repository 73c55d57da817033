// MODE messages of rooms, taken apart: how a server combines changes is its own affair.
import type { Message } from '../../src/irc/message.ts';
import { only } from './irc.ts';

const ALWAYS_WITH_PARAMETER = 'beIkqohv';

/** Every change of all MODE messages for this room, one by one: `+m`, `+b mask`, `-l`. */
export function changes(messages: readonly Message[], room: string): string[] {
  return only(messages, 'MODE')
    .filter(({ params }) => params[0] === room)
    .flatMap(({ params: [, letters = '', ...rest] }) => apart(letters, rest));
}

function apart(letters: string, params: readonly string[]): string[] {
  const rest = [...params];
  const found: string[] = [];
  let sign = '+';
  for (const letter of letters) {
    if (letter === '+' || letter === '-') sign = letter;
    else {
      const takes = ALWAYS_WITH_PARAMETER.includes(letter) || (letter === 'l' && sign === '+');
      found.push(takes ? `${sign}${letter} ${rest.shift()}` : sign + letter);
    }
  }
  return [...found, ...rest.map((left) => `left over: ${left}`)];
}
