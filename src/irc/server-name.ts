// Some questions can be put to another server of a network. Here there is one.
import { Glob } from '../chat/glob.ts';
import { fold } from '../chat/names.ts';
import type { Client } from './client.ts';

/** Whether a question is for this server: by its name, a mask of it, or somebody who is here. Else tells that there is no such server. */
export function isForThisServer(client: Client, target: string | undefined): boolean {
  if (target === undefined || target === '') return true;
  const isThis = new Glob(fold(target)).matches(fold(client.server)) || client.chat.userNamed(target) !== undefined;
  if (!isThis) client.reply('ERR_NOSUCHSERVER', target);
  return isThis;
}
