// What people read in `chaguan connect`. Names, rooms and texts come in ready to print.
import type { Translated } from './language.ts';

const en = {
  help: `Usage: chaguan connect [host[:port]] [options]

Joins a chat. Without a host: 127.0.0.1; without a port: 12000. IPv6 with a port: [::1]:12000.

Options:
  --name NAME       your name; asked for in a terminal, else your name on this machine
  --room ROOM       the room to join (default: #lobby)
  --password WORD   the password of the server, if it has one
  --lang en|zh-CN   language (default: from the environment)
  --raw             plain text, to any TCP chat or echo server; no names, no rooms
  --framing HOW     only with --raw: how messages end
                      line   with a newline
                      chunk  nowhere: what is sent at once is one message
                      auto   with a newline, unless the first message of the server
                             comes without one; then without (default)
  --help            this help

In the chat /help lists the commands; Tab completes names and commands; Ctrl+D leaves.
Each line of piped input is said: echo hi | chaguan connect --name bob`,

  unknownOption: (option: string) => `There is no option ${option}. See --help.`,
  needsValue: (option: string) => `${option} needs a value.`,
  takesNoValue: (option: string) => `${option} takes no value.`,
  oneOf: (option: string, choices: string, given: string) => `${option}: one of ${choices} wanted, not "${given}".`,
  onlyOneHost: (extra: string) => `One host is enough; "${extra}" is too much. See --help.`,
  badAddress: (address: string) =>
    `"${address}" is not an address: host, host:port or [IPv6]:port, with a port from 1 to 65535.`,
  onlyWithRaw: '--framing goes only with --raw. See --help.',
  notWithRaw: (option: string) => `${option} does not go with --raw. See --help.`,

  askName: (suggestion: string) => `Your name [${suggestion}]: `,
  askOtherName: 'Another name: ',
  connecting: (address: string) => `Connecting to ${address} …`,
  connectFailed: (address: string, why: string) => `Cannot connect to ${address}: ${why}.`,
  lost: (why: string) => `The connection is gone: ${why}.`,
  /** Behind another sentence, as the one below. */
  nextTry: (seconds: number) => ` Next try in ${seconds} s.`,
  goodbye: 'Goodbye!',
  reasons: {
    refused: 'nobody listens there',
    'no-such-host': 'there is no such host',
    unreachable: 'no way there',
    'timed-out': 'no answer',
    reset: 'it was reset',
    closed: 'the server closed it',
  },
  noName: (name: string, why: string) => `Cannot be called "${name}": ${why}`,
  passwordNeeded: 'This server has a password: chaguan connect --password WORD',
  wrongPassword: 'The password of the server is another one.',
  sentAway: (by: string) => `${by} has sent you away`,
  noAnswer: 'The server did not answer everything.',

  welcomed: (name: string) => `You are ${name}. /help lists the commands.`,
  taken: (name: string) =>
    `The name "${name}" is taken. If you registered it, take another one, and then: /login ${name} PASSWORD`,
  numbered: (name: string, next: string) => `The name "${name}" is taken; trying ${next}.`,
  joined: (who: string, room: string) => `${who} joined ${room}`,
  youJoined: (room: string) => `You joined ${room}`,
  parted: (who: string, room: string) => `${who} left ${room}`,
  youParted: (room: string) => `You left ${room}`,
  gone: (who: string) => `${who} left`,
  because: (reason: string) => ` (${reason})`,
  kicked: (who: string, by: string, room: string) => `${by} put ${who} out of ${room}`,
  youWereKicked: (by: string, room: string) => `${by} put you out of ${room}`,
  renamed: (before: string, after: string) => `${before} is now ${after}`,
  youRenamed: (after: string) => `You are now ${after}`,
  away: (who: string, text: string) => `${who} is away: ${text}`,
  back: (who: string) => `${who} is back`,
  youAreAway: 'You are away now. /away alone brings you back.',
  youAreBack: 'You are back.',
  toPrivate: (name: string) => `you → ${name}`,
  fromPrivate: (name: string) => `${name} → you`,
  topicIs: (room: string, text: string) => `Topic of ${room}: ${text}`,
  noTopic: (room: string) => `${room} has no topic`,
  topicChanged: (by: string, room: string, text: string) => `${by} set the topic of ${room}: ${text}`,
  topicRemoved: (by: string, room: string) => `${by} removed the topic of ${room}`,
  modesAre: (target: string, modes: string) => `Modes of ${target}: ${modes}`,
  modesChanged: (by: string, target: string, modes: string) => `${by} changed ${target}: ${modes}`,
  invited: (by: string, room: string) => `${by} invites you to ${room} (/join ${room})`,
  members: (room: string, names: string) => `In ${room}: ${names}`,
  isAway: '(away)',
  nobody: 'Nobody',
  noRooms: 'There are no rooms.',
  people: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  roomChosen: (room: string) => `You are now speaking in ${room}`,
  inNoRoom: 'You are in no room. /join one; /rooms lists them.',
  notInRoom: (room: string) => `You are not in ${room}. /join ${room}`,
  notSent: (text: string) =>
    text === '' ? 'Not done: there is no connection.' : `Not sent, there is no connection: ${text}`,

  helpPlain: 'TEXT',
  helpPlainLine: 'tell everybody in the room',
  helpPrivate: '@NAME TEXT',
  helpPrivateLine: 'tell NAME alone',
  helpLiteral: '@@ at the beginning says a literal @, // a literal /. Tab completes.',
  commands: {
    help: 'this list',
    nick: 'change your name',
    join: 'go into a room',
    room: 'speak in another of your rooms',
    leave: 'leave a room',
    rooms: 'the rooms',
    who: 'who is here',
    msg: 'tell NAME alone, or a room',
    me: 'say what you do',
    topic: 'see or set the topic',
    kick: 'put somebody out',
    away: 'say that you are away; alone: back',
    register: 'keep your name yours',
    login: 'log in to your name',
    logout: 'log out',
    quote: 'send a line of IRC as it is',
    quit: 'leave',
  },
  args: {
    name: 'NAME',
    room: '#ROOM',
    text: 'TEXT',
    key: 'KEY',
    why: 'WHY',
    password: 'PASSWORD',
    line: 'LINE',
    target: '#ROOM|NAME',
  },
  usage: (usage: string) => `Like this: ${usage}`,
  unknownCommand: (name: string) => `No command /${name}. /help lists them; // says a literal /.`,

  rawConnected: (address: string) => `Connected to ${address}. Ctrl+D ends.`,
  rawClosed: 'The server has closed the connection.',
  rawUnframed: 'The server sends no newlines; from now on neither does this client (--framing line keeps them).',
};

