// The name of somebody who gave none.
import { userInfo } from 'node:os';

/** Characters of a name that any server takes. */
const LONGEST = 16;

/** The user's name on this machine, as far as it can be a name in a chat; else `guest` and three digits. */
export function nameFromMachine(random: number): string {
  const name = machineUser()
    .replace(/[^\p{L}\p{N}_-]/gu, '')
    .replace(/^[-\d]+/, '')
    .slice(0, LONGEST);
  // Everybody in a container is root, and nobody wants to be.
  return name === '' || name === 'root' ? `guest${100 + Math.floor(random * 900)}` : name;
}

function machineUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A process may run under a number that has no name.
    return '';
  }
}
