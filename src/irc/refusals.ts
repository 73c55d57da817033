// Why something was not done, as numerics. The sentence at their end is the same as in plain text.
import type { Refusal } from '../chat/event.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import type { Client } from './client.ts';
import type { Numeric } from './numerics.ts';

type RefusalOf<Why extends Refusal['why']> = Extract<Refusal, { why: Why }>;

/** A numeric and its parameters between the client's name and the sentence. */
type Reply = readonly [numeric: Numeric, ...params: string[]];

type Replies = { readonly [Why in Refusal['why']]: (refusal: RefusalOf<Why>, verb: string) => Reply };

const CANNOT_JOIN: Readonly<Record<RefusalOf<'cannot-join'>['because'], Numeric>> = {
  banned: 'ERR_BANNEDFROMCHAN',
  key: 'ERR_BADCHANNELKEY',
  full: 'ERR_CHANNELISFULL',
  'invite-only': 'ERR_INVITEONLYCHAN',
};

const otherwise = (_: Refusal, verb: string): Reply => ['ERR_UNKNOWNERROR', verb];

const REPLIES: Replies = {
  'name-taken': ({ name }) => ['ERR_NICKNAMEINUSE', name],
  'name-invalid': ({ name }) => ['ERR_ERRONEUSNICKNAME', name],
  'room-name-invalid': ({ room, flaw }) => [flaw.kind === 'start' ? 'ERR_NOSUCHCHANNEL' : 'ERR_BADCHANMASK', room],
  'no-such-user': ({ name }) => ['ERR_NOSUCHNICK', name],
  'no-such-room': ({ room }) => ['ERR_NOSUCHCHANNEL', room],
  'not-in-room': ({ room }) => ['ERR_NOTONCHANNEL', room],
  'target-not-in-room': ({ name, room }) => ['ERR_USERNOTINCHANNEL', name, room],
  'target-in-room': ({ name, room }) => ['ERR_USERONCHANNEL', name, room],
  'op-needed': ({ room }) => ['ERR_CHANOPRIVSNEEDED', room],
  'operator-needed': () => ['ERR_NOPRIVILEGES'],
  'cannot-speak': ({ room }) => ['ERR_CANNOTSENDTOCHAN', room],
  'cannot-join': ({ room, because }) => [CANNOT_JOIN[because], room],
  'key-invalid': ({ room }) => ['ERR_INVALIDKEY', room],
  'too-many-rooms': ({ room }) => ['ERR_TOOMANYCHANNELS', room],
  'too-many-bans': ({ room }) => ['ERR_BANLISTFULL', room, 'b'],
  'mask-too-long': ({ room }) => ['ERR_INVALIDMODEPARAM', room, 'b', '*'],
  'too-long': () => ['ERR_INPUTTOOLONG'],
  'nothing-said': () => ['ERR_NOTEXTTOSEND'],
  'is-the-operator': () => ['ERR_CANTKILLSERVER'],
  'address-banned': () => ['ERR_YOUREBANNEDCREEP'],
  'house-full': otherwise,
  'address-full': otherwise,
  'house-locked': otherwise,
  nowhere: otherwise,
  'nobody-at-the-desk': otherwise,
  'line-is-busy': otherwise,
  'not-banned': otherwise,
  'not-an-address': otherwise,
};

/** Tells the client; somebody who is not let in is sent away. */
export function answerRefusal(client: Client, refusal: Refusal): void {
  // modern-irc "NOTICE message": the server "must not send any error back"
  if (client.verb === 'NOTICE') return;
  const sentence = refusalSentence(refusal, client.rules.lang);
  const reply = REPLIES[refusal.why] as (refusal: Refusal, verb: string) => Reply;
  const [numeric, ...params] = reply(refusal, client.verb);
  switch (refusal.why) {
    case 'address-banned':
      client.reply(numeric, ...params, sentence);
      return client.close('banned', refusal.text);
    case 'house-full':
    case 'address-full':
    case 'house-locked':
      return client.close('refused', sentence);
    default:
      return client.reply(numeric, ...params, sentence);
  }
}