const zh: typeof en = {
  help: `用法：chaguan connect [主机[:端口]] [选项]

进入一个聊天。不写主机是 127.0.0.1，不写端口是 12000。IPv6 加端口：[::1]:12000。

选项：
  --name 名字       你的名字；在终端里会问你，否则用你在这台机器上的名字
  --room 房间       要进入的房间（默认：#lobby）
  --password 密码   服务器的密码（如果有的话）
  --lang en|zh-CN   语言（默认：取自环境变量）
  --raw             纯文本，用于任何 TCP 聊天或回显服务器；没有名字和房间
  --framing 方式    只用于 --raw：消息怎样结束
                      line   以换行结束
                      chunk  没有结尾：一次发出的就是一条
                      auto   以换行结束；如果服务器的第一条消息不带换行，
                             之后也不带（默认）
  --help            这份帮助

聊天时用 /help 查看命令；Tab 补全名字和命令；Ctrl+D 离开。
从管道输入时每行都会说出去：echo 你好 | chaguan connect --name bob`,

  unknownOption: (option) => `没有 ${option} 这个选项。见 --help。`,
  needsValue: (option) => `${option} 需要一个值。`,
  takesNoValue: (option) => `${option} 不带值。`,
  oneOf: (option, choices, given) => `${option}：应为其中之一：${choices}，而不是“${given}”。`,
  onlyOneHost: (extra) => `只能写一个主机，“${extra}”是多余的。见 --help。`,
  badAddress: (address) => `“${address}”不是地址：应为 主机、主机:端口 或 [IPv6]:端口，端口从 1 到 65535。`,
  onlyWithRaw: '--framing 只能和 --raw 一起用。见 --help。',
  notWithRaw: (option) => `${option} 不能和 --raw 一起用。见 --help。`,

  askName: (suggestion) => `你的名字 [${suggestion}]：`,
  askOtherName: '换个名字：',
  connecting: (address) => `正在连接 ${address} …`,
  connectFailed: (address, why) => `无法连接 ${address}：${why}。`,
  lost: (why) => `连接断了：${why}。`,
  nextTry: (seconds) => `${seconds} 秒后再试。`,
  goodbye: '再见！',
  reasons: {
    refused: '那里没有服务器',
    'no-such-host': '没有这个主机',
    unreachable: '到不了那里',
    'timed-out': '没有回应',
    reset: '连接被重置',
    closed: '服务器关闭了连接',
  },
  noName: (name, why) => `不能叫“${name}”：${why}`,
  passwordNeeded: '进这个服务器要有密码：chaguan connect --password 密码',
  wrongPassword: '服务器的密码不对。',
  sentAway: (by) => `${by} 把你请走了`,
  noAnswer: '有些内容服务器没有回应。',

  welcomed: (name) => `你叫 ${name}。输入 /help 查看命令。`,
  taken: (name) => `名字“${name}”已经有人用了。如果是你注册的，先换个名字，再输入 /login ${name} 密码`,
  numbered: (name, next) => `名字“${name}”已经有人用了，改用 ${next} 试试。`,
  joined: (who, room) => `${who} 进入 ${room}`,
  youJoined: (room) => `你进入了 ${room}`,
  parted: (who, room) => `${who} 离开 ${room}`,
  youParted: (room) => `你离开了 ${room}`,
  gone: (who) => `${who} 走了`,
  because: (reason) => `（${reason}）`,
  kicked: (who, by, room) => `${by} 把 ${who} 请出 ${room}`,
  youWereKicked: (by, room) => `${by} 把你请出 ${room}`,
  renamed: (before, after) => `${before} 改名为 ${after}`,
  youRenamed: (after) => `你改名为 ${after}`,
  away: (who, text) => `${who} 暂时离开：${text}`,
  back: (who) => `${who} 回来了`,
  youAreAway: '你已设为暂时离开。单独输入 /away 就回来。',
  youAreBack: '你回来了。',
  toPrivate: (name) => `你 → ${name}`,
  fromPrivate: (name) => `${name} → 你`,
  topicIs: (room, text) => `${room} 的话题：${text}`,
  noTopic: (room) => `${room} 没有话题`,
  topicChanged: (by, room, text) => `${by} 把 ${room} 的话题改为：${text}`,
  topicRemoved: (by, room) => `${by} 去掉了 ${room} 的话题`,
  modesAre: (target, modes) => `${target} 的模式：${modes}`,
  modesChanged: (by, target, modes) => `${by} 更改了 ${target} 的模式：${modes}`,
  invited: (by, room) => `${by} 邀请你到 ${room}（输入 /join ${room}）`,
  members: (room, names) => `${room} 里有：${names}`,
  isAway: '（暂时离开）',
  nobody: '没有人',
  noRooms: '没有房间。',
  people: (count) => `${count} 人`,
  roomChosen: (room) => `你现在在 ${room} 说话`,
  inNoRoom: '你不在任何房间里。/join 进入一个；/rooms 查看有哪些。',
  notInRoom: (room) => `你不在 ${room}。输入 /join ${room} 进去。`,
  notSent: (text) => (text === '' ? '没有连接，做不了。' : `没有连接，没有发出：${text}`),

  helpPlain: '内容',
  helpPlainLine: '告诉房间里的人',
  helpPrivate: '@名字 内容',
  helpPrivateLine: '只告诉这个人',
  helpLiteral: '开头的 @@ 表示 @ 本身，// 表示 / 本身。按 Tab 补全。',
  commands: {
    help: '这份列表',
    nick: '改名',
    join: '进入房间',
    room: '换到你所在的另一个房间说话',
    leave: '离开房间',
    rooms: '有哪些房间',
    who: '谁在这里',
    msg: '只告诉一个人，或一个房间',
    me: '说你在做什么',
    topic: '查看或设置话题',
    kick: '请出房间',
    away: '暂时离开；不带内容：回来',
    register: '注册现在的名字',
    login: '用注册的名字登录',
    logout: '退出登录',
    quote: '原样发送一行 IRC',
    quit: '离开',
  },
  args: {
    name: '名字',
    room: '#房间',
    text: '内容',
    key: '密码',
    why: '理由',
    password: '密码',
    line: '一行',
    target: '#房间|名字',
  },
  usage: (usage) => `用法：${usage}`,
  unknownCommand: (name) => `没有 /${name} 这个命令。/help 查看命令；// 表示 / 本身。`,

  rawConnected: (address) => `已连接 ${address}。Ctrl+D 结束。`,
  rawClosed: '服务器关闭了连接。',
  rawUnframed: '服务器不发换行，从现在起这里也不发（--framing line 可以保留换行）。',
};

export type ClientSentences = typeof en;
export const clientSentences: Translated<ClientSentences> = { en, 'zh-CN': zh };
