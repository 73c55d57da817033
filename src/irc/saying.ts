// PRIVMSG, NOTICE and TAGMSG ask for the same: something said to each of several.
import type { ClientTags, Form } from '../chat/command.ts';
import type { Client } from './client.ts';
import type { Message, Tags } from './message.ts';
import { TARGMAX, targetsIn } from './targets.ts';

/** Says a text to the targets in the first parameter; to none of them if there are more than TARGMAX allows. */
export function sayToEach(client: Client, { verb, params, tags }: Message, text: string, form: Form): void {
  const targets = targetsIn(params[0] ?? '');
  const most = TARGMAX[verb] ?? targets.length;
  if (targets.length > most) {
    if (verb !== 'NOTICE') {
      client.reply('ERR_TOOMANYTARGETS', targets[most] ?? '', client.text.tooManyTargets(most));
    }
    return;
  }
  const clientTags = client.caps.has('message-tags') ? clientOnly(tags) : {};
  for (const to of targets) {
    client.submit({ kind: 'say', user: client.host.userId, to, text, form, tags: clientTags });
  }
}

/** IRCv3 message-tags "Client-only tags" */
function clientOnly(tags: Tags): ClientTags {
  return Object.fromEntries([...tags].filter(([key]) => key.length > 1 && key.startsWith('+')));
}
