// What the person asks for, as lines of IRC.

import { pieces } from '../../chat/text.ts';
import { fold } from './casemapping.ts';
import type { Context } from './context.ts';
import { changePassword, identify, logOut, registerName, setAlwaysOn, unregister } from './login.ts';
import { tryName } from './registration.ts';
import type { Request } from './request.ts';
import { placeOf } from './speech.ts';
import { isRoom } from './support.ts';

/** A line of IRC without tags, its CR LF included (modern-irc "Compatibility with incorrect software"). */
const LINE_BYTES = 512;
/** What stands before the verb when others get it, when one does not know how one is seen: user name and host at their longest. */
const UNKNOWN_SOURCE_BYTES = 100;

export function perform(context: Context, request: Request): void {
  if (request.kind === 'rename') return rename(context, request.name);
  if (context.connection.kind !== 'online') {
    const about = request.kind === 'say' ? request.text : '';
    if (request.kind !== 'quit') return context.show({ kind: 'not-done', why: 'offline', about });
    return context.connection.kind === 'offline' ? undefined : context.send('QUIT', request.text);
  }
  switch (request.kind) {
    case 'say':
      return inRoom(context, request.to, (to) => say(context, to, request.text, request.form));
    case 'join': {
      const name = roomName(context, request.room);
      if (context.roster.room(name) !== undefined) return choose(context, name);
      context.awaitedRooms.add(fold(name));
      if (request.key !== null) context.wantedRooms.set(fold(name), { name, key: request.key });
      return context.request('JOIN', name, ...(request.key === null ? [] : [request.key]));
    }
    case 'leave':
      return inRoom(context, request.room, (room) => context.request('PART', room, request.text));
    case 'choose':
      return choose(context, roomName(context, request.room));
    case 'list':
      return context.request('LIST');
    case 'who':
      return inRoom(context, request.target, (target) => context.request('WHO', target));
    case 'topic':
      return inRoom(context, request.room, (room) =>
        context.request('TOPIC', room, ...(request.text === null ? [] : [request.text])),
      );
    case 'kick':
      return inRoom(context, null, (room) => context.request('KICK', room, request.name, request.text));
    case 'away':
      return context.request('AWAY', ...(request.text === '' ? [] : [request.text]));
    case 'register':
      return registerName(context, request.password);
    case 'log-in':
      context.login = { name: request.name, password: request.password };
      return identify(context);
    case 'change-password':
      return changePassword(context, request.old, request.password);
    case 'unregister':
      return unregister(context, request.password);
    case 'log-out':
      return logOut(context);
    case 'stay':
      return setAlwaysOn(context, request.state);
    case 'quote':
      return context.sendLine(request.line);
    case 'quit':
      return context.send('QUIT', request.text);
  }
}

function rename(context: Context, name: string): void {
  switch (context.connection.kind) {
    case 'online':
      return context.request('NICK', name);
    case 'registering':
    case 'nameless':
      context.wantedName = name;
      return tryName(context, name);
    case 'offline':
    case 'greeting':
    case 'diverted':
    case 'unwelcome':
      context.wantedName = name;
  }
}

function inRoom(context: Context, named: string | null, act: (target: string) => void): void {
  const target = named ?? context.currentRoom;
  if (target === null) context.show({ kind: 'not-done', why: 'no-room', about: '' });
  else act(target);
}

function choose(context: Context, name: string): void {
  const room = context.roster.room(name);
  if (room === undefined) context.show({ kind: 'not-done', why: 'not-in-room', about: name });
  else context.chooseRoom(room.name);
}

/** People may leave the `#` out. */
function roomName(context: Context, name: string): string {
  return isRoom(context.support, name) ? name : `#${name}`;
}

function say(context: Context, to: string, text: string, form: 'message' | 'action'): void {
  if (context.connection.kind !== 'online') return;
  const who = context.connection.name;
  const [before, after] = form === 'action' ? ['\x01ACTION ', '\x01'] : ['', ''];
  const bytes = new TextEncoder();
  const source =
    context.source === null ? bytes.encode(who).length + UNKNOWN_SOURCE_BYTES : bytes.encode(context.source).length;
  const frame = source + bytes.encode(`: PRIVMSG ${to} :${before}${after}\r\n`).length;
  for (const piece of pieces(text, Math.max(LINE_BYTES - frame, 64))) {
    context.request('PRIVMSG', to, `${before}${piece}${after}`);
    if (!context.capabilities.has('echo-message')) {
      context.show({ kind: 'said', who, place: placeOf(context, who, to), form, text: piece, own: true });
    }
  }
}
