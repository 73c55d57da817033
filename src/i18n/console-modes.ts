// How the operator reads the modes of a room, each in a word or two.
import type { ModeChange, Role, RoomFlag } from '../chat/command.ts';
import type { Translated } from './language.ts';

interface ModeWords {
  readonly flags: Readonly<Record<RoomFlag, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly others: Readonly<Record<Exclude<ModeChange['what'], RoomFlag | 'role'>, string>>;
}

const en: ModeWords = {
  flags: {
    'invite-only': 'invite only',
    moderated: 'moderated',
    'no-external': 'members only',
    secret: 'secret',
    'topic-locked': 'topic locked',
    'no-ctcp': 'no CTCP',
    'registered-only': 'only who is logged in may join',
    'registered-speech': 'only who is logged in may speak',
  },
  roles: { owner: 'owner', op: 'op', halfop: 'half-op', voice: 'voice' },
  others: {
    ban: 'ban',
    exception: 'ban exception',
    'invite-exception': 'invitation exception',
    key: 'key',
    limit: 'limit',
  },
};
const zh: ModeWords = {
  flags: {
    'invite-only': '凭邀请进入',
    moderated: '获准才能发言',
    'no-external': '外人不能发言',
    secret: '隐藏',
    'topic-locked': '话题锁定',
    'no-ctcp': '不收 CTCP',
    'registered-only': '登录才能进入',
    'registered-speech': '登录才能发言',
  },
  roles: { owner: '房主', op: '管理员', halfop: '副管理员', voice: '发言权' },
  others: { ban: '封禁', exception: '封禁例外', 'invite-exception': '邀请例外', key: '密码', limit: '人数上限' },
};

export const modeWords: Translated<ModeWords> = { en, 'zh-CN': zh };
