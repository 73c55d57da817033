// The letters of user modes (modern-irc "User Modes"; IRCv3 bot-mode).
import type { UserMode, UserModeChange } from '../chat/command.ts';

const LETTERS: Readonly<Record<UserMode | 'operator', string>> = {
  bot: 'B',
  invisible: 'i',
  operator: 'o',
  'registered-only': 'R',
  wallops: 'w',
};
const MODES = new Map(Object.entries(LETTERS).map(([mode, letter]) => [letter, mode as UserMode | 'operator']));

/** All letters, for RPL_MYINFO. */
export const USER_MODE_LETTERS = Object.values(LETTERS).sort().join('');

export function userModeLetter(mode: UserMode | 'operator'): string {
  return LETTERS[mode];
}

export function userModeOf(letter: string): UserMode | 'operator' | undefined {
  return MODES.get(letter);
}

/** Changes as the letters of one MODE message, with as few signs as possible. */
export function formatUserModes(changes: readonly UserModeChange[]): string {
  let letters = '';
  let sign = '';
  for (const { set, mode } of changes) {
    const wanted = set ? '+' : '-';
    letters += wanted === sign ? LETTERS[mode] : wanted + LETTERS[mode];
    sign = wanted;
  }
  return letters;
}
