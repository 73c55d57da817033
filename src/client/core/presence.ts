// Who comes, goes, and is called what.
import { fold } from './casemapping.ts';
import { type Context, type Handler, type Handlers, sourceName } from './context.ts';

const join: Handler = (context, message) => {
  const who = sourceName(message);
  const [room = '', , realname] = message.params;
  const own = context.isMe(who);
  if (own) {
    context.roster.open(room, who);
    context.source = message.source;
    // The key given with the request stands there already.
    if (!context.wantedRooms.has(fold(room))) context.wantedRooms.set(fold(room), { name: room, key: null });
  } else {
    if (context.roster.room(room) === undefined) return;
    context.roster.enter(room, who);
  }
  if (realname !== undefined) context.roster.describe(who, { realname });
  context.show({ kind: 'joined', who, room, own });
  if (own) askForHistory(context, room);
  if (own && (context.awaitedRooms.delete(fold(room)) || context.currentRoom === null)) context.currentRoom = room;
};

/** Messages of before: some on coming in for the first time, and all that was missed, up to so many, afterwards. */
const FIRST_MESSAGES = '20';
const MISSED_MESSAGES = '100';

/** IRCv3 chathistory "LATEST" */
function askForHistory(context: Context, room: string): void {
  if (!context.capabilities.has('draft/chathistory')) return;
  const last = context.lastSaid.get(fold(room));
  if (last === undefined) context.request('CHATHISTORY', 'LATEST', room, '*', FIRST_MESSAGES);
  else context.request('CHATHISTORY', 'LATEST', room, `timestamp=${new Date(last).toISOString()}`, MISSED_MESSAGES);
}

/** One is no longer in a room, and does not want to be. */
export function lose(context: Context, room: string): void {
  context.roster.close(room);
  context.wantedRooms.delete(fold(room));
  context.awaitedRooms.delete(fold(room));
  if (context.currentRoom === null || fold(context.currentRoom) !== fold(room)) return;
  context.chooseRoom([...context.roster.rooms.values()].at(-1)?.name ?? null);
}

const part: Handler = (context, message) => {
  const who = sourceName(message);
  const [room = '', text = ''] = message.params;
  const own = context.isMe(who);
  if (context.roster.room(room) === undefined) return;
  context.show({ kind: 'parted', who, room, text, own });
  if (own) lose(context, room);
  else context.roster.leave(room, who);
};

const kick: Handler = (context, message) => {
  const [room = '', who = '', text = ''] = message.params;
  const own = context.isMe(who);
  if (context.roster.room(room) === undefined) return;
  context.show({ kind: 'kicked', who, by: sourceName(message), room, text, own });
  if (own) lose(context, room);
  else context.roster.leave(room, who);
};

const quit: Handler = (context, message) => {
  const who = sourceName(message);
  if (context.isMe(who)) return; // the connection's end tells that
  const rooms = context.roster.quit(who);
  context.show({ kind: 'gone', who, text: (message.params[0] ?? '').replace(/^Quit: $/, ''), rooms });
  // Usually it was oneself, on a connection the server had not yet missed.
  if (fold(who) === fold(context.wantedName)) context.send('NICK', context.wantedName);
};

const rename: Handler = (context, message) => {
  const before = sourceName(message);
  const [after = ''] = message.params;
  if (after === '') return;
  const own = context.isMe(before);
  if (own) {
    context.connection = { kind: 'online', name: after };
    context.wantedName = after;
    context.source = context.source?.replace(/^[^!]*/, () => after) ?? null;
  }
  context.roster.rename(before, after);
  context.show({ kind: 'renamed', before, after, own });
};

const away: Handler = (context, message) => {
  const who = sourceName(message);
  const text = message.params[0] ?? '';
  context.roster.describe(who, { away: text !== '' });
  // One's own is told by 305 and 306.
  if (!context.isMe(who)) context.show({ kind: 'away-changed', who, text: text === '' ? null : text });
};

const setname: Handler = (context, message) => {
  context.roster.describe(sourceName(message), { realname: message.params[0] ?? '' });
};

export const presenceHandlers: Handlers = {
  JOIN: join,
  PART: part,
  KICK: kick,
  QUIT: quit,
  NICK: rename,
  AWAY: away,
  SETNAME: setname,
};
