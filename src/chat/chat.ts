// The chat knows no socket, no clock, no promise: apply(entry) changes the state and says what happened.
import type { Command, Entry, Mode } from './command.ts';
import { certificate, login, logout, register } from './commands/accounts.ts';
import { ban, broadcast, changeHost, expel, limit, lock, mode, unban, wallops } from './commands/house.ts';
import { invite, join, kick, part, renameRoom } from './commands/membership.ts';
import { metadata, subscribe } from './commands/metadata.ts';
import { away, describe, enter, leave, operate, rename, userModes } from './commands/presence.ts';
import { redact } from './commands/redaction.ts';
import { modes, roomBan, topic } from './commands/settings.ts';
import { say, speak } from './commands/speech.ts';
import { markRead, monitor } from './commands/watching.ts';
import type { Outcome } from './event.ts';
import type { ChatLimits } from './limits.ts';
import { fold } from './names.ts';
import { State, type User } from './state.ts';
import { Step } from './step.ts';
import type { ChatView } from './views.ts';

export interface Chat {
  readonly view: ChatView;
  /** Applies the next entry. Deterministic: the same entries give the same state and outcomes everywhere. */
  apply(entry: Entry): Outcome;
}

/** What is done for somebody who is here. */
type Handlers = {
  readonly [K in Exclude<Command['kind'], 'enter'>]: (
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
  register,
  login,
  logout,
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

const NOTHING: Outcome = { deliveries: [], refusals: [] };

/** What an earlier run has left. */
export interface Inheritance {
  readonly accounts: readonly {
    readonly name: string;
    readonly registeredAt: number;
    readonly certificates: readonly string[];
  }[];
}

/**
 * An empty house with its lobby.
 * @param operatorNames what nobody may be called but who sits at a console
 */
export function createChat(
  limits: ChatLimits,
  firstMode: Mode = 'hub',
  operatorNames: readonly string[] = [],
  inherited: Inheritance = { accounts: [] },
): Chat {
  const state = new State(limits, firstMode, operatorNames);
  for (const { name, registeredAt, certificates } of inherited.accounts) {
    state.accounts.set(fold(name), { name, registeredAt, certificates: new Set(certificates) });
    for (const fingerprint of certificates) state.certificates.add(fingerprint);
  }
  return {
    view: state,
    apply(entry) {
      const step = new Step(state, limits, entry);
      const { command } = entry;
      if (command.kind === 'enter') enter(step, command);
      else {
        const user = state.user(command.user);
        // Somebody who was sent away while the command was on its way: nothing comes of it.
        if (user === undefined) return NOTHING;
        (HANDLERS[command.kind] as (step: Step, user: User, command: Command) => void)(step, user, command);
      }
      return step;
    },
  };
}
