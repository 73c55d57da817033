import { advertised, type Capability, isCapability } from '../capabilities.ts';
import type { Client } from '../client.ts';
import { BODY_BYTES } from '../decoder.ts';
import { formatMessage } from '../message.ts';
import { enterWhenReady } from '../registration.ts';
import { packWords } from '../wire.ts';
import type { Verb } from './verb.ts';

/** Several lines and cap-notify come with this version. */
const CAP_302 = 302;

/** IRCv3 capability-negotiation "The CAP command". */
export const cap: Verb = {
  when: 'always',
  least: 1,
  usage: 'LS [302] | LIST | REQ :<capabilities> | END',
  help: {
    en: 'Asks what the server can do beyond plain IRC, and switches it on and off.',
    'zh-CN': '查询服务器的扩展功能，并打开或关闭。',
  },
  run(client, { params }) {
    const [subcommand = '', ...words] = params;
    // Some write the list without the colon that makes it one parameter.
    const argument = words.join(' ');
    const act = SUBCOMMANDS.get(subcommand.toUpperCase());
    if (act === undefined) client.reply('ERR_INVALIDCAPCMD', subcommand);
    else act(client, argument);
  },
};

const SUBCOMMANDS = new Map<string, (client: Client, argument: string) => void>([
  ['LS', ls],
  ['LIST', (client) => sendList(client, 'LIST', [...client.askedCaps], client.capVersion)],
  ['REQ', req],
  ['END', end],
]);

/** "The CAP LS subcommand", "CAP LS Version" */
function ls(client: Client, argument: string): void {
  suspend(client);
  const version = /^\d+$/.test(argument) ? Number(argument) : 0;
  client.capVersion = Math.max(client.capVersion, version);
  if (version >= CAP_302) client.askedCaps = new Set([...client.askedCaps, 'cap-notify']);
  sendList(client, 'LS', advertised(client, version >= CAP_302 ? 'who-knows-302' : 'others'), version);
}

/** All but the last of several lines have a `*`; clients that do not know 302 get one. */
function sendList(client: Client, subcommand: string, names: readonly string[], version: number): void {
  const lines = version >= CAP_302 ? packWords(names, roomBehind(client, subcommand, '*')) : [names.join(' ')];
  lines.forEach((line, index) => {
    const more = index < lines.length - 1 ? ['*'] : [];
    client.say('CAP', [client.nick, subcommand, ...more, line]);
  });
}

/** Bytes of one line that are left for a list after these words. */
function roomBehind(client: Client, ...words: string[]): number {
  // The empty last parameter is the colon.
  return BODY_BYTES - Buffer.byteLength(formatMessage('CAP', [client.nick, ...words, ''], client.server));
}

/** "The CAP REQ subcommand": the whole set or nothing. */
function req(client: Client, argument: string): void {
  suspend(client);
  const wanted = new Set(argument.split(' ').filter((word) => word !== ''));
  const caps = new Set<Capability>(client.askedCaps);
  for (const word of wanted) {
    const off = word.startsWith('-');
    const name = off ? word.slice(1) : word;
    // "servers MUST NOT disable the cap-notify capability" of those who know 302.
    const fixed = off && name === 'cap-notify' && client.capVersion >= CAP_302;
    if (!isCapability(name) || fixed) return client.say('CAP', [client.nick, 'NAK', argument]);
    if (off) caps.delete(name);
    else caps.add(name);
  }
  // "The CAP ACK subcommand": it may be spread across several lines.
  for (const line of packWords(wanted, roomBehind(client, 'ACK'))) client.say('CAP', [client.nick, 'ACK', line]);
  client.askedCaps = caps;
}

/** "The CAP END subcommand": ignored after registration. */
function end(client: Client): void {
  if (client.stage.kind === 'entered') return;
  client.stage = { ...client.stage, negotiating: false };
  enterWhenReady(client);
}

/** "it MUST suspend registration until an END subcommand is received" */
function suspend(client: Client): void {
  if (client.stage.kind === 'registering') client.stage = { ...client.stage, negotiating: true };
}
