// What is taken for granted of a person of whom no more than a name is known.
import { fold } from '../chat/names.ts';

/** Stands where the address of somebody would. */
export const IMPORTED_HOST = 'imported';

/** Everybody of one name is one person. No user who is here has such an id. */
export function personIdFor(name: string): string {
  return `import:${fold(name)}`;
}
