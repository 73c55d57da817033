// The chat knows no socket, no clock, no promise: apply(entry) changes the state and says what happened.
import type { Command, Entry, Mode } from './command.ts';
import { certificate, changePassword, login, logout, register } from './commands/accounts.ts';
import { dropAccount } from './commands/drop-account.ts';
import { broadcast, changeHost, expel, limit, lock, mode, wallops } from './commands/house.ts';
import { invite, join, kick, part, renameRoom } from './commands/membership.ts';
import { metadata, subscribe } from './commands/metadata.ts';
import { away, denyOperator, describe, enter, operate, rename, userModes } from './commands/presence.ts';
import { redact } from './commands/redaction.ts';
import { roomBan, roomUnban } from './commands/room-bans.ts';
import { dropRoom, registerRoom } from './commands/room-registration.ts';
import { ban, expire, unban } from './commands/sanctions.ts';
import { leave, stay } from './commands/sessions.ts';
import { modes, topic } from './commands/settings.ts';
import { say, speak } from './commands/speech.ts';
import { markRead, monitor } from './commands/watching.ts';
import type { Outcome } from './event.ts';
import type { Fact } from './fact.ts';
import { type Inheritance, inherit } from './inheritance.ts';
import type { ChatLimits } from './limits.ts';
import { State } from './state.ts';
import { Step } from './step.ts';
import type { User } from './user.ts';
import type { ChatView } from './views.ts';

export interface Chat {
  readonly view: ChatView;
  /** What an earlier run, or a later version, has left and cannot be understood. */
  readonly strange: readonly Fact[];
  /** Applies the next entry. Deterministic: the same entries give the same state and outcomes everywhere. */
  apply(entry: Entry): Outcome;
}

/** What is done for somebody who is here. */
type Handlers = {
  readonly [K in Exclude<Command['kind'], 'enter' | 'expire'>]: (
    step: Step,
    user: User,
    command: Extract<Command, { kind: K }>,
  ) => void;
};

const HANDLERS: Handlers = {
  leave,
  rename,
  away,
  describe,
  'user-modes': userModes,
  operate,
  'deny-operator': denyOperator,
  register,
  login,
  logout,
  stay,
  'change-password': changePassword,
  'drop-account': dropAccount,
  certificate,
  monitor,
  'mark-read': markRead,
  subscribe,
  metadata,
  join,
  part,
  kick,
  invite,
  topic,
  modes,
  'rename-room': renameRoom,
  'room-ban': roomBan,
  'room-unban': roomUnban,
  'register-room': registerRoom,
  'drop-room': dropRoom,
  speak,
  say,
  redact,
  broadcast,
  wallops,
  'change-host': changeHost,
  expel,
  ban,
  unban,
  limit,
  lock,
  mode,
};

const NOTHING: Outcome = { deliveries: [], refusals: [], facts: [] };

/**
 * A house with nobody in it: its lobby, and what lasts of an earlier one.
 * @param operatorNames what nobody may be called but who sits at a console
 */
export function createChat(
  limits: ChatLimits,
  firstMode: Mode = 'hub',
  operatorNames: readonly string[] = [],
  inherited: Inheritance = { accounts: [], facts: [], endedAt: 0 },
): Chat {
  const state = new State(limits, firstMode, operatorNames);
  const strange = inherit(state, inherited);
  return {
    view: state,
    strange,
    apply(entry) {
      const step = new Step(state, limits, entry);
      const { command } = entry;
      if (command.kind === 'enter') enter(step, command);
      else if (command.kind === 'expire') expire(step);
      else {
        const user = state.user(command.user);
        // Somebody who went, or was sent away, while the command was on its way: nothing comes of it.
        if (user === undefined || user.sessions.size === 0) return NOTHING;
        (HANDLERS[command.kind] as (step: Step, user: User, command: Command) => void)(step, user, command);
      }
      step.finish();
      return step;
    },
  };
}
