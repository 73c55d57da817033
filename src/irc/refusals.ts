// Why something was not done, as numerics, or standard replies where there is no numeric. The sentence at their end is the
// same as in plain text.
import type { Refusal } from '../chat/event.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Client } from './client.ts';
import { listLetter } from './modes.ts';
import type { Numeric } from './numerics.ts';
import { packWords } from './wire.ts';

type RefusalOf<Why extends Refusal['why']> = Extract<Refusal, { why: Why }>;

/** What stands before the sentence: of a numeric, without the client's name; of a FAIL (IRCv3 standard-replies) all of it. */
type Reply =
  | { readonly numeric: Numeric; readonly params: readonly string[] }
  | { readonly fail: readonly [command: string, code: string, ...context: string[]] };

type Replies = { readonly [Why in Refusal['why']]: (refusal: RefusalOf<Why>, verb: string) => Reply };

function numeric(name: Numeric, ...params: string[]): Reply {
  return { numeric: name, params };
}

function fail(command: string, code: string, ...context: string[]): Reply {
  return { fail: [command, code, ...context] };
}

const CANNOT_JOIN: Readonly<Record<RefusalOf<'cannot-join'>['because'], Numeric>> = {
  banned: 'ERR_BANNEDFROMCHAN',
  key: 'ERR_BADCHANNELKEY',
  full: 'ERR_CHANNELISFULL',
  'invite-only': 'ERR_INVITEONLYCHAN',
  'registered-only': 'ERR_NEEDREGGEDNICK',
};

const otherwise = (_: Refusal, verb: string): Reply => numeric('ERR_UNKNOWNERROR', verb);

