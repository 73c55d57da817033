// The letters of a room's modes: what they mean in the chat, how a client's are read, how the chat's are written.
import type { ModeChange, Role, RoomList } from '../chat/command.ts';
import type { RoomView } from '../chat/views.ts';
import type { Capabilities } from './capabilities.ts';

/**
 * Every letter: modern-irc "Channel mode" has lists (type A), a key (B), a limit (C) and flags (D), one of
 * which only the server sets; "Channel Membership Prefixes" has roles, here from the highest.
 */
const ROWS = [
  { letter: 'b', kind: 'list', what: 'ban' },
  { letter: 'e', kind: 'list', what: 'exception' },
  { letter: 'I', kind: 'list', what: 'invite-exception' },
  { letter: 'k', kind: 'key', what: 'key' },
  { letter: 'l', kind: 'limit', what: 'limit' },
  { letter: 'C', kind: 'flag', what: 'no-ctcp' },
  { letter: 'M', kind: 'flag', what: 'registered-speech' },
  { letter: 'R', kind: 'flag', what: 'registered-only' },
  { letter: 'i', kind: 'flag', what: 'invite-only' },
  { letter: 'm', kind: 'flag', what: 'moderated' },
  { letter: 'n', kind: 'flag', what: 'no-external' },
  { letter: 'r', kind: 'server', what: 'registered' },
  { letter: 's', kind: 'flag', what: 'secret' },
  { letter: 't', kind: 'flag', what: 'topic-locked' },
  { letter: 'q', kind: 'role', what: 'owner', sign: '~' },
  { letter: 'o', kind: 'role', what: 'op', sign: '@' },
  { letter: 'h', kind: 'role', what: 'halfop', sign: '%' },
  { letter: 'v', kind: 'role', what: 'voice', sign: '+' },
] as const;

type Row = (typeof ROWS)[number];
type Kind = Row['kind'];

const BY_LETTER = new Map<string, Row>(ROWS.map((row) => [row.letter, row]));
const LETTERS = Object.fromEntries(ROWS.map(({ what, letter }) => [what, letter])) as Record<Row['what'], string>;
const FLAG_ROWS = ROWS.filter((row) => row.kind === 'flag');
const ROLE_ROWS = ROWS.filter((row) => row.kind === 'role');

function lettersOf(...kinds: readonly Kind[]): string {
  return ROWS.flatMap(({ kind, letter }) => (kinds.includes(kind) ? letter : [])).join('');
}

/** Changes with a parameter in one MODE command (ISUPPORT MODES). */
export const MODES_AT_ONCE = 20;

/** ISUPPORT CHANMODES: the letters of types A, B, C and D. */
export const CHANMODES = [lettersOf('list'), lettersOf('key'), lettersOf('limit'), lettersOf('flag', 'server')].join(
  ',',
);
/** All signs, from the highest role: ISUPPORT STATUSMSG. */
export const SIGNS = ROLE_ROWS.map(({ sign }) => sign).join('');
/** ISUPPORT PREFIX. */
export const PREFIX = `(${lettersOf('role')})${SIGNS}`;
/** For RPL_MYINFO: every letter, and those that have a parameter. */
export const ALL_LETTERS = sorted(lettersOf('list', 'key', 'limit', 'flag', 'server', 'role'));
export const LETTERS_WITH_PARAMETER = sorted(lettersOf('list', 'key', 'limit', 'role'));

function sorted(letters: string): string {
  return [...letters].sort().join('');
}

/** The letter of one of a room's lists. */
export function listLetter(list: RoomList): string {
  return LETTERS[list];
}

/** The signs before a member's name: the highest, or `all` of them (IRCv3 multi-prefix). */
export function signsOf(roles: ReadonlySet<Role>, show: 'highest' | 'all'): string {
  const signs = ROLE_ROWS.filter(({ what }) => roles.has(what)).map(({ sign }) => sign);
  return show === 'all' ? signs.join('') : (signs[0] ?? '');
}

/** As `signsOf`, as a client with these capabilities wants them. */
export function signsFor(caps: Capabilities, roles: ReadonlySet<Role>): string {
  return signsOf(roles, caps.has('multi-prefix') ? 'all' : 'highest');
}

/** The role that has this sign. */
export function roleOf(sign: string): Role | undefined {
  return ROLE_ROWS.find((row) => row.sign === sign)?.what;
}

/** A letter that nothing is done for, its parameter (`*`: none) and why. */
interface WrongMode {
  readonly letter: string;
  readonly param: string;
  readonly flaw: 'missing' | 'limit';
}

