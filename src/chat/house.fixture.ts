// A chat with small limits, and short words for what is asked of it and what comes of it.
import { type Chat, createChat } from './chat.ts';
import type { Command, Mode } from './command.ts';
import type { Outcome } from './event.ts';

export const LIMITS = {
  nameLength: 24,
  roomNameLength: 50,
  messageBytes: 1000,
  textBytes: 100,
  keyLength: 20,
  roomsPerUser: 4,
  bansPerRoom: 5,
  maskBytes: 90,
  linesPerMessage: 4,
  monitorsPerUser: 3,
  metadataKeys: 2,
  metadataBytes: 50,
  subscriptionsPerUser: 3,
  readMarkers: 2,
  redactable: 5,
  remembered: 3,
  accounts: 3,
  formerAccounts: 2,
  registeredRooms: 3,
  roomsPerAccount: 2,
  roleHoldersPerRoom: 2,
  certificatesPerAccount: 2,
  sessionsPerUser: 3,
  staying: 2,
  invitedPerRoom: 2,
  sanctions: 4,
  clients: 12,
};

/** Of an account whose password nobody asks for. */
export const CREDENTIALS = { password: '', scram: { salt: '', iterations: 1, storedKey: '', serverKey: '' } };

/** A chat with a clock and ids of its own. */
export function house(
  mode: Mode = 'hub',
  operatorNames: readonly string[] = [],
): { chat: Chat; do: (command: Command) => Outcome } {
  const chat = createChat(LIMITS, mode, operatorNames);
  let count = 0;
  return {
    chat,
    do: (command) => chat.apply({ id: `e${++count}`, at: 1000 + count, command }),
  };
}

/** Somebody comes in: under that name, or with none as a guest. */
export function entering(
  user: string,
  name: string,
  face: 'plain' | 'irc' | 'console' = 'irc',
  host = `10.0.0.${user.length}`,
  account: string | null = null,
): Command {
  const choice = name === '' ? ({ kind: 'guest', prefix: 'guest' } as const) : ({ kind: 'chosen', name } as const);
  return {
    kind: 'enter',
    user,
    name: choice,
    peer: { host, port: 5000 + user.charCodeAt(0) },
    username: 'u',
    realname: 'R',
    face,
    account,
    away: '',
    secure: false,
    certificate: null,
  };
}

export const say = (user: string, to: string, text: string): Command => ({
  kind: 'say',
  user,
  to,
  text,
  form: 'message',
  tags: {},
  least: null,
  lines: null,
});
export const join = (user: string, room: string, key = ''): Command => ({ kind: 'join', user, room, key });
export const kinds = (outcome: Outcome): string[] => outcome.deliveries.map(({ event }) => event.kind);
export const whys = (outcome: Outcome): string[] => outcome.refusals.map(({ why }) => why);
