// What a plain-text client reads when somebody changes a room: roles, lists of masks, settings.
import type { Translated } from './language.ts';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

const en = {
  /** Whoever is logged in to it. */
  account: (account: string) => `the account ${account}`,
  roleGiven: {
    owner: (name: string, by: string, room: string) => `${by} made ${name} an owner of ${room}`,
    op: (name: string, by: string, room: string) => `${by} made ${name} an op in ${room}`,
    halfop: (name: string, by: string, room: string) => `${by} made ${name} a half-op in ${room}`,
    voice: (name: string, by: string, room: string) => `${by} gave ${name} a voice in ${room}`,
  },
  roleTaken: {
    owner: (name: string, by: string, room: string) => `${name} is no longer an owner of ${room} (by ${by})`,
    op: (name: string, by: string, room: string) => `${name} is no longer an op in ${room} (by ${by})`,
    halfop: (name: string, by: string, room: string) => `${name} is no longer a half-op in ${room} (by ${by})`,
    voice: (name: string, by: string, room: string) => `${name} no longer has a voice in ${room} (by ${by})`,
  },
  /** By its account, not by somebody. */
  roleBack: {
    owner: (name: string, room: string) => `${name} is an owner of ${room}`,
    op: (name: string, room: string) => `${name} is an op in ${room}`,
    halfop: (name: string, room: string) => `${name} is a half-op in ${room}`,
    voice: (name: string, room: string) => `${name} has a voice in ${room}`,
  },
  listed: {
    ban: (whom: string, by: string, room: string) => `${by} banned ${whom} from ${room}`,
    mute: (whom: string, by: string, room: string) => `${by} silenced ${whom} in ${room}`,
    exception: (whom: string, by: string, room: string) =>
      `The bans of ${room} do not count for ${whom} now (by ${by})`,
    'invite-exception': (whom: string, by: string, room: string) =>
      `No invitation to ${room} is needed by ${whom} now (by ${by})`,
  },
  unlisted: {
    ban: (whom: string, by: string, room: string) => `${by} lifted the ban on ${whom} in ${room}`,
    mute: (whom: string, by: string, room: string) => `${by} lets ${whom} speak in ${room} again`,
    exception: (whom: string, by: string, room: string) => `The bans of ${room} count for ${whom} again (by ${by})`,
    'invite-exception': (whom: string, by: string, room: string) =>
      `An invitation to ${room} is needed by ${whom} again (by ${by})`,
  },
  keySet: (by: string, room: string) => `${room} needs a key now (by ${by})`,
  keyRemoved: (by: string, room: string) => `${room} no longer needs a key (by ${by})`,
  limitSet: (limit: number, by: string, room: string) => `${room} has room for ${people(limit)} now (by ${by})`,
  limitRemoved: (by: string, room: string) => `${room} has room for any number of people now (by ${by})`,
  flagSet: {
    'invite-only': (by: string, room: string) => `Only those who are invited may join ${room} now (by ${by})`,
    moderated: (by: string, room: string) => `Only ops and people with voice may speak in ${room} now (by ${by})`,
    'no-external': (by: string, room: string) => `Only those in ${room} may write to it now (by ${by})`,
    secret: (by: string, room: string) => `${room} is secret now (by ${by})`,
    'topic-locked': (by: string, room: string) => `Only ops may change the topic of ${room} now (by ${by})`,
    'no-ctcp': (by: string, room: string) => `${room} takes no CTCP now (by ${by})`,
    'registered-only': (by: string, room: string) => `Only those who are logged in may join ${room} now (by ${by})`,
    'registered-speech': (by: string, room: string) =>
      `Only those who are logged in may speak in ${room} now (by ${by})`,
  },
  flagRemoved: {
    'invite-only': (by: string, room: string) => `Nobody needs to be invited to ${room} any more (by ${by})`,
    moderated: (by: string, room: string) => `Nobody needs a voice to speak in ${room} any more (by ${by})`,
    'no-external': (by: string, room: string) => `Those who are not in ${room} may write to it now (by ${by})`,
    secret: (by: string, room: string) => `${room} is no longer secret (by ${by})`,
    'topic-locked': (by: string, room: string) => `Everybody in ${room} may change its topic now (by ${by})`,
    'no-ctcp': (by: string, room: string) => `${room} takes CTCP again (by ${by})`,
    'registered-only': (by: string, room: string) => `Nobody needs to log in to join ${room} any more (by ${by})`,
    'registered-speech': (by: string, room: string) => `Nobody needs to log in to speak in ${room} any more (by ${by})`,
  },
};