const REPLIES: Replies = {
  'name-taken': ({ name }) => numeric('ERR_NICKNAMEINUSE', name),
  'name-registered': ({ name }) => numeric('ERR_NICKNAMEINUSE', name),
  'too-many-sessions': ({ name }) => numeric('ERR_NICKNAMEINUSE', name),
  'name-invalid': ({ name }) => numeric('ERR_ERRONEUSNICKNAME', name),
  'room-name-invalid': ({ room, flaw }) =>
    numeric(flaw.kind === 'start' ? 'ERR_NOSUCHCHANNEL' : 'ERR_BADCHANMASK', room),
  'no-such-user': ({ name }) => numeric('ERR_NOSUCHNICK', name),
  'no-such-room': ({ room }, verb) =>
    verb === 'REDACT' ? fail(verb, 'INVALID_TARGET', room) : numeric('ERR_NOSUCHCHANNEL', room),
  'not-in-room': ({ room }) => numeric('ERR_NOTONCHANNEL', room),
  'target-not-in-room': ({ name, room }) => numeric('ERR_USERNOTINCHANNEL', name, room),
  'target-in-room': ({ name, room }) => numeric('ERR_USERONCHANNEL', name, room),
  'op-needed': ({ room }) => numeric('ERR_CHANOPRIVSNEEDED', room),
  'operator-needed': () => numeric('ERR_NOPRIVILEGES'),
  'is-the-operator': () => numeric('ERR_CANTKILLSERVER'),
  'cannot-speak': ({ room }) => numeric('ERR_CANNOTSENDTOCHAN', room),
  'cannot-reach': ({ name }) => numeric('ERR_NONONREG', name),
  'cannot-join': ({ room, because }) => numeric(CANNOT_JOIN[because], room),
  'too-many-rooms': ({ room }) => numeric('ERR_TOOMANYCHANNELS', room),
  'nothing-said': () => numeric('ERR_NOTEXTTOSEND'),
  'too-long': () => numeric('ERR_INPUTTOOLONG'),

  // modern-irc "Key Channel Mode": not ERR_INVALIDKEY. What cannot be one parameter cannot be repeated either.
  'key-invalid': ({ room }) => numeric('ERR_INVALIDMODEPARAM', room, 'k', '*'),
  'mask-invalid': ({ room, list, mask }) => numeric('ERR_INVALIDMODEPARAM', room, listLetter(list), mask),
  'mask-too-long': ({ room, list }) => numeric('ERR_INVALIDMODEPARAM', room, listLetter(list), '*'),
  'too-many-masks': ({ room, list }) => numeric('ERR_BANLISTFULL', room, listLetter(list)),

  // IRCv3 account-registration "Responses"
  'account-exists': ({ account }) => fail('REGISTER', 'ACCOUNT_EXISTS', account),
  'account-not-own-name': ({ account, name }) =>
    fail('REGISTER', account === name ? 'BAD_ACCOUNT_NAME' : 'ACCOUNT_NAME_MUST_BE_NICK', account),
  'already-logged-in': ({ account }) => fail('REGISTER', 'ALREADY_AUTHENTICATED', account),
  'name-banned': ({ account }) => fail('REGISTER', 'BAD_ACCOUNT_NAME', account),
  'too-many-accounts': () => fail('REGISTER', 'TEMPORARILY_UNAVAILABLE', '*'),
  'not-logged-in': otherwise,
  'too-many-stay': otherwise,
  'another-stays': otherwise,

  // Asked of NickServ, who says so.
  'no-such-account': otherwise,
  'fingerprint-invalid': otherwise,
  'certificate-taken': otherwise,
  'no-such-certificate': otherwise,
  'too-many-certificates': otherwise,

  // Asked of ChanServ, who says so.
  'lobby-not-registered': otherwise,
  'room-registered': otherwise,
  'room-not-registered': otherwise,
  'room-not-yours': otherwise,
  'too-many-own-rooms': otherwise,
  'too-many-registered-rooms': otherwise,
  'too-many-role-holders': otherwise,

  // IRCv3 channel-rename "Errors"
  'room-name-taken': ({ room, name }) => fail('RENAME', 'CHANNEL_NAME_IN_USE', room, name),
  'room-cannot-be-renamed': ({ room, name }) => fail('RENAME', 'CANNOT_RENAME', room, name),

  // IRCv3 message-redaction "Errors"
  'no-such-message': ({ to, message }) => fail('REDACT', 'UNKNOWN_MSGID', to, message),
  'not-your-message': ({ to, message }) => fail('REDACT', 'REDACT_FORBIDDEN', to, message),

  // IRCv3 multiline "Errors"
  'too-many-lines': ({ limit }) => fail('BATCH', 'MULTILINE_MAX_LINES', String(limit)),

  // IRCv3 monitor "734 - `ERR_MONLISTFULL`"; the names are put in by `answerRefusal`.
  'too-many-monitored': ({ limit }) => numeric('ERR_MONLISTFULL', String(limit)),

  // IRCv3 metadata "Standard Replies"
  'too-many-subscriptions': ({ key }) => fail('METADATA', 'TOO_MANY_SUBS', key),
  'metadata-not-yours': ({ target, key }) => fail('METADATA', 'KEY_NO_PERMISSION', target, key),
  'metadata-not-set': ({ target, key }) => fail('METADATA', 'KEY_NOT_SET', target, key),
  'metadata-key-invalid': ({ key }) => fail('METADATA', 'KEY_INVALID', key),
  'metadata-value-too-long': () => fail('METADATA', 'VALUE_INVALID'),
  'too-much-metadata': ({ target }) => fail('METADATA', 'LIMIT_REACHED', target),

  banned: () => numeric('ERR_YOUREBANNEDCREEP'),
  'house-full': otherwise,
  'address-full': otherwise,
  'cannot-store': (_, verb) => fail(verb, 'CANNOT_STORE'),
  'house-locked': otherwise,
  'host-invalid': otherwise,
  nowhere: otherwise,
  'nobody-at-the-desk': otherwise,
  'line-is-busy': otherwise,
  'not-banned': otherwise,
  'not-an-address': otherwise,
  'network-too-wide': otherwise,
  'bans-yourself': otherwise,
  'too-many-sanctions': otherwise,
};

/** Bytes of names in one ERR_MONLISTFULL; with the rest of the line they fit. */
const NAMES_BYTES = 200;

/** Tells the client; somebody who is not let in is sent away. */
export function answerRefusal(client: Client, refusal: Refusal): void {
  // modern-irc "NOTICE message": the server "must not send any error back"
  if (client.verb === 'NOTICE') return;
  const sentence = refusalSentence(refusal, client.rules.lang);
  const row = REPLIES[refusal.why] as (refusal: Refusal, verb: string) => Reply;
  const reply = row(refusal, client.verb);
  const send = (...more: string[]): void => {
    if ('fail' in reply) client.say('FAIL', [...reply.fail, ...more, sentence]);
    else client.reply(reply.numeric, ...reply.params, ...more, sentence);
  };
  switch (refusal.why) {
    case 'banned':
      send();
      return client.close('refused', sentence);
    case 'house-full':
    case 'address-full':
    case 'house-locked':
      return client.close('refused', sentence);
    case 'too-many-monitored':
      for (const names of packWords(refusal.names, NAMES_BYTES, ',')) send(names);
      return;
    default:
      return send();
  }
}
