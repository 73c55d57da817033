// The letters of modes: what they mean in the chat, how a client's are read, how the chat's are written.
import { type ModeChange, ROLES, type Role, type RoomFlag } from '../chat/command.ts';
import type { RoomView } from '../chat/views.ts';

const FLAG_LETTERS: Readonly<Record<RoomFlag, string>> = {
  'invite-only': 'i',
  moderated: 'm',
  'no-external': 'n',
  secret: 's',
  'topic-locked': 't',
};
const FLAGS = new Map(Object.entries(FLAG_LETTERS).map(([flag, letter]) => [letter, flag as RoomFlag]));

const ROLE_MARKS: Readonly<Record<Role, { readonly letter: string; readonly sign: string }>> = {
  op: { letter: 'o', sign: '@' },
  voice: { letter: 'v', sign: '+' },
};
const ROLES_BY_LETTER = new Map(ROLES.map((role) => [ROLE_MARKS[role].letter, role]));

/** Changes with a parameter in one MODE command (ISUPPORT MODES). */
export const MODES_AT_ONCE = 20;

export const USER_MODES = 'io';
/** ISUPPORT CHANMODES: lists, always with a parameter, with one when set, without. */
export const CHANMODES = ['b', 'k', 'l', [...FLAGS.keys()].join('')] as const;
/** ISUPPORT PREFIX. */
export const PREFIX = `(${ROLES.map((role) => ROLE_MARKS[role].letter).join('')})${ROLES.map((role) => ROLE_MARKS[role].sign).join('')}`;

/** The signs before a member's name: the highest, or `all` of them (IRCv3 multi-prefix). */
export function signsOf(roles: ReadonlySet<Role>, show: 'highest' | 'all'): string {
  const signs = ROLES.filter((role) => roles.has(role)).map((role) => ROLE_MARKS[role].sign);
  return show === 'all' ? signs.join('') : (signs[0] ?? '');
}

export interface ParsedModes {
  readonly changes: readonly ModeChange[];
  /** The ban list was asked for. */
  readonly bansAsked: boolean;
  readonly unknown: readonly string[];
  readonly wrong: readonly { readonly letter: string; readonly param: string; readonly flaw: 'missing' | 'limit' }[];
}

/** Reads what stands after the room's name (modern-irc "MODE message", "Channel mode"). */
export function parseModes(modestring: string, args: readonly string[]): ParsedModes {
  const changes: ModeChange[] = [];
  const unknown: string[] = [];
  const wrong: { letter: string; param: string; flaw: 'missing' | 'limit' }[] = [];
  const rest = [...args];
  let bansAsked = false;
  let set = true;
  let withParam = 0;
  for (const letter of modestring) {
    if (letter === '+' || letter === '-') {
      set = letter === '+';
      continue;
    }
    const flag = FLAGS.get(letter);
    if (flag !== undefined) {
      changes.push({ set, what: flag });
      continue;
    }
    if (!'bkl'.includes(letter) && !ROLES_BY_LETTER.has(letter)) {
      unknown.push(letter);
      continue;
    }
    const param = letter === 'l' && !set ? '' : (rest.shift() ?? '');
    if (letter === 'b' && param === '') bansAsked = true;
    else if (param === '' && (set || ROLES_BY_LETTER.has(letter))) wrong.push({ letter, param: '*', flaw: 'missing' });
    else if (letter === 'l' && set && !isLimit(param)) wrong.push({ letter, param, flaw: 'limit' });
    else if (++withParam <= MODES_AT_ONCE) changes.push(changeOf(letter, set, param));
  }
  return { changes, bansAsked, unknown, wrong };
}

function isLimit(text: string): boolean {
  return /^[0-9]{1,9}$/.test(text) && Number(text) > 0;
}

function changeOf(letter: string, set: boolean, param: string): ModeChange {
  const role = ROLES_BY_LETTER.get(letter);
  if (role !== undefined) return { set, what: 'role', role, name: param };
  // An address is shown as `0::1` (see userhost.ts) and known as `::1`.
  if (letter === 'b') return { set, what: 'ban', mask: param.replace('@0::', '@::') };
  if (letter === 'k') return set ? { set, what: 'key', key: param } : { set, what: 'key' };
  return set ? { set, what: 'limit', limit: Number(param) } : { set, what: 'limit' };
}

/** A change as its letter and its parameter, if it has one. */
function letterOf(change: ModeChange): { readonly letter: string; readonly param: string | null } {
  switch (change.what) {
    case 'role':
      return { letter: ROLE_MARKS[change.role].letter, param: change.name };
    case 'ban':
      return { letter: 'b', param: change.mask };
    case 'key':
      // A key always has a parameter; which key it was is nobody's business any more.
      return { letter: 'k', param: change.set ? change.key : '*' };
    case 'limit':
      return { letter: 'l', param: change.set ? String(change.limit) : null };
    default:
      return { letter: FLAG_LETTERS[change.what], param: null };
  }
}

/** Changes as the parameters of one MODE message: the letters with their signs, then the parameters. */
export function formatModes(changes: readonly ModeChange[]): string[] {
  let letters = '';
  let sign = '';
  const params: string[] = [];
  for (const change of changes) {
    const { letter, param } = letterOf(change);
    const wanted = change.set ? '+' : '-';
    letters += wanted === sign ? letter : wanted + letter;
    sign = wanted;
    if (param !== null) params.push(param);
  }
  return [letters, ...params];
}

/** A room's modes as RPL_CHANNELMODEIS lists them; the key only for those who are in the room. */
export function roomModes(room: RoomView, keyShown: boolean): string[] {
  const changes: ModeChange[] = [...FLAGS.values()]
    .filter((flag) => room.flags.has(flag))
    .map((what) => ({ set: true, what }));
  if (room.key !== null) changes.push({ set: true, what: 'key', key: keyShown ? room.key : '*' });
  if (room.limit !== null) changes.push({ set: true, what: 'limit', limit: room.limit });
  return changes.length === 0 ? ['+'] : formatModes(changes);
}
