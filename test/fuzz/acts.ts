// What people do with secrets. Lines that were changed at random may say anything to anybody; these are sent as they are
// written, in a house that the others have brought into whatever state.
import { privateActs } from './private-acts.ts';
import { roomActs } from './room-acts.ts';
import type { Act } from './scene.ts';
import { speechActs } from './speech-acts.ts';

const { say, sayInLines, goWithWords, takeBack, tellOperators, breakOff, sayBytes } = speechActs;
const { hide, lock, pry, keep } = roomActs;
const { keepToOneself, register, logIn, changePassword, dropAccount, cloak } = privateActs;

/** More often what is there more often. */
export const ACTS: readonly Act[] = [
  ...[
    say,
    say,
    say,
    say,
    say,
    sayInLines,
    sayInLines,
    goWithWords,
    takeBack,
    takeBack,
    tellOperators,
    breakOff,
    sayBytes,
  ],
  ...[hide, hide, lock, pry, pry, pry, keep, keep],
  ...[
    keepToOneself,
    keepToOneself,
    keepToOneself,
    register,
    register,
    logIn,
    logIn,
    changePassword,
    dropAccount,
    cloak,
  ],
];
