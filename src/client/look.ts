// How the parts of a line look: plain, or in colour on a terminal that wants it.
import { styleText } from 'node:util';
import { printable } from '../chat/text.ts';

type Tone = 'plain' | 'time' | 'name' | 'own' | 'event' | 'alert';

/** A part of a line, as it came: nothing in it has been made printable. */
export interface Part {
  readonly tone: Tone;
  readonly text: string;
}

/** Turns parts into what can be printed. */
export type Look = (parts: readonly Part[]) => string;

const STYLES = { time: 'dim', name: 'cyan', own: 'green', event: 'dim', alert: 'yellow' } as const;

export const PLAIN: Look = (parts) => parts.map((part) => printable(part.text)).join('');

/** In colour, unless the environment says NO_COLOR. */
export function lookOf(stream: NodeJS.WriteStream): Look {
  return (parts) =>
    parts
      .map(({ tone, text }) =>
        tone === 'plain' ? printable(text) : styleText(STYLES[tone], printable(text), { stream }),
      )
      .join('');
}

export const plain = (text: string): Part => ({ tone: 'plain', text });
export const event = (text: string): Part => ({ tone: 'event', text });
export const alert = (text: string): Part => ({ tone: 'alert', text });