export interface ParsedModes {
  readonly changes: readonly ModeChange[];
  /** The lists that are to be shown, each once. */
  readonly asked: ReadonlySet<RoomList>;
  /** Each once. */
  readonly unknown: ReadonlySet<string>;
  /** Whether there was one that only the server changes. */
  readonly ofServer: boolean;
  readonly wrong: readonly WrongMode[];
}

/** Reads what stands after the room's name (modern-irc "MODE message", "Channel mode"). What is over MODES_AT_ONCE is left out. */
export function parseModes(modestring: string, args: readonly string[]): ParsedModes {
  const changes: ModeChange[] = [];
  const asked = new Set<RoomList>();
  const unknown = new Set<string>();
  let ofServer = false;
  const wrong: WrongMode[] = [];
  const rest = [...args];
  let set = true;
  let withParam = 0;
  for (const letter of modestring) {
    const row = BY_LETTER.get(letter);
    if (letter === '+' || letter === '-') set = letter === '+';
    else if (row === undefined) unknown.add(letter);
    else if (row.kind === 'server') ofServer = true;
    else if (row.kind === 'flag') changes.push({ set, what: row.what });
    else {
      const param = row.kind === 'limit' && !set ? '' : (rest.shift() ?? '');
      const flaw = flawOf(row, set, param);
      if (row.kind === 'list' && param === '') asked.add(row.what);
      else if (flaw !== null) wrong.push({ letter, param: param || '*', flaw });
      else if (++withParam <= MODES_AT_ONCE) changes.push(changeOf(row, set, param));
    }
  }
  return { changes, asked, unknown, ofServer, wrong };
}

type RowWithParam = Exclude<Row, { kind: 'flag' | 'server' }>;

/** A key can be taken away without naming it, a limit always is. */
function flawOf({ kind }: RowWithParam, set: boolean, param: string): WrongMode['flaw'] | null {
  if (param === '') return set || kind === 'role' ? 'missing' : null;
  return kind === 'limit' && !/^0*[1-9][0-9]{0,8}$/.test(param) ? 'limit' : null;
}

function changeOf(row: RowWithParam, set: boolean, param: string): ModeChange {
  switch (row.kind) {
    case 'role':
      return { set, what: 'role', role: row.what, name: param };
    case 'list':
      return { set, what: row.what, mask: param };
    case 'key':
      return set ? { set, what: 'key', key: param } : { set, what: 'key' };
    case 'limit':
      return set ? { set, what: 'limit', limit: Number(param) } : { set, what: 'limit' };
  }
}

/** A change as it is written: also one that only the server makes. */
export type ShownMode = ModeChange | { readonly set: boolean; readonly what: 'registered' };

/** A change's parameter, if it has one. */
function paramOf(change: ShownMode): string | null {
  switch (change.what) {
    case 'role':
      return change.name;
    case 'ban':
    case 'exception':
    case 'invite-exception':
      return change.mask;
    case 'key':
      // It always has one; which key it was is nobody's business any more.
      return change.set ? change.key : '*';
    case 'limit':
      return change.set ? String(change.limit) : null;
    default:
      return null;
  }
}

/** Changes as the parameters of one MODE message: the letters with their signs, then the parameters. */
export function formatModes(changes: readonly ShownMode[]): string[] {
  let letters = '';
  let sign = '';
  const params: string[] = [];
  for (const change of changes) {
    const letter = LETTERS[change.what === 'role' ? change.role : change.what];
    const wanted = change.set ? '+' : '-';
    letters += wanted === sign ? letter : wanted + letter;
    sign = wanted;
    const param = paramOf(change);
    if (param !== null) params.push(param);
  }
  return [letters, ...params];
}

/** A room's modes as RPL_CHANNELMODEIS lists them; the key only for those who are in the room. */
export function roomModes(room: RoomView, keyShown: boolean): string[] {
  const flags = FLAG_ROWS.filter(({ what }) => room.flags.has(what));
  const changes: ShownMode[] = flags.map(({ what }) => ({ set: true, what }));
  if (room.registration !== null) changes.push({ set: true, what: 'registered' });
  if (room.key !== null) changes.push({ set: true, what: 'key', key: keyShown ? room.key : '*' });
  if (room.limit !== null) changes.push({ set: true, what: 'limit', limit: room.limit });
  return changes.length === 0 ? ['+'] : formatModes(changes);
}
