import { isMetadataKey } from '../../chat/commands/metadata.ts';
import type { RoomView, UserView } from '../../chat/views.ts';
import type { Client } from '../client.ts';
import type { Numeric } from '../numerics.ts';
import { knownRoom, membersSeen } from '../visibility.ts';
import { packWords } from '../wire.ts';
import type { Verb } from './verb.ts';

/** Who may see a value: there are no others. */
const EVERYBODY = '*';

/** Whose metadata is asked for. */
interface Subject {
  readonly name: string;
  readonly metadata: ReadonlyMap<string, string>;
  /** Of a room: who is in it, as far as the client may know. */
  readonly members: readonly UserView[];
}

/** IRCv3 metadata "METADATA client command". `*` is the client itself. */
export const metadata: Verb = {
  when: 'entered',
  least: 2,
  usage: '<target> <subcommand> [<parameter> ...]',
  help: {
    en: 'Reads and sets what people and rooms say about themselves.',
    'zh-CN': '读取和设置用户或房间的自述信息。',
  },
  run(client, { params: [target = '', subcommand = '', ...params] }) {
    const act = SUBCOMMANDS.get(subcommand.toUpperCase());
    if (act === undefined) {
      return client.fail('SUBCOMMAND_INVALID', [subcommand], client.text.unknownSubcommand(subcommand));
    }
    const name = target === '*' ? client.nick : target;
    const subject = subjectNamed(client, name);
    if (subject === null) client.fail('INVALID_TARGET', [target], client.text.noMetadataTarget);
    else act(client, subject, params);
  },
};

type Act = (client: Client, subject: Subject, params: readonly string[]) => void;

const SUBCOMMANDS = new Map<string, Act>([
  ['GET', get],
  ['LIST', list],
  ['SET', set],
  ['CLEAR', clear],
  ['SUB', (client, _, keys) => subscribe(client, 'on', keys)],
  ['UNSUB', (client, _, keys) => subscribe(client, 'off', keys)],
  ['SUBS', subs],
  ['SYNC', sync],
]);

function subjectNamed(client: Client, name: string): Subject | null {
  if (!name.startsWith('#')) {
    const user = client.chat.userNamed(name);
    return user === undefined ? null : { name: user.person.name, metadata: user.metadata, members: [] };
  }
  const room = knownRoom(client, name);
  return room === undefined ? null : subjectOf(client, room);
}

function subjectOf(client: Client, room: RoomView): Subject {
  const members = membersSeen(client, room).map(({ user }) => user);
  return { name: room.name, metadata: room.metadata, members };
}

function get(client: Client, subject: Subject, keys: readonly string[]): void {
  if (keys.length === 0) return client.reply('ERR_NEEDMOREPARAMS', 'METADATA');
  client.batch('metadata', [subject.name], () => {
    for (const key of new Set(keys)) {
      if (isMetadataKey(key)) sendValue(client, subject.name, key, subject.metadata.get(key) ?? null);
      else client.fail('KEY_INVALID', [key], client.text.badKey);
    }
  });
}

function list(client: Client, { name, metadata: values }: Subject): void {
  client.batch('metadata', [name], () => {
    for (const [key, value] of values) sendValue(client, name, key, value);
  });
}

/** RPL_KEYVALUE or RPL_KEYNOTSET. */
export function sendValue(client: Client, name: string, key: string, value: string | null): void {
  if (value === null) client.reply('RPL_KEYNOTSET', name, key, client.text.keyNotSet);
  else client.reply('RPL_KEYVALUE', name, key, EVERYBODY, value);
}

function set(client: Client, { name }: Subject, [key, value]: readonly string[]): void {
  if (key === undefined) return client.reply('ERR_NEEDMOREPARAMS', 'METADATA');
  client.submit({ kind: 'metadata', user: client.host.userId, target: name, key, value: value ?? null });
}

