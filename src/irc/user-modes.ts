// The letters of user modes (modern-irc "User Modes"; IRCv3 bot-mode).
import type { UserMode } from '../chat/command.ts';

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
