// What a line typed at the console is.
import { understand as read } from '../chat/written.ts';

export type Typed =
  | { readonly kind: 'nothing' }
  /** Begins with `/`. */
  | { readonly kind: 'command'; readonly line: string }
  /** `@who text`; either may be empty. */
  | { readonly kind: 'private'; readonly who: string; readonly text: string }
  | { readonly kind: 'plain'; readonly text: string };

/** `isKnown`: whether a guest is meant by this name. */
export function understand(line: string, isKnown: (name: string) => boolean): Typed {
  if (line.trim() === '') return { kind: 'nothing' };
  // A name that slipped away must not make it a word to everybody.
  if (/^[@＠](?:\s|$)/.test(line)) return { kind: 'private', who: '', text: line.slice(1).trim() };
  const written = read(line, isKnown);
  switch (written.kind) {
    case 'command':
      return { kind: 'command', line: `/${written.name} ${written.rest}`.trimEnd() };
    case 'private':
      return { kind: 'private', who: written.to, text: written.text };
    case 'speech':
      return { kind: 'plain', text: written.text };
  }
}
