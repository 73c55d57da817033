// What a line typed at the console is.
import { firstWord } from './commands.ts';

export type Typed =
  | { readonly kind: 'nothing' }
  /** Begins with `/`. */
  | { readonly kind: 'command'; readonly line: string }
  /** `@who text`; either may be empty. */
  | { readonly kind: 'private'; readonly who: string; readonly text: string }
  | { readonly kind: 'plain'; readonly text: string };

/** `@@…` and `//…` are plain lines that begin with `@` and `/`. Chinese input methods write ＠ and ／ for them. */
export function understand(line: string): Typed {
  if (line.trim() === '') return { kind: 'nothing' };
  if (/^(?:\/\/|@@|／／|＠＠)/.test(line)) return { kind: 'plain', text: line.slice(1) };
  if (/^[/／]/.test(line)) return { kind: 'command', line: `/${line.slice(1)}` };
  if (!/^[@＠]/.test(line)) return { kind: 'plain', text: line };
  const [who, text] = firstWord(line.slice(1));
  return { kind: 'private', who, text };
}
