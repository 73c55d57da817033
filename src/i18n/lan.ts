// What people read when they look for servers on their network, and when a server makes itself found there.
import type { Translated } from './language.ts';

const en = {
  help: `Usage: chaguan discover [options]

Looks for Chaguan servers on this network, those started with --announce.

Options:
  --seconds N       how long to look (default: 3)
  --host ADDRESS    only on the interface with this IPv4 address (default: on all)
  --lang en|zh-CN   language (default: from the environment)
  --help            this help`,
  unknownOption: (option: string) => `There is no option ${option}. See --help.`,
  noArguments: (argument: string) => `"${argument}" is too much. See --help.`,
  needsValue: (option: string) => `${option} needs a value.`,
  takesNoValue: (option: string) => `${option} takes no value.`,
  badSeconds: (most: number, given: string) => `--seconds: a whole number from 1 to ${most} wanted, not "${given}".`,
  badHost: (given: string) => `--host: an IPv4 address of this machine wanted, not "${given}".`,
  badLanguage: (choices: string, given: string) => `--lang: one of ${choices} wanted, not "${given}".`,

  looking: (seconds: number, found: number) => `Looking for servers … ${seconds} s, ${found} found`,
  nothingFound: 'No server was found here. One that is started with --announce is.',
  cannotLook: (why: string) => `Cannot look for servers: ${why}.`,
  portInUse: 'another program has UDP port 5353 for itself',
  noPermission: 'no permission for UDP port 5353',
  noSuchAddress: 'this machine has no such address',
  noNetwork: 'this machine is in no IPv4 network',
  head: ['name', 'join with', ''],
  tls: { none: '', offered: 'TLS', only: 'TLS only' },
  needsPassword: 'password',
  otherAddresses: (addresses: string) => `also ${addresses}`,
  notes: (notes: readonly string[]) => notes.join(', '),

  announced: (name: string) => `Found on this network as "${name}"`,
  notAnnounced: (why: string) => `Not found on this network: ${why}`,
  noPage: 'Nobody gets here by an address, so there is no QR code.',
  tooNarrowForQr: (url: string) => `This screen is too narrow for the QR code of ${url}`,
};

const zh: typeof en = {
  help: `用法：chaguan discover [选项]

寻找局域网里用 --announce 启动的茶馆服务器。

选项：
  --seconds N       找多久，以秒计（默认：3）
  --host 地址       只在有这个 IPv4 地址的网卡上找（默认：所有网卡）
  --lang en|zh-CN   语言（默认：取自环境变量）
  --help            这份帮助`,
  unknownOption: (option) => `没有 ${option} 这个选项。见 --help。`,
  noArguments: (argument) => `“${argument}”是多余的。见 --help。`,
  needsValue: (option) => `${option} 需要一个值。`,
  takesNoValue: (option) => `${option} 不带值。`,
  badSeconds: (most, given) => `--seconds：应为从 1 到 ${most} 的整数，而不是“${given}”。`,
  badHost: (given) => `--host：应为这台机器的一个 IPv4 地址，而不是“${given}”。`,
  badLanguage: (choices, given) => `--lang：应为其中之一：${choices}，而不是“${given}”。`,

  looking: (seconds, found) => `正在寻找服务器…… 还有 ${seconds} 秒，找到 ${found} 个`,
  nothingFound: '没有找到服务器。用 --announce 启动的才能找到。',
  cannotLook: (why) => `无法寻找服务器：${why}。`,
  portInUse: 'UDP 端口 5353 被别的程序独占',
  noPermission: '没有权限使用 UDP 端口 5353',
  noSuchAddress: '这台机器没有这个地址',
  noNetwork: '这台机器不在任何 IPv4 网络里',
  head: ['名字', '这样进来', ''],
  tls: { none: '', offered: 'TLS', only: '只用 TLS' },
  needsPassword: '需要密码',
  otherAddresses: (addresses) => `还有 ${addresses}`,
  notes: (notes) => notes.join('，'),

  announced: (name) => `已在局域网里公布，名字是“${name}”`,
  notAnnounced: (why) => `没能在局域网里公布：${why}`,
  noPage: '没有能用地址进来的入口，所以没有二维码。',
  tooNarrowForQr: (url) => `屏幕太窄，放不下 ${url} 的二维码`,
};

export const lanSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** Why multicast DNS cannot be used: what the system said, or (null) that there is no network. */
export function lanFault(error: Error | null, lang: keyof typeof lanSentences): string {
  const t = lanSentences[lang];
  if (error === null) return t.noNetwork;
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return t.portInUse;
    case 'EACCES':
    case 'EPERM':
      return t.noPermission;
    case 'ENODEV':
    case 'EADDRNOTAVAIL':
      return t.noSuchAddress;
    default:
      return error.message;
  }
}
