// PRIVMSG, NOTICE and TAGMSG ask for the same: something said to each of several.
import { type ClientTags, type Form, ROLES, type Role, type WrittenLine } from '../chat/command.ts';
import type { Client } from './client.ts';
import type { Message, Tags } from './message.ts';
import { roleOf } from './modes.ts';
import { askPlayback, isPlayback } from './playback.ts';
import { sayToService } from './service-requests.ts';
import { serviceNamed } from './services.ts';
import { TARGMAX, targetsIn } from './targets.ts';

/**
 * Says a text to the targets in the first parameter; to none of them if there are more than TARGMAX allows.
 * @param lines how a text of several lines was cut
 */
export function sayToEach(
  client: Client,
  { verb, params, tags }: Message,
  text: string,
  form: Form,
  lines: readonly WrittenLine[] | null = null,
): void {
  const targets = targetsIn(params[0] ?? '');
  const most = TARGMAX[verb] ?? targets.length;
  const [oneTooMany] = targets.slice(most);
  if (targets.length === 0 || oneTooMany !== undefined) {
    if (verb === 'NOTICE') return;
    if (oneTooMany === undefined) client.reply('ERR_NORECIPIENT', client.text.noRecipient(verb));
    else client.reply('ERR_TOOMANYTARGETS', oneTooMany, client.text.tooManyTargets(most));
    return;
  }
  const user = client.host.userId;
  const clientTags = client.caps.has('message-tags') ? clientOnly(tags) : {};
  const said = { text, form, tags: clientTags, lines };
  for (const to of targets) {
    const service = serviceNamed(to);
    if (service !== undefined) sayToService(client, service, said);
    else if (isPlayback(to)) askPlayback(client, text);
    else client.submit({ kind: 'say', user, ...addressed(to), ...said });
  }
}

/** IRCv3 message-tags "Client-only tags" */
function clientOnly(tags: Tags): ClientTags {
  return Object.fromEntries([...tags].filter(([key]) => key.length > 1 && key.startsWith('+')));
}

/** modern-irc "PRIVMSG message": `@#room` is for those with that status "or higher"; of several signs, the lowest. */
function addressed(target: string): { readonly to: string; readonly least: Role | null } {
  const start = target.indexOf('#');
  const roles = [...target.slice(0, Math.max(start, 0))].map(roleOf);
  const isStatus = start > 0 && !roles.includes(undefined);
  if (!isStatus) return { to: target, least: null };
  return { to: target.slice(start), least: ROLES.findLast((role) => roles.includes(role)) ?? null };
}
