// What people read of the options of `chaguan connect`: help and mistakes.
import type { Translated } from './language.ts';

const en = {
  usage: 'Usage: chaguan connect [ADDRESS] [options]',
  intro: 'Joins a chat.',
  addressTitle: 'Addresses (default: 127.0.0.1):',
  addresses: [
    ['HOST[:PORT]', 'port 12000 unless given; IPv6 with a port: [::1]:12000'],
    ['irc://HOST[:PORT]', 'port 6667 unless given'],
    ['ircs://HOST[:PORT]', 'with TLS; port 6697 unless given'],
    ['unix:/PATH', 'a Unix socket'],
  ] as readonly (readonly [term: string, text: string])[],
  optionsTitle: 'Options:',
  values: { name: 'NAME', room: 'ROOM', password: 'WORD', fingerprint: 'SHA256', file: 'FILE' },
  options: {
    name: 'your name; asked for in a terminal, else your name on this machine',
    room: 'the room to join (default: #lobby)',
    password: 'the password of the server, if it has one',
    tls: 'encrypted with TLS; somebody your system trusts must vouch for the server',
    fingerprint: 'TLS, and nothing counts but that the server has this certificate',
    cert: 'TLS, and shows this certificate (PEM), which logs you in if the server knows it',
    key: 'the key of that certificate (PEM)',
    raw: 'plain text, to any chat or echo server; no names, no rooms',
    framing:
      'only with --raw: messages end with a newline (line); nowhere, what is sent at once is one (chunk); or as the first one of the server does (auto, the default)',
    trace: 'shows every piece that comes or goes: when, how many bytes, which, and how it was cut into messages',
    lang: 'language (default: from the environment)',
    help: 'this help',
  },
  notes: [
    'In the chat /help lists the commands; Tab completes names and commands; Ctrl+D leaves.',
    'Each line of piped input is said: echo hi | chaguan connect --name bob',
  ],

  unknownOption: (option: string) => `There is no option ${option}. See --help.`,
  needsValue: (option: string) => `${option} needs a value.`,
  takesNoValue: (option: string) => `${option} takes no value.`,
  oneOf: (option: string, choices: string, given: string) => `${option}: one of ${choices} wanted, not "${given}".`,
  onlyOneHost: (extra: string) => `One host is enough; "${extra}" is too much. See --help.`,
  badAddress: (address: string) =>
    `"${address}" is not an address: host, host:port, [IPv6]:port (ports from 1 to 65535), irc://…, ircs://… or unix:/path.`,
  onlyWithRaw: '--framing goes only with --raw. See --help.',
  notWithRaw: (option: string) => `${option} does not go with --raw. See --help.`,
  badFingerprint: '--fingerprint: a SHA-256 fingerprint wanted, 64 hexadecimal digits, with colons or without.',
  certAndKey: '--cert and --key go together.',
  notWithUnix: (option: string) => `${option} does not go with a Unix socket: nobody is on the way.`,
  cannotRead: (file: string, why: string) => `Cannot read ${file}: ${why}.`,
  noSuchFile: 'there is no such file',
  noPermission: 'no permission',
  noCertificateIn: (file: string) => `There is no certificate (PEM) in ${file}.`,
  noKeyIn: (file: string) => `There is no private key (PEM) in ${file}.`,
  keyIsLocked: (file: string) => `The key in ${file} is locked with a passphrase; an unlocked one is needed.`,
  keyDoesNotFit: (key: string, cert: string) => `The key in ${key} is not that of the certificate in ${cert}.`,
};

const zh: typeof en = {
  usage: '用法：chaguan connect [地址] [选项]',
  intro: '进入一个聊天。',
  addressTitle: '地址（默认：127.0.0.1）：',
  addresses: [
    ['主机[:端口]', '不写端口是 12000；IPv6 加端口：[::1]:12000'],
    ['irc://主机[:端口]', '不写端口是 6667'],
    ['ircs://主机[:端口]', '用 TLS；不写端口是 6697'],
    ['unix:/路径', 'Unix 套接字'],
  ],
  optionsTitle: '选项：',
  values: { name: '名字', room: '房间', password: '密码', fingerprint: 'SHA256', file: '文件' },
  options: {
    name: '你的名字；在终端里会问你，否则用你在这台机器上的名字',
    room: '要进入的房间（默认：#lobby）',
    password: '服务器的密码（如果有的话）',
    tls: '用 TLS 加密；服务器的证书要由系统信任的机构签发',
    fingerprint: '用 TLS，只认指纹是这个的证书',
    cert: '用 TLS，并出示这张证书（PEM）；服务器认得它，你就登录了',
    key: '这张证书的私钥（PEM）',
    raw: '纯文本，用于任何聊天或回显服务器；没有名字和房间',
    framing:
      '只用于 --raw：消息以换行结束（line）；没有结尾，一次发出的就是一条（chunk）；或者跟服务器的第一条消息一样（auto，默认）',
    trace: '显示收到和发出的每一块数据：什么时候，多少字节，是什么，怎样切成消息',
    lang: '语言（默认：取自环境变量）',
    help: '这份帮助',
  },
  notes: [
    '聊天时用 /help 查看命令；Tab 补全名字和命令；Ctrl+D 离开。',
    '从管道输入时每行都会说出去：echo 你好 | chaguan connect --name bob',
  ],

  unknownOption: (option) => `没有 ${option} 这个选项。见 --help。`,
  needsValue: (option) => `${option} 需要一个值。`,
  takesNoValue: (option) => `${option} 不带值。`,
  oneOf: (option, choices, given) => `${option}：应为其中之一：${choices}，而不是“${given}”。`,
  onlyOneHost: (extra) => `只能写一个主机，“${extra}”是多余的。见 --help。`,
  badAddress: (address) =>
    `“${address}”不是地址：应为 主机、主机:端口、[IPv6]:端口（端口从 1 到 65535）、irc://…、ircs://… 或 unix:/路径。`,
  onlyWithRaw: '--framing 只能和 --raw 一起用。见 --help。',
  notWithRaw: (option) => `${option} 不能和 --raw 一起用。见 --help。`,
  badFingerprint: '--fingerprint：应为 SHA-256 指纹，64 个十六进制数字，带不带冒号都行。',
  certAndKey: '--cert 和 --key 要一起用。',
  notWithUnix: (option) => `${option} 不能用于 Unix 套接字：中间没有别人。`,
  cannotRead: (file, why) => `无法读取 ${file}：${why}。`,
  noSuchFile: '没有这个文件',
  noPermission: '没有权限',
  noCertificateIn: (file) => `${file} 里没有证书（PEM）。`,
  noKeyIn: (file) => `${file} 里没有私钥（PEM）。`,
  keyIsLocked: (file) => `${file} 里的私钥有口令，这里要用没有口令的。`,
  keyDoesNotFit: (key, cert) => `${key} 里的私钥和 ${cert} 里的证书不是一对。`,
};

export type ClientOptionSentences = typeof en;
export const clientOptionSentences: Translated<ClientOptionSentences> = { en, 'zh-CN': zh };
