// What has to be kept, so that nothing that anybody has seen is lost.
import type { Command } from './command.ts';

/**
 * Commands of which nothing is kept but facts, of which the last counts, or that cannot be refused: somebody is gone, the operator
 * needs a ban, its time is over.
 */
const FOR_THE_MOMENT: ReadonlySet<Command['kind']> = new Set([
  'leave',
  'part',
  'away',
  'describe',
  'user-modes',
  'operate',
  'deny-operator',
  'login',
  'logout',
  'monitor',
  'subscribe',
  'invite',
  'wallops',
  'broadcast',
  'change-host',
  'expel',
  'ban',
  'unban',
  'expire',
  'limit',
  'lock',
  'mode',
]);

/** Whether a command is not done while nothing can be stored. */
export function mustBeKept(command: Command): boolean {
  // What users say of themselves goes with them.
  if (command.kind === 'metadata') return command.target.startsWith('#');
  // Whoever comes with plain text is in the lobby at once.
  if (command.kind === 'enter') return command.face === 'plain';
  return !FOR_THE_MOMENT.has(command.kind);
}
