// What people are told about rooms that are registered.
import { ROLES, type Role } from '../chat/command.ts';
import type { RoomView } from '../chat/views.ts';
import type { Lang, Translated } from './language.ts';
import { refusalSentence } from './refusals.ts';

const en = {
  registered: (room: string) => `${room} is registered: it stays, with its topic, modes, bans and ops.`,
  dropped: (room: string) => `${room} is no longer registered; it ends when nobody is in it.`,
  passedOn: (room: string, founder: string) => `${room} now belongs to ${founder}`,
  registeredBy: (room: string, founder: string, day: string) => `${room} was registered by ${founder} on ${day} (UTC).`,
  holders: { owner: 'Owners', op: 'Ops', halfop: 'Half-ops', voice: 'With voice' },
  are: (what: string, accounts: readonly string[]) => `${what}: ${accounts.join(', ')}`,
};

const zh: typeof en = {
  registered: (room) => `${room} 注册好了：房间会一直在，话题、模式、封禁和管理员都会保留。`,
  dropped: (room) => `${room} 已经注销；没有人了它就没有了。`,
  passedOn: (room, founder) => `${room} 现在归 ${founder}`,
  registeredBy: (room, founder, day) => `${room} 由 ${founder} 在 ${day} 注册（UTC）。`,
  holders: { owner: '房主', op: '管理员', halfop: '副管理员', voice: '有发言权' },
  are: (what, accounts) => `${what}：${accounts.join('、')}`,
};

export const registeredRoomSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** Bytes of names in one line, so that it fits a line of IRC. */
const NAMES_BYTES = 300;

/** @param roles whether to tell who has which */
export function registeredRoomLines(room: RoomView, roles: 'with-roles' | 'without-roles', lang: Lang): string[] {
  const { name, registration, roleHolders } = room;
  const t = registeredRoomSentences[lang];
  if (registration === null) return [refusalSentence({ why: 'room-not-registered', room: name }, lang)];
  const day = new Date(registration.at).toISOString().slice(0, 10);
  const first = t.registeredBy(name, registration.founder, day);
  if (roles === 'without-roles') return [first];
  const holding = (role: Role): string[] =>
    [...roleHolders.values()].filter((holder) => holder.roles.has(role)).map(({ account }) => account);
  return [first, ...ROLES.flatMap((role) => groups(holding(role)).map((names) => t.are(t.holders[role], names)))];
}

function groups(names: readonly string[]): string[][] {
  const found: string[][] = [];
  let bytes = 0;
  for (const name of names) {
    bytes += Buffer.byteLength(name) + 3;
    const last = found.at(-1);
    if (last !== undefined && bytes <= NAMES_BYTES) last.push(name);
    else {
      found.push([name]);
      bytes = Buffer.byteLength(name) + 3;
    }
  }
  return found;
}
