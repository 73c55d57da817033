// What the operator can do, as `/help` at the console lists it.
import type { Translated } from './language.ts';

const en = {
  helpArguments: {
    broadcast: '<text>',
    kick: '<name> [reason]',
    ban: '<who> [2h] [reason]',
    unban: '<name|number>',
    audit: '[number] [name]',
    drop: '<#room>',
    limit: '<number>',
    mode: 'hub|desk|p2p|echo',
    trace: '<name>',
  },
  help: {
    broadcast: 'say something to everybody',
    who: 'who is here',
    rooms: 'which rooms there are',
    trace: 'show every byte of a connection; again: no longer',
    visits: 'how many have come as what',
    kick: 'send somebody away; they may come back',
    ban: 'keep out account and address, for 2h, 7d or for good',
    unban: 'let somebody in again',
    bans: 'who is banned, why and until when',
    audit: 'what operators and ops have done',
    drop: 'end the registration of a room',
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
  helpNames:
    'A name can be an address:port too, and /ban takes an account, an address or a network (10.0.0.0/24). @@ and // say @ and /.',
};

const zh: typeof en = {
  helpArguments: {
    broadcast: '<内容>',
    kick: '<名字> [理由]',
    ban: '<谁> [2h] [理由]',
    unban: '<名字|编号>',
    audit: '[条数] [名字]',
    drop: '<#房间>',
    limit: '<数字>',
    mode: 'hub|desk|p2p|echo',
    trace: '<名字>',
  },
  help: {
    broadcast: '对所有人说话',
    who: '谁在这里',
    rooms: '有哪些房间',
    trace: '显示一个连接收发的每个字节；再输一次就停止',
    visits: '来过多少人，用的是什么',
    kick: '请走一个人，他还可以再来',
    ban: '封禁账号和地址；2h、7d 是时长，不写就是永久',
    unban: '解封',
    bans: '封禁了谁，理由和到期时间',
    audit: '掌柜和管理员做过什么',
    drop: '注销一个房间',
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
  helpNames:
    '名字也可以写成 地址:端口；/ban 还可以写账号、地址或网段（10.0.0.0/24）。要说以 @ 或 / 开头的话，写 @@ 或 //。',
};

export const consoleHelp: Translated<typeof en> = { en, 'zh-CN': zh };
