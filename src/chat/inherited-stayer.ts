// Who stayed when an earlier run ended, and is here again.
import { ROLES, USER_MODES } from './command.ts';
import type { JsonObject } from './fact.ts';
import { boolean, list, number, object, orNull, pair, Strange, string } from './fact-values.ts';
import type { State } from './state.ts';
import type { User } from './user.ts';

/** Somebody who stayed is here, without a session, unless its name is the operator's now: then it may come in under another. */
export function stay(state: State, key: string, { user: given }: JsonObject, endedAt: number): void {
  const account = state.accounts.get(key);
  if (account === undefined) throw new Strange();
  account.stays = true;
  if (given === null) return;
  const value = object(given);
  const { rooms } = value;
  const user = userIn(account.name, value, endedAt);
  const { name } = user.person;
  if (state.users.has(user.id) || state.userNamed(name) !== undefined) throw new Strange();
  if (state.nameRefusal(name, { id: user.id, face: 'irc', account: account.name }) !== null) return;
  const places = list(rooms).map((entry) => {
    const { name: room, roles } = object(entry);
    return { room: state.roomNamed(string(room)), roles: ROLES.filter((role) => list(roles).includes(role)) };
  });
  state.addUser(user);
  for (const { room, roles } of places) if (room !== undefined) state.addMember(room, user, roles);
  state.setStays(user, true);
}

function userIn(account: string, value: JsonObject, endedAt: number): User {
  const { id, name, username, realname, peer, cloak, bot, enteredAt, absentSince, away, modes, metadata } = value;
  const { host, port } = object(peer);
  return {
    id: string(id),
    person: {
      id: string(id),
      name: string(name),
      username: string(username),
      realname: string(realname),
      peer: { host: string(host), port: number(port) },
      cloak: orNull(cloak, string),
      operator: false,
      account,
      bot: boolean(bot),
    },
    sessions: new Map(),
    stays: false,
    absentSince: orNull(absentSince, number) ?? endedAt,
    enteredAt: number(enteredAt),
    spokeAt: number(enteredAt),
    away: orNull(away, string) ?? '',
    modes: new Set(USER_MODES.filter((mode) => list(modes).includes(mode))),
    rooms: new Set(),
    invitedTo: new Set(),
    monitored: new Map(),
    subscriptions: new Set(),
    metadata: new Map(list(metadata).map((entry) => pair(list(entry)))),
  };
}
