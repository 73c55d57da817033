// From the open connection to a name (modern-irc "Connection Registration").
import type { Message } from '../../irc/message.ts';
import { takeUpHistory } from './capabilities.ts';
import { type Context, type Handler, type Handlers, sourceName } from './context.ts';
import { identify } from './login.ts';

/**
 * Begins to register. Nothing before the name is accepted needs to be waited for, so all of it goes out at once; but where
 * others can read it, the server is first asked whether it wants TLS.
 */
export function register(context: Context): void {
  context.connection = { kind: 'greeting' };
  context.send('CAP', 'LS', '302');
  if (context.privacy === 'private') introduce(context);
}

/** Says who one is, unless that has been said. */
export function introduce(context: Context): void {
  if (context.connection.kind !== 'greeting') return;
  context.connection = { kind: 'registering', name: context.wantedName };
  if (context.password !== null) context.send('PASS', context.password);
  context.send('NICK', context.wantedName);
  context.send('USER', 'chaguan', '0', '*', context.wantedName);
}

/** Tries a name for a registration under way. */
export function tryName(context: Context, name: string): void {
  context.connection = { kind: 'registering', name };
  context.send('NICK', name);
}

const welcome: Handler = (context, { params }) => {
  const name = params[0] ?? context.wantedName;
  context.connection = { kind: 'online', name };
  context.registeredBefore = true;
  context.show({ kind: 'welcomed', name });
  takeUpHistory(context);
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
  PING: pong,
  ERROR: dismissed,
  '465': turnedAway,
  KILL: killed,
};

/** Understood until the name is accepted. */
export const registrationHandlers: Handlers = {
  '001': welcome,
  // ERR_UNKNOWNCOMMAND, ERR_NOTREGISTERED: of CAP, from a server that knows no capabilities
  '421': introduce,
  '451': introduce,
  // ERR_NONICKNAMEGIVEN, ERR_ERRONEUSNICKNAME, ERR_NICKNAMEINUSE, ERR_NICKCOLLISION, ERR_UNAVAILRESOURCE
  '431': nameInvalid,
  '432': nameInvalid,
  '433': nameTaken,
  '436': nameTaken,
  '437': nameTaken,
  // ERR_PASSWDMISMATCH
  '464': passwordRefused,
};