/** "one `RPL_KEYVALUE` event per cleared key": with nothing in it. */
function clear(client: Client, { name }: Subject): void {
  client.answerInBatch('metadata', [name]);
  client.submit({ kind: 'metadata', user: client.host.userId, target: name, key: null, value: null });
}

function subscribe(client: Client, how: 'on' | 'off', keys: readonly string[]): void {
  if (keys.length === 0) return client.reply('ERR_NEEDMOREPARAMS', 'METADATA');
  client.submit({ kind: 'subscribe', user: client.host.userId, set: how === 'on', keys });
}

/** "The `metadata-subs` batch type" */
function subs(client: Client): void {
  const keys = [...(client.self?.subscriptions ?? [])];
  client.batch('metadata-subs', [], () => {
    sendKeys(client, 'RPL_METADATASUBS', keys);
  });
}

/** Parameters of a message besides the client's name (modern-irc "Parameters"). */
const KEYS_AT_ONCE = 13;
/** Bytes of keys in one line; with the names before them they fit. */
const KEYS_BYTES = 300;

/** "Numerics": each key is a parameter of its own. */
export function sendKeys(client: Client, numeric: Numeric, keys: readonly string[]): void {
  for (const line of packWords(keys, KEYS_BYTES)) {
    const words = line.split(' ').filter((word) => word !== '');
    for (let from = 0; from < words.length; from += KEYS_AT_ONCE) {
      client.reply(numeric, ...words.slice(from, from + KEYS_AT_ONCE));
    }
  }
}

/** "METADATA SYNC": what the client has subscribed to, of the target and, in a room, of everybody there. */
function sync(client: Client, subject: Subject): void {
  const keys = [...(client.self?.subscriptions ?? [])];
  client.batch('metadata', [subject.name], () => sendSubscribed(client, subject, keys));
}

/** "On joining a channel": the same, without having been asked. */
export function syncRoom(client: Client, room: RoomView): void {
  const keys = [...(client.self?.subscriptions ?? [])];
  if (keys.length === 0) return;
  client.batch('metadata', [room.name], () => sendSubscribed(client, subjectOf(client, room), keys));
}

/** What is known now of keys that the client has just subscribed to ("METADATA SUB"). */
export function sendKnown(client: Client, keys: readonly string[]): void {
  const { self, chat } = client;
  if (self === undefined) return;
  const people = new Map<string, UserView>();
  for (const room of self.rooms) {
    const subject = subjectOf(client, room);
    sendOf(client, subject.name, subject.metadata, keys);
    for (const user of subject.members) people.set(user.id, user);
  }
  for (const name of self.monitored.values()) {
    const user = chat.userNamed(name);
    if (user !== undefined) people.set(user.id, user);
  }
  for (const user of people.values()) sendOf(client, user.person.name, user.metadata, keys);
}

/** What the client has subscribed to of those of these names who are here ("Notifications"). */
export function sendOfPeople(client: Client, names: readonly string[]): void {
  const keys = [...(client.self?.subscriptions ?? [])];
  for (const name of names) {
    const user = client.chat.userNamed(name);
    if (user !== undefined) sendOf(client, user.person.name, user.metadata, keys);
  }
}

/** For who has just come in: what is known of it, at the beginning ("Notifications"). */
export function sendOwn(client: Client): void {
  const { self, nick } = client;
  client.batch('metadata', [nick], () => {
    if (self !== undefined) sendOf(client, nick, self.metadata, [...self.metadata.keys()]);
  });
}

function sendSubscribed(client: Client, { name, metadata: values, members }: Subject, keys: readonly string[]): void {
  sendOf(client, name, values, keys);
  for (const user of members) sendOf(client, user.person.name, user.metadata, keys);
}

/** "METADATA server message" */
function sendOf(client: Client, name: string, values: ReadonlyMap<string, string>, keys: readonly string[]): void {
  for (const key of keys) {
    const value = values.get(key);
    if (value !== undefined) client.say('METADATA', [name, key, EVERYBODY, value]);
  }
}
