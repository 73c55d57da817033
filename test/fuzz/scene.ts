// Who acts, where, and who may hear of it.
import { ROLES, type Role } from '../../src/chat/command.ts';
import type { RoomView } from '../../src/chat/views.ts';
import type { Ear } from './ear.ts';
import type { Guest } from './guest.ts';
import type { House } from './house.ts';
import type { Random } from './random.ts';
import type { Said, Secrets, Where } from './secrets.ts';
import { PUBLIC_ROOMS } from './vocabulary.ts';

export interface Scene {
  readonly random: Random;
  readonly house: House;
  readonly secrets: Secrets;
  /** Who acts: not waiting for anything, with no half line on its way. */
  readonly guest: Guest;
  readonly ear: Ear;
  /** Everybody who is in. */
  readonly present: readonly Guest[];
  /** Passwords of accounts, by name. */
  readonly passwords: Map<string, string>;
  /** Rooms with secrets, the latest last. */
  readonly rooms: string[];
  say(...lines: string[]): void;
}

/** Something that somebody does at once, so that it is known who may hear of it. */
export type Act = (scene: Scene) => void | Promise<void>;

const SIGNS: Readonly<Record<string, Role>> = { '~': 'owner', '@': 'op', '%': 'halfop', '+': 'voice' };

/** Who hears what is said to this target now: somebody, or a room's members, or those of them with a role. */
export function hearers({ house, guest }: Scene, target: string): Guest[] {
  const least = SIGNS[target.charAt(0)];
  const room = house.chat.roomNamed(least === undefined ? target : target.slice(1));
  const ids =
    room === undefined
      ? [house.chat.userNamed(target)?.id ?? '']
      : [...room.members.values()].filter(({ roles }) => reaches(roles, least)).map(({ user }) => user.id);
  const sessions = [...house.guests.values()];
  return [guest, ...ids.flatMap((id) => sessions.filter(({ userId }) => userId === id))];
}

function reaches(roles: ReadonlySet<Role>, least: Role | undefined): boolean {
  return least === undefined || ROLES.slice(0, ROLES.indexOf(least) + 1).some((role) => roles.has(role));
}

/** In whose history it will be what is said to these targets now. */
export function rememberedBy({ house, guest }: Scene, ...targets: readonly string[]): Said {
  const where = targets.flatMap((target): Where[] => {
    const least = SIGNS[target.charAt(0)];
    const room = house.chat.roomNamed(least === undefined ? target : target.slice(1));
    const accounts = [house.chat.userNamed(target), guest.user].map((user) => user?.person.account ?? null);
    const owners = accounts.flatMap((account) => (account === null ? [] : { account }));
    // What one has said to some alone, one may read oneself.
    return room === undefined ? owners : [{ room: room.name, least: least ?? null }, ...owners];
  });
  return { what: 'said', where };
}

export function aRoom({ random, guest }: Scene): string {
  const inside: RoomView[] = [...(guest.user?.rooms ?? [])];
  return random.chance(0.8) ? (random.pick(inside)?.name ?? '#lobby') : random.pick(PUBLIC_ROOMS);
}

export function aName({ random, present }: Scene): string {
  return random.pick(present)?.user?.person.name ?? 'nobody';
}

export function aTarget(scene: Scene): string {
  const { random } = scene;
  if (random.chance(0.5)) return aName(scene);
  return random.pick(['', '', '', ...Object.keys(SIGNS)]) + aRoom(scene);
}

/** What a target may have before or around it, which changes nothing about who hears it. */
export function disguised({ random }: Scene, line: string): string {
  const [, verb = '', rest = ''] = /^(\S+)(.*)$/s.exec(line) ?? [];
  const before = random.pick(['', '', '', '@+x=y;k ', '@label=l1 ', ':me ', '  ', '@+typing=active   :ann!u@h  ']);
  return `${before}${random.chance(0.5) ? verb : verb.toLowerCase()}${random.pick(['', '', ' ', '   '])}${rest}`;
}
