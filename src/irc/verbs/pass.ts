import type { Verb } from './verb.ts';

/** modern-irc "PASS message". This server has no password, so any is accepted. */
export const pass: Verb = { when: 'registering', least: 1, run: () => {} };
