import type { NameFlaw } from '../../chat/event.ts';
import { isInvisible } from '../../chat/names.ts';
import { banned, numberOf, type RefusalSentences } from './sentences.ts';

const CANNOT_SPEAK = {
  banned: '你在那里被封禁了',
  moderated: '现在只有管理员和获准发言的人才能说话',
  external: '你不在里面',
  'no-ctcp': '那里不收 CTCP',
  'registered-speech': '要先登录才能在那里说话',
};

const CANNOT_JOIN = {
  key: '需要正确的密码',
  full: '人满了',
  'invite-only': '要有那里的管理员邀请才能进',
  'registered-only': '要先登录才能进',
};

const BANNED = {
  account: '你被封禁了',
  address: '你的地址被封禁了',
  guests: '来自你这个地址的人要有账号才能进来',
};
const LOG_IN = '如果你有账号，请先用它的名字和密码登录再进来。';

export const zh: RefusalSentences = {
  'name-taken': ({ name }) => `名字“${name}”已经有人用了。`,
  'name-invalid': ({ name, flaw }) => nameFlaw(name, flaw),
  'name-registered': ({ name }) => `名字“${name}”有人注册了；如果是你，请先登录。`,

  'room-name-invalid': ({ room, flaw }) => roomFlaw(room, flaw),
  'room-name-taken': ({ room, name }) => `${room} 不能改名：已经有 ${name} 这个房间了。`,
  'room-cannot-be-renamed': ({ room, name }) => `${room} 不能改名为“${name}”。`,

  'no-such-user': ({ name }) => `这里没有叫“${name}”的人。`,
  'no-such-room': ({ room }) => `没有 ${room} 这个房间。`,
  'not-in-room': ({ room }) => `你不在 ${room}。`,
  'target-not-in-room': ({ name, room }) => `${name} 不在 ${room}。`,
  'target-in-room': ({ name, room }) => `${name} 已经在 ${room} 了。`,
  'op-needed': ({ room }) => `你在 ${room} 的权限不够，不能这样做。`,
  'operator-needed': () => '只有掌柜才能这样做。',
  'is-the-operator': () => '不能请走掌柜。',

  'cannot-speak': ({ room, because }) => `你不能在 ${room} 说话：${CANNOT_SPEAK[because]}。`,
  'cannot-join': (refusal) => {
    const start = `你不能进入 ${refusal.room}：`;
    if (refusal.because !== 'banned') return `${start}${CANNOT_JOIN[refusal.because]}。`;
    return banned(`${start}你在那里被封禁了`, refusal, 'zh-CN');
  },
  'cannot-reach': ({ name }) => `${name} 只收已登录的人发来的消息。`,
  'too-many-rooms': ({ room, limit }) => `你不能进入 ${room}：一个人最多进 ${limit} 个房间。`,

  'lobby-not-registered': () => '大厅属于服务器，不能注册。',
  'room-registered': ({ room, founder }) => `${room} 已经由 ${founder} 注册了。`,
  'room-not-registered': ({ room }) => `${room} 没有注册。`,
  'room-not-yours': ({ room, founder }) => `只有注册 ${room} 的 ${founder} 和掌柜才能这样做。`,
  'too-many-own-rooms': ({ limit }) => `一个账号最多注册 ${limit} 个房间。`,
  'too-many-registered-rooms': () => '这个服务器不能再注册新的房间了。',
  'too-many-role-holders': ({ room, limit }) => `${room} 里最多只能有 ${limit} 个账号担任管理或获准发言。`,

  'key-invalid': ({ room }) => `这个不能用作 ${room} 的密码。`,
  'mask-invalid': ({ mask }) => `“${mask}”不是有效的掩码。`,
  'mask-too-long': ({ room, limit }) => `用在 ${room} 的掩码太长了：最多 ${limit} 字节。`,
  'too-many-masks': ({ mask, room, limit }) => `没有加上 ${mask}：${room} 的封禁和例外一共最多 ${limit} 条。`,

  'account-exists': ({ account }) => `名字“${account}”已经注册过了。`,
  'account-not-own-name': ({ account, name }) =>
    account === name
      ? `名字“${name}”不能注册，请先换一个名字。`
      : `“${account}”不是你的名字；你只能注册现在用的名字“${name}”。`,
  'no-such-account': ({ account }) => `没有注册过“${account}”这个名字。`,
  'already-logged-in': ({ account }) => `你已经登录了，账号是 ${account}。`,
  'fingerprint-invalid': () => '这不是 SHA-256 指纹：应当是 64 位 0-9、a-f。',
  'certificate-taken': ({ fingerprint }) => `证书 ${fingerprint} 已经属于一个账号。`,
  'no-such-certificate': ({ fingerprint }) => `你名下没有证书 ${fingerprint}。`,
  'too-many-certificates': ({ limit }) => `一个账号最多 ${limit} 张证书。`,
  'not-logged-in': () => '你还没有登录。',
  'name-banned': ({ account }) => `名字“${account}”在这里被封禁了。`,
  'too-many-sessions': ({ name, limit }) => `${name} 已经有 ${limit} 个连接，不能再多了。请先关掉一个。`,
  'too-many-stay': () => '不能再有人断开连接后留在这里了：人数已满。',
  'another-stays': ({ account, name }) => `账号 ${account} 已经有 ${name} 留在这里了。`,
  'too-many-accounts': () => '这个服务器不能再注册新的名字了。',

  'no-such-message': () => '没有这条消息，或者时间太久，不能撤回了。',
  'not-your-message': () => '你只能撤回自己的消息。',
  'too-long': ({ limit }) => `太长了：最多 ${limit} 字节（一个汉字是 3 字节）。`,
  'too-many-lines': ({ limit }) => `行数太多了：最多 ${limit} 行。`,
  'nothing-said': () => '没有内容可发。',
  nowhere: () => '你不在任何房间里，没有人会看到。请先进入一个房间。',
  'nobody-at-the-desk': () => '掌柜不在，没有人会看到。',
  'line-is-busy': () => '占线中，刚才的话没有发出去。',

  'too-many-monitored': ({ limit }) => `最多只能关注 ${limit} 个名字。`,
  'too-many-subscriptions': ({ key }) => `订阅的项目太多了，没有订阅“${key}”。`,
  'metadata-not-yours': ({ target, key }) => `你不能更改 ${target} 的“${key}”。`,
  'metadata-not-set': ({ target, key }) => `${target} 没有设置“${key}”。`,
  'metadata-key-invalid': ({ key }) => `“${key}”不能用：只能由 a-z、0-9、_ . / - 组成，最多 64 个字符。`,
  'metadata-value-too-long': ({ limit }) => `这个值太长了：最多 ${limit} 字节。`,
  'too-much-metadata': ({ target, limit }) => `${target} 最多只能设置 ${limit} 项。`,
  'host-invalid': ({ host }) => `“${host}”不能当作地址显示。`,

  banned: (refusal) => banned(BANNED[refusal.whom], refusal, 'zh-CN') + (refusal.whom === 'guests' ? LOG_IN : ''),
  'not-banned': ({ who }) => `“${who}”没有被封禁。`,
  'network-too-wide': ({ network }) => `${network} 的范围太大，没有封禁；请写小一些的网段。`,
  'bans-yourself': ({ who }) => `封禁“${who}”会把你自己也挡在外面。`,
  'too-many-sanctions': ({ limit }) => `已经有 ${limit} 条封禁了，请先解除一些。`,
  'not-an-address': ({ who }) => `“${who}”不是 IP 地址，也不是这里任何人的地址。`,
  'house-full': ({ limit }) => `服务器已满（${limit}）。`,
  'address-full': ({ limit }) => `来自你这个地址的连接太多了（${limit}）。`,
  'cannot-store': () => '服务器现在无法保存任何东西，刚才的操作没有进行。请稍后再试。',
  'house-locked': () => '服务器已锁定，现在不再让新的人进来。',
};

function nameFlaw(name: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return '名字至少要有一个字符。';
    case 'long':
      return `“${name}”太长了，名字最多 ${flaw.limit} 个字符。`;
    case 'start':
      return `名字不能以“${flaw.character}”开头。`;
    case 'character':
      return `名字里不能有${nameOf(flaw.character)}。`;
    case 'reserved':
      return `“${name}”这个名字是保留的，请换一个。`;
  }
}

function roomFlaw(room: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return '房间名的 # 后面至少要有一个字符。';
    case 'long':
      return `“${room}”太长了，房间名最多 ${flaw.limit} 个字符。`;
    case 'start':
      return `房间名要以 # 开头，“${room}”不是。`;
    case 'character':
      return `房间名里不能有${nameOf(flaw.character)}。`;
    case 'reserved':
      return `“${room}”这个房间名是保留的，请换一个。`;
  }
}

function nameOf(character: string): string {
  if (character === ' ') return '空格';
  return isInvisible(character) ? `看不见的字符 ${numberOf(character)}` : `“${character}”`;
}
