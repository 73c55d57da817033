// What is said, and what is changed in a room.
import { fold } from './casemapping.ts';
import { type Context, type Handler, type Handlers, sourceName } from './context.ts';
import { isFromService, isService } from './login.ts';
import { changePrefixes, isRoom, prefixChanges, splitPrefixes } from './support.ts';
import type { Place, SpeechForm } from './view.ts';

const ACTION = /^\x01ACTION (.*?)\x01?$/s;

/** A text as it came, as its form and its words; null for CTCP that is no talk between people. */
function read(text: string, plain: SpeechForm): { readonly form: SpeechForm; readonly text: string } | null {
  if (!text.startsWith('\x01')) return { form: plain, text };
  const action = ACTION.exec(text);
  return action === null ? null : { form: 'action', text: action[1] ?? '' };
}

/** Where it belongs: STATUSMSG (`@#room`) to its room, anything else to the other person. */
export function placeOf(context: Context, who: string, target: string): Place {
  const { name } = splitPrefixes(context.support, target);
  if (isRoom(context.support, target)) return { kind: 'room', room: target };
  if (isRoom(context.support, name)) return { kind: 'room', room: name };
  return { kind: 'private', with: context.isMe(who) ? target : who };
}

function speech(plain: SpeechForm): Handler {
  return (context, message) => {
    const who = sourceName(message);
    const [target = '', raw = ''] = message.params;
    if (plain === 'notice' && (message.source?.includes('!') !== true || isFromService(message))) {
      context.show({ kind: 'server-said', text: raw });
      return;
    }
    const own = context.isMe(who);
    // Of what one says to oneself both the echo and the message come; the echo has the label.
    if (own && context.isMe(target) && context.capabilities.has('labeled-response') && !message.tags.has('label'))
      return;
    // Servers differ in whether a password comes back; what a service answers says enough.
    if (own && isService(target)) return;
    const words = read(raw, plain);
    if (words === null) return;
    const place = placeOf(context, who, target);
    if (place.kind === 'room' && context.at !== null) {
      const key = fold(place.room);
      context.lastSaid.set(key, Math.max(context.at, context.lastSaid.get(key) ?? 0));
    }
    context.show({ kind: 'said', who, place, own, ...words });
  };
}

const topic: Handler = (context, message) => {
  const [room = '', text = ''] = message.params;
  context.roster.setTopic(room, text);
  context.show({ kind: 'topic', room, text, by: sourceName(message) });
};

const mode: Handler = (context, message) => {
  const [target = '', modes = '', ...params] = message.params;
  for (const change of prefixChanges(context.support, modes, params)) {
    context.roster.setPrefixes(target, change.name, (prefixes) => changePrefixes(context.support, prefixes, change));
  }
  context.show({ kind: 'modes', target, by: sourceName(message), text: [modes, ...params].join(' ') });
};

const invite: Handler = (context, message) => {
  const [name = '', room = ''] = message.params;
  if (context.isMe(name)) context.show({ kind: 'invited', by: sourceName(message), room });
};

export const speechHandlers: Handlers = {
  PRIVMSG: speech('message'),
  NOTICE: speech('notice'),
  TOPIC: topic,
  MODE: mode,
  INVITE: invite,
};
