// What the server answers: numerics (modern-irc "Numerics"), labels and standard replies.
import { fold } from './casemapping.ts';
import type { Context, Handler, Handlers } from './context.ts';
import { loggedIn } from './login.ts';
import { lose } from './presence.ts';
import { splitPrefixes, withTokens } from './support.ts';

const isupport: Handler = (context, { params }) => {
  context.support = withTokens(context.support, params.slice(1, -1));
};

const noTopic: Handler = (context, { params }) => {
  context.show({ kind: 'topic', room: params[1] ?? '', text: '', by: null });
};

const topicIs: Handler = (context, { params }) => {
  const [, room = '', text = ''] = params;
  context.roster.setTopic(room, text);
  context.show({ kind: 'topic', room, text, by: null });
};

const names: Handler = (context, { params }) => {
  const room = params[2] ?? '';
  const gathered = context.gathering.names.get(fold(room)) ?? [];
  context.gathering.names.set(fold(room), gathered.concat((params[3] ?? '').split(' ').filter((word) => word !== '')));
};

const endOfNames: Handler = (context, { params }) => {
  const room = params[1] ?? '';
  const gathered = context.gathering.names.get(fold(room)) ?? [];
  context.gathering.names.delete(fold(room));
  const members = gathered.map((word) => splitPrefixes(context.support, word));
  // Whatever the list says, one is in one's own rooms.
  if (context.connection.kind === 'online' && !members.some(({ name }) => context.isMe(name))) {
    members.push({ prefixes: '', name: context.connection.name });
  }
  context.roster.replaceMembers(room, members);
  context.show({ kind: 'members', room, names: gathered });
};

const who: Handler = (context, { params }) => {
  const [, , user = '', host = '', , name = '', flags = '', last = ''] = params;
  const away = flags.startsWith('G');
  // The last parameter is the hop count and the real name.
  const realname = last.replace(/^\S* ?/, '');
  context.roster.describe(name, { away, realname });
  const prefixes = [...flags].filter((flag) => context.support.prefixes.includes(flag)).join('');
  context.gathering.people.push({ name, address: `${user}@${host}`, away, prefixes, realname });
};

const endOfWho: Handler = (context) => {
  context.show({ kind: 'people', people: context.gathering.people });
  context.gathering.people = [];
};

const list: Handler = (context, { params }) => {
  const [, name = '', members = '', topic = ''] = params;
  context.gathering.rooms.push({ name, members: Number.parseInt(members, 10) || 0, topic });
};

const endOfList: Handler = (context) => {
  context.show({ kind: 'rooms', rooms: context.gathering.rooms });
  context.gathering.rooms = [];
};

const isAway: Handler = (context, { params }) => {
  const [, name = '', text = ''] = params;
  context.show({ kind: 'away-changed', who: name, text });
};

function ownAway(away: boolean): Handler {
  return (context) => {
    if (context.connection.kind === 'online') context.roster.describe(context.connection.name, { away });
    context.show({ kind: 'own-away-changed', away });
  };
}

const modesAre: Handler = (context, { params }) => {
  const [, target = '', ...modes] = params;
  context.show({ kind: 'modes', target, by: '', text: modes.join(' ') });
};

const batch: Handler = (context, { params, tags }) => {
  const reference = params[0] ?? '';
  const id = reference.slice(1);
  const label = tags.get('label');
  if (reference.startsWith('+') && label !== undefined) context.answers.set(id, label);
  if (reference.startsWith('-')) {
    answered(context, context.answers.get(id));
    context.answers.delete(id);
  }
};

const pong: Handler = (context, { params }) => answered(context, params.at(-1));

export function answered(context: Context, label: string | undefined): void {
  if (label !== undefined) context.unanswered.delete(label);
}

const standardReply: Handler = (context, { params }) => {
  const [, code = '', ...rest] = params;
  context.show({ kind: 'refused', code, about: rest.slice(0, -1), text: rest.at(-1) ?? '' });
};

const remark: Handler = (context, { params }) => {
  context.show({ kind: 'server-said', text: params.at(-1) ?? '' });
};

const silent: Handler = () => {};

/** The room is not to be had: it is not tried again, and nothing is said there. */
const cannotJoin: Handler = (context, message) => {
  const room = message.params[1] ?? '';
  otherNumeric(context, message);
  if (context.roster.room(room) === undefined) lose(context, room);
};

/** A numeric without a handler of its own: errors are refusals, the rest is shown as it is. */
export const otherNumeric: Handler = (context, { verb, params }) => {
  const text = params.at(-1) ?? '';
  if (/^[45]/.test(verb)) context.show({ kind: 'refused', code: verb, about: params.slice(1, -1), text });
  else context.show({ kind: 'server-said', text: params.slice(1).join(' ') });
};

export const replyHandlers: Handlers = {
  // Greetings that tell a person nothing: RPL_YOURHOST, RPL_CREATED, RPL_MYINFO, LUSERS, the frame of the MOTD.
  ...Object.fromEntries(
    ['001', '002', '003', '004', '251', '252', '253', '254', '255', '265', '266'].map((code) => [code, silent]),
  ),
  ...Object.fromEntries(['375', '376', '422'].map((code) => [code, silent])),
  // RPL_CREATIONTIME, RPL_TOPICWHOTIME, RPL_LISTSTART
  ...Object.fromEntries(['329', '333', '321'].map((code) => [code, silent])),
  '005': isupport,
  '301': isAway,
  '305': ownAway(false),
  '306': ownAway(true),
  '315': endOfWho,
  '322': list,
  '323': endOfList,
  '324': modesAre,
  '331': noTopic,
  '332': topicIs,
  '352': who,
  '353': names,
  '366': endOfNames,
  '372': remark,
  // RPL_LOGGEDIN, RPL_LOGGEDOUT
  '900': loggedIn,
  '901': remark,
  // ERR_NOSUCHCHANNEL, ERR_TOOMANYCHANNELS, ERR_CHANNELISFULL, ERR_INVITEONLYCHAN, ERR_BANNEDFROMCHAN, ERR_BADCHANNELKEY,
  // ERR_BADCHANMASK
  ...Object.fromEntries(['403', '405', '471', '473', '474', '475', '476'].map((code) => [code, cannotJoin])),
  BATCH: batch,
  PONG: pong,
  ACK: silent,
  FAIL: standardReply,
  WARN: remark,
  NOTE: remark,
};
