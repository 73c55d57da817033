// What the operator reads: on the console, and line by line in the log. Names, addresses and texts come in ready to print.
import type { ModeChange, Role, RoomFlag } from '../chat/command.ts';
import type { TurnedAway } from '../chat/event.ts';
import type { Translated } from './language.ts';

type Face = 'plain' | 'irc' | 'console';
interface ModeWords {
  readonly flags: Readonly<Record<RoomFlag, string>>;
  readonly roles: Readonly<Record<Role, string>>;
  readonly others: Readonly<Record<Exclude<ModeChange['what'], RoomFlag | 'role'>, string>>;
}

const turnedAwayEn: Readonly<Record<TurnedAway['why'], string>> = {
  'house-full': 'the server is full',
  'address-full': 'too many connections from this address',
  'address-banned': 'the address is banned',
  'house-locked': 'the server is locked',
};
const turnedAwayZh: typeof turnedAwayEn = {
  'house-full': '服务器已满',
  'address-full': '这个地址的连接太多',
  'address-banned': '地址已被封禁',
  'house-locked': '服务器已锁定',
};

const modeWordsEn: ModeWords = {
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
const modeWordsZh: ModeWords = {
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

/** How many have come as what. */
type Came = Readonly<Record<'line' | 'irc' | 'tls' | 'http' | 'websocket' | 'refused', number>>;

const facesEn: Readonly<Record<Face, string>> = { plain: 'text', irc: 'IRC', console: 'console' };
const facesZh: typeof facesEn = { plain: '文本', irc: 'IRC', console: '控制台' };

const en = {
  listening: (addresses: string) => `Listening on ${addresses}`,
  closing: (came: string) => `The server is closing. ${came}`,
  came: (n: Came) =>
    `Have come: ${n.line} with plain text, ${n.irc} with IRC; over TLS ${n.tls}, HTTP ${n.http}, WebSocket ${n.websocket}; refused: ${n.refused}`,
  certificateRenewed: (fingerprint: string) => `New certificate, SHA-256 ${fingerprint}`,
  certificateKept: (why: string) => `The new certificate cannot be used (${why}); the old one stays`,
  webRefused: (address: string, why: string) => `${address} was refused: ${why}`,
  logGap: (lines: number) => `${lines} lines are missing here: nobody read this log`,
  connected: (address: string) => `${address} connected`,
  disconnected: (address: string, why: string) => `${address} disconnected without a name: ${why}`,
  turnedAway: (address: string, because: TurnedAway['why']) => `${address} was turned away: ${turnedAwayEn[because]}`,
  failed: (doing: string, error: string) => `Mistake in Chaguan (${doing}): ${error}`,

  entered: (who: string) => `${who} came in`,
  left: (who: string, why: string) => `${who} is gone: ${why}`,
  /** What somebody wrote to go with something: a reason, a last word. */
  with: (text: string) => ` ("${text}")`,
  renamed: (who: string, name: string) => `${who} is now called ${name}`,
  away: (who: string, text: string) => `${who} is away: ${text}`,
  back: (who: string) => `${who} is back`,
  described: (who: string, realname: string) => `${who} now has the real name "${realname}"`,
  modeSet: {
    invisible: (who: string) => `${who} is now invisible`,
    bot: (who: string) => `${who} is a program`,
    wallops: (who: string) => `${who} now hears what operators say to each other`,
    'registered-only': (who: string) => `${who} now hears only people who are logged in`,
    operator: (who: string) => `${who} is now an operator of the server`,
  },
  modeRemoved: {
    invisible: (who: string) => `${who} is visible again`,
    bot: (who: string) => `${who} is no longer a program`,
    wallops: (who: string) => `${who} no longer hears what operators say to each other`,
    'registered-only': (who: string) => `${who} hears everybody again`,
    operator: (who: string) => `${who} is no longer an operator of the server`,
  },
  registered: (who: string, account: string) => `${who} registered the name ${account}`,
  certificateAdded: (who: string, account: string, fingerprint: string) =>
    `${who} added a certificate to the account ${account}: ${fingerprint}`,
  certificateRemoved: (who: string, account: string, fingerprint: string) =>
    `${who} removed a certificate of the account ${account}: ${fingerprint}`,
  loggedIn: (who: string, account: string) => `${who} is logged in as ${account}`,
  loggedOut: (who: string) => `${who} is logged out`,
  hostChanged: (who: string, shown: string) => `${who} is now shown as ${shown}`,
  metadata: (who: string, of: string, key: string, value: string) => `${who} set ${key} of ${of}: ${value}`,
  noMetadata: (who: string, of: string, key: string) => `${who} took away ${key} of ${of}`,
  opened: (who: string, room: string) => `${who} opened ${room}`,
  joined: (who: string, room: string) => `${who} joined ${room}`,
  parted: (who: string, room: string) => `${who} left ${room}`,
  kicked: (who: string, target: string, room: string) => `${who} put ${target} out of ${room}`,
  invited: (who: string, target: string, room: string) => `${who} invited ${target} to ${room}`,
  roomRenamed: (who: string, room: string, name: string) => `${who} renamed ${room} to ${name}`,
  topic: (who: string, room: string, text: string) => `${who} set the topic of ${room}: ${text}`,
  noTopic: (who: string, room: string) => `${who} took away the topic of ${room}`,
  modes: (who: string, room: string, changes: string) => `${who} changed ${room}: ${changes}`,
  modeWords: modeWordsEn,
  tookBack: (who: string, author: string, where: string) => `${who} took back a message of ${author} to ${where}`,
  banned: (who: string, host: string) => `${who} banned the address ${host}`,
  othersThere: (count: number) => `; ${count} more from there may stay until they leave`,
  unbanned: (who: string, host: string) => `${who} lifted the ban on ${host}`,
  limited: (who: string, users: number) => `${who} set the limit to ${users} guests`,
  locked: (who: string) => `${who} locked the server: nobody new gets in`,
  unlocked: (who: string) => `${who} unlocked the server`,
  mode: (who: string, mode: string) => `${who} set the mode to ${mode}`,
  lineGiven: (who: string) => `${who} has the line to you now`,
  lineBusy: (who: string) => `${who} waits: the line is busy`,
  everybody: 'everybody',
  wallops: 'operators and who listens to them',
  /** Those in a room with this role or a higher one. */
  from: (room: string, role: string) => `${room} (${role} and up)`,
  echoed: '(echo)',
  notice: ' (notice)',
  ctcp: ' (CTCP)',
  reaction: ' (reaction)',

  helpArguments: {
    broadcast: '<text>',
    kick: '<name> [reason]',
    ban: '<name> [reason]',
    unban: '<name>',
    limit: '<number>',
    mode: 'hub|desk|p2p|echo',
  },
  help: {
    broadcast: 'say something to everybody',
    who: 'who is here',
    rooms: 'which rooms there are',
    visits: 'how many have come as what',
    kick: 'send somebody away; they may come back',
    ban: 'send somebody away and keep that address out',
    unban: 'let an address in again',
    limit: 'how many guests may be here; those who are, stay',
    lock: 'let nobody new in',
    unlock: 'let people in again',
    mode: 'guests speak to the room, you, you in turn, themselves',
    qr: 'the address as a QR code',
    help: 'this list',
    close: 'say goodbye to everybody and stop the server',
  },
  helpPlain: '<text>',
  helpPlainLine: 'to the lobby; in other modes to the guest you answered',
  helpPrivate: '@<name> <text>',
  helpPrivateLine: 'to one guest',
  helpNames: 'A name can be an address:port too, and /ban takes an address. @@ and // say @ and /.',

  unknownCommand: (name: string) => `There is no command ${name}. /help lists them.`,
  missing: (usage: string) => `Something is missing. It goes like this: ${usage}`,
  notANumber: (text: string) => `"${text}" is not a number of guests; write a whole number from 1 up.`,
  notAMode: (text: string) => `"${text}" is not a mode. The modes are hub, desk, p2p and echo.`,
  privateUsage: 'Write the name and the text: @name text',
  nobodyToAnswer: 'Nobody to answer yet. Speak to one guest with @name text, to all with /broadcast text.',
  nobodyOnTheLine: 'Nobody has the line. Speak to one guest with @name text, to all with /broadcast text.',

  nobodyHere: 'Nobody is here.',
  whoHead: ['name', 'address', 'protocol', 'rooms', 'since'],
  roomsHead: ['room', 'people', 'topic'],
  faces: facesEn,
};

const zh: typeof en = {
  listening: (addresses) => `正在监听 ${addresses}`,
  closing: (came) => `服务器要关闭了。${came}`,
  came: (n) =>
    `来过：纯文本 ${n.line}，IRC ${n.irc}；其中 TLS ${n.tls}，HTTP ${n.http}，WebSocket ${n.websocket}；拒绝 ${n.refused}`,
  certificateRenewed: (fingerprint) => `换上了新证书，SHA-256 ${fingerprint}`,
  certificateKept: (why) => `新证书不能用（${why}），继续用原来的`,
  webRefused: (address, why) => `拒绝了 ${address}：${why}`,
  logGap: (lines) => `这里缺了 ${lines} 行：没有人读取日志`,
  connected: (address) => `${address} 连接了`,
  disconnected: (address, why) => `${address} 没报名字就断开了：${why}`,
  turnedAway: (address, because) => `${address} 没能进来：${turnedAwayZh[because]}`,
  failed: (doing, error) => `Chaguan 自己出错了（${doing}）：${error}`,

  entered: (who) => `${who} 来了`,
  left: (who, why) => `${who} 走了：${why}`,
  with: (text) => `（“${text}”）`,
  renamed: (who, name) => `${who} 改名为 ${name}`,
  away: (who, text) => `${who} 暂时不在：${text}`,
  back: (who) => `${who} 回来了`,
  described: (who, realname) => `${who} 的真实姓名改为“${realname}”`,
  modeSet: {
    invisible: (who) => `${who} 隐身了`,
    bot: (who) => `${who} 是个程序`,
    wallops: (who) => `${who} 开始接收掌柜之间的通报`,
    'registered-only': (who) => `${who} 只收已登录的人发来的消息`,
    operator: (who) => `${who} 现在也是掌柜`,
  },
  modeRemoved: {
    invisible: (who) => `${who} 不再隐身`,
    bot: (who) => `${who} 不再是程序`,
    wallops: (who) => `${who} 不再接收掌柜之间的通报`,
    'registered-only': (who) => `${who} 又收所有人的消息了`,
    operator: (who) => `${who} 不再是掌柜`,
  },
  registered: (who, account) => `${who} 注册了名字 ${account}`,
  certificateAdded: (who, account, fingerprint) => `${who} 给账号 ${account} 添加了证书：${fingerprint}`,
  certificateRemoved: (who, account, fingerprint) => `${who} 删除了账号 ${account} 的证书：${fingerprint}`,
  loggedIn: (who, account) => `${who} 登录了，账号是 ${account}`,
  loggedOut: (who) => `${who} 退出了登录`,
  hostChanged: (who, shown) => `${who} 现在显示为 ${shown}`,
  metadata: (who, of, key, value) => `${who} 把 ${of} 的 ${key} 设为：${value}`,
  noMetadata: (who, of, key) => `${who} 去掉了 ${of} 的 ${key}`,
  opened: (who, room) => `${who} 开了房间 ${room}`,
  joined: (who, room) => `${who} 进入 ${room}`,
  parted: (who, room) => `${who} 离开 ${room}`,
  kicked: (who, target, room) => `${who} 把 ${target} 请出 ${room}`,
  invited: (who, target, room) => `${who} 邀请 ${target} 进 ${room}`,
  roomRenamed: (who, room, name) => `${who} 把 ${room} 改名为 ${name}`,
  topic: (who, room, text) => `${who} 把 ${room} 的话题设为：${text}`,
  noTopic: (who, room) => `${who} 取消了 ${room} 的话题`,
  modes: (who, room, changes) => `${who} 更改 ${room}：${changes}`,
  modeWords: modeWordsZh,
  tookBack: (who, author, where) => `${who} 撤回了 ${author} 发给 ${where} 的一条消息`,
  banned: (who, host) => `${who} 封禁了地址 ${host}`,
  othersThere: (count) => `；那里还有 ${count} 个人，可以留到自己离开`,
  unbanned: (who, host) => `${who} 解封了 ${host}`,
  limited: (who, users) => `${who} 把人数上限设为 ${users}`,
  locked: (who) => `${who} 锁定了服务器，不再让新的人进来`,
  unlocked: (who) => `${who} 解除了锁定`,
  mode: (who, mode) => `${who} 把模式设为 ${mode}`,
  lineGiven: (who) => `${who} 接通了你`,
  lineBusy: (who) => `${who} 在等：占线中`,
  everybody: '所有人',
  wallops: '掌柜和接收通报的人',
  from: (room, role) => `${room}（${role}以上）`,
  echoed: '（回声）',
  notice: '（通知）',
  ctcp: '（CTCP）',
  reaction: '（回应）',

  helpArguments: {
    broadcast: '<内容>',
    kick: '<名字> [理由]',
    ban: '<名字> [理由]',
    unban: '<名字>',
    limit: '<数字>',
    mode: 'hub|desk|p2p|echo',
  },
  help: {
    broadcast: '对所有人说话',
    who: '谁在这里',
    rooms: '有哪些房间',
    visits: '来过多少人，用的是什么',
    kick: '请走一个人，他还可以再来',
    ban: '请走一个人，并封禁他的地址',
    unban: '解封一个地址',
    limit: '最多多少人；已经在的可以留下',
    lock: '不再让新的人进来',
    unlock: '重新让人进来',
    mode: '客人的话发到：房间、你、你（逐个）、自己',
    qr: '显示地址的二维码',
    help: '显示这个列表',
    close: '和所有人道别，关闭服务器',
  },
  helpPlain: '<内容>',
  helpPlainLine: '发到大厅；其他模式下发给你上次回答的人',
  helpPrivate: '@<名字> <内容>',
  helpPrivateLine: '只发给一个人',
  helpNames: '名字也可以写成 地址:端口；/ban 可以只写地址。要说以 @ 或 / 开头的话，写 @@ 或 //。',

  unknownCommand: (name) => `没有 ${name} 这个命令，输入 /help 查看。`,
  missing: (usage) => `没写完整，要这样写：${usage}`,
  notANumber: (text) => `“${text}”不是人数，请写一个不小于 1 的整数。`,
  notAMode: (text) => `没有“${text}”这个模式，可用的有 hub、desk、p2p 和 echo。`,
  privateUsage: '要写名字和内容：@名字 内容',
  nobodyToAnswer: '还没有可回答的人。对一个人说：@名字 内容；对所有人说：/broadcast 内容',
  nobodyOnTheLine: '没有人接通。对一个人说：@名字 内容；对所有人说：/broadcast 内容',

  nobodyHere: '没有人。',
  whoHead: ['名字', '地址', '协议', '房间', '来的时间'],
  roomsHead: ['房间', '人数', '话题'],
  faces: facesZh,
};

export type ConsoleSentences = typeof en;
export const consoleSentences: Translated<ConsoleSentences> = { en, 'zh-CN': zh };