const zh: typeof en = {
  account: (account) => `账号 ${account}`,
  roleGiven: {
    owner: (name, by, room) => `${by} 让 ${name} 成为 ${room} 的房主`,
    op: (name, by, room) => `${by} 让 ${name} 成为 ${room} 的管理员`,
    halfop: (name, by, room) => `${by} 让 ${name} 成为 ${room} 的副管理员`,
    voice: (name, by, room) => `${by} 准许 ${name} 在 ${room} 发言`,
  },
  roleTaken: {
    owner: (name, by, room) => `${by} 取消了 ${name} 在 ${room} 的房主身份`,
    op: (name, by, room) => `${by} 取消了 ${name} 在 ${room} 的管理员身份`,
    halfop: (name, by, room) => `${by} 取消了 ${name} 在 ${room} 的副管理员身份`,
    voice: (name, by, room) => `${by} 收回了 ${name} 在 ${room} 的发言权`,
  },
  roleBack: {
    owner: (name, room) => `${name} 是 ${room} 的房主`,
    op: (name, room) => `${name} 是 ${room} 的管理员`,
    halfop: (name, room) => `${name} 是 ${room} 的副管理员`,
    voice: (name, room) => `${name} 可以在 ${room} 发言`,
  },
  listed: {
    ban: (whom, by, room) => `${by} 禁止 ${whom} 进入 ${room}`,
    mute: (whom, by, room) => `${by} 禁止 ${whom} 在 ${room} 说话`,
    exception: (whom, by, room) => `${by} 让 ${whom} 不受 ${room} 的封禁影响`,
    'invite-exception': (whom, by, room) => `${by} 让 ${whom} 不用邀请就能进 ${room}`,
  },
  unlisted: {
    ban: (whom, by, room) => `${by} 不再禁止 ${whom} 进入 ${room}`,
    mute: (whom, by, room) => `${by} 不再禁止 ${whom} 在 ${room} 说话`,
    exception: (whom, by, room) => `${by} 让 ${room} 的封禁对 ${whom} 重新生效`,
    'invite-exception': (whom, by, room) => `${by} 让 ${whom} 又要有邀请才能进 ${room}`,
  },
  keySet: (by, room) => `${by} 给 ${room} 设了密码`,
  keyRemoved: (by, room) => `${by} 取消了 ${room} 的密码`,
  limitSet: (limit, by, room) => `${by} 把 ${room} 的人数限制为 ${limit}`,
  limitRemoved: (by, room) => `${by} 取消了 ${room} 的人数限制`,
  flagSet: {
    'invite-only': (by, room) => `${by} 把 ${room} 设为只有受邀才能进`,
    moderated: (by, room) => `${by} 把 ${room} 设为只有管理员和获准的人能说话`,
    'no-external': (by, room) => `${by} 不让 ${room} 外面的人往里发消息`,
    secret: (by, room) => `${by} 把 ${room} 设为秘密房间`,
    'topic-locked': (by, room) => `${by} 把 ${room} 设为只有管理员能改话题`,
    'no-ctcp': (by, room) => `${by} 把 ${room} 设为不收 CTCP`,
    'registered-only': (by, room) => `${by} 把 ${room} 设为登录后才能进`,
    'registered-speech': (by, room) => `${by} 把 ${room} 设为登录后才能说话`,
  },
  flagRemoved: {
    'invite-only': (by, room) => `${by} 取消了 ${room} 只有受邀才能进的限制`,
    moderated: (by, room) => `${by} 取消了 ${room} 只有获准才能说话的限制`,
    'no-external': (by, room) => `${by} 允许 ${room} 外面的人往里发消息`,
    secret: (by, room) => `${by} 把 ${room} 设为公开房间`,
    'topic-locked': (by, room) => `${by} 让所有人都能改 ${room} 的话题`,
    'no-ctcp': (by, room) => `${by} 让 ${room} 重新收 CTCP`,
    'registered-only': (by, room) => `${by} 取消了 ${room} 登录后才能进的限制`,
    'registered-speech': (by, room) => `${by} 取消了 ${room} 登录后才能说话的限制`,
  },
};

export type ModeSentences = typeof en;
export const modeSentences: Translated<ModeSentences> = { en, 'zh-CN': zh };
