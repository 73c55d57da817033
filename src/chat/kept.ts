// What has to be kept, so that nothing that anybody has seen is lost.
import type { Command } from './command.ts';

/** Commands of which nothing is kept, or that cannot be refused: somebody is gone. */
const FOR_THE_MOMENT: ReadonlySet<Command['kind']> = new Set([
  'enter',
  'leave',
  'part',
  'away',
  'describe',
  'user-modes',
  'operate',
  'login',
  'logout',
  'monitor',
  'mark-read',
  'subscribe',
  'metadata',
  'invite',
  'wallops',
  'broadcast',
  'change-host',
  'expel',
  'ban',
  'unban',
  'limit',
  'lock',
  'mode',
]);

/** Whether a command is not done while nothing can be stored. */
export function mustBeKept({ kind }: Command): boolean {
  return !FOR_THE_MOMENT.has(kind);
}
