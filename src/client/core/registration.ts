// From the open connection to a name: capabilities and registration (modern-irc "Connection Registration", IRCv3 CAP).
import type { Message } from '../../irc/message.ts';
import { type Context, type Handler, type Handlers, sourceName } from './context.ts';
import { identify } from './login.ts';

const WANTED = new Set([
  'message-tags',
  'server-time',
  'echo-message',
  'multi-prefix',
  'extended-join',
  'away-notify',
  'setname',
  'batch',
  'labeled-response',
  'standard-replies',
  'cap-notify',
]);

/** Nothing before the name is accepted needs to be waited for, so all of it goes out at once. */
export function register(context: Context): void {
  context.connection = { kind: 'registering', name: context.wantedName };
  context.send('CAP', 'LS', '302');
  if (context.password !== null) context.send('PASS', context.password);
  context.send('NICK', context.wantedName);
  context.send('USER', 'chaguan', '0', '*', context.wantedName);
}

/** Tries a name for a registration under way. */
export function tryName(context: Context, name: string): void {
  context.connection = { kind: 'registering', name };
  context.send('NICK', name);
}

const capability: Handler = (context, { params }) => {
  const [, subcommand = '', ...rest] = params;
  const names = (rest.at(-1) ?? '').split(' ').map((word) => word.split('=', 1)[0] ?? '');
  switch (subcommand.toUpperCase()) {
    case 'LS':
      for (const name of names) if (WANTED.has(name)) context.offered.add(name);
      // `*` before the list: more of it follows.
      if (rest[0] === '*' && rest.length > 1) return;
      if (context.offered.size === 0) context.send('CAP', 'END');
      else context.send('CAP', 'REQ', [...context.offered].join(' '));
      break;
    case 'NEW': {
      const news = names.filter((name) => WANTED.has(name));
      if (news.length > 0) context.send('CAP', 'REQ', news.join(' '));
      break;
    }
    case 'DEL':
      for (const name of names) context.capabilities.delete(name);
      break;
    case 'ACK':
      for (const name of names) {
        if (name.startsWith('-')) context.capabilities.delete(name.slice(1));
        else if (name !== '') context.capabilities.add(name);
      }
      if (context.connection.kind !== 'online') context.send('CAP', 'END');
      break;
    case 'NAK':
      if (context.connection.kind !== 'online') context.send('CAP', 'END');
      break;
  }
};

const welcome: Handler = (context, { params }) => {
  const name = params[0] ?? context.wantedName;
  context.connection = { kind: 'online', name };
  context.registeredBefore = true;
  context.show({ kind: 'welcomed', name });
  identify(context);
  for (const room of context.wantedRooms.values()) {
    context.request('JOIN', room.name, ...(room.key === null ? [] : [room.key]));
  }
};

const nameTaken: Handler = (context, message) => {
  if (context.connection.kind !== 'registering') return;
  const { name } = context.connection;
  if (context.whenTaken === 'ask' && !context.registeredBefore) return refuseName(context, 'taken', message);
  const next = numbered(name, context.wantedName);
  context.show({ kind: 'name-numbered', name, next });
  tryName(context, next);
};

/** `kim` → `kim2` → `kim3`: the number behind the name that is wanted, not behind one that ends in a digit itself. */
function numbered(name: string, wanted: string): string {
  const number = name.startsWith(wanted) ? Number(name.slice(wanted.length)) : 0;
  return `${wanted}${Math.max(number, 1) + 1}`;
}

function refuseName(context: Context, why: 'taken' | 'invalid', message: Message): void {
  if (context.connection.kind !== 'registering') return;
  const { name } = context.connection;
  context.connection = { kind: 'nameless', refused: name };
  context.show({ kind: 'name-refused', name, why, text: message.params.at(-1) ?? '' });
}

const nameInvalid: Handler = (context, message) => refuseName(context, 'invalid', message);

const passwordRefused: Handler = (context) => {
  context.connection = { kind: 'unwelcome' };
  context.show({ kind: 'password-refused', given: context.password !== null });
};

const turnedAway: Handler = (context, { params }) => {
  context.connection = { kind: 'unwelcome' };
  context.show({ kind: 'dismissed', text: params.at(-1) ?? '' });
};

/** Somebody has sent this client away; ERROR follows. */
const killed: Handler = (context, message) => {
  const [name = '', text = ''] = message.params;
  if (!context.isMe(name)) return;
  context.connection = { kind: 'unwelcome' };
  context.show({ kind: 'sent-away', by: sourceName(message), text });
};

const dismissed: Handler = (context, { params }) => {
  context.show({ kind: 'dismissed', text: params.at(-1) ?? '' });
};

const pong: Handler = (context, { params }) => {
  context.send('PONG', ...params);
};

/** Understood whenever there is a connection. */
export const connectionHandlers: Handlers = {
  CAP: capability,
  PING: pong,
  ERROR: dismissed,
  '465': turnedAway,
  KILL: killed,
};

/** Understood until the name is accepted. */
export const registrationHandlers: Handlers = {
  '001': welcome,
  // ERR_NONICKNAMEGIVEN, ERR_ERRONEUSNICKNAME, ERR_NICKNAMEINUSE, ERR_NICKCOLLISION, ERR_UNAVAILRESOURCE
  '431': nameInvalid,
  '432': nameInvalid,
  '433': nameTaken,
  '436': nameTaken,
  '437': nameTaken,
  // ERR_PASSWDMISMATCH
  '464': passwordRefused,
};
