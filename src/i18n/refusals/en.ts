import type { NameFlaw } from '../../chat/event.ts';
import { isInvisible } from '../../chat/names.ts';
import { banned, numberOf, type RefusalSentences } from './sentences.ts';

const CANNOT_SPEAK = {
  banned: 'you are banned there',
  moderated: 'only ops and people with voice may speak there now',
  external: 'you are not in it',
  'no-ctcp': 'it takes no CTCP',
  'registered-speech': 'only people who are logged in may speak there',
};

const CANNOT_JOIN = {
  key: 'it needs the right key',
  full: 'it is full',
  'invite-only': 'one of its ops must invite you first',
  'registered-only': 'only people who are logged in may go in',
};

const BANNED = {
  account: 'You are banned here',
  address: 'Your address is banned here',
  guests: 'Nobody from your address may come in without an account',
};
const LOG_IN = ' If you have one, come with it: give its name and password first.';

export const en: RefusalSentences = {
  'name-taken': ({ name }) => `The name "${name}" is taken.`,
  'name-invalid': ({ name, flaw }) => nameFlaw(name, flaw),
  'name-registered': ({ name }) => `The name "${name}" is registered; if it is yours, log in first.`,

  'room-name-invalid': ({ room, flaw }) => roomFlaw(room, flaw),
  'room-name-taken': ({ room, name }) => `${room} cannot be renamed: there is a room ${name} already.`,
  'room-cannot-be-renamed': ({ room, name }) => `${room} cannot be renamed to "${name}".`,

  'no-such-user': ({ name }) => `No user named "${name}" is here.`,
  'no-such-room': ({ room }) => `There is no room ${room}.`,
  'not-in-room': ({ room }) => `You are not in ${room}.`,
  'target-not-in-room': ({ name, room }) => `${name} is not in ${room}.`,
  'target-in-room': ({ name, room }) => `${name} is already in ${room}.`,
  'op-needed': ({ room }) => `You need a higher role in ${room} to do that.`,
  'operator-needed': () => 'Only the operator of this server may do that.',
  'is-the-operator': () => 'The operator cannot be sent away.',

  'cannot-speak': ({ room, because }) => `You cannot speak in ${room}: ${CANNOT_SPEAK[because]}.`,
  'cannot-join': (refusal) => {
    const start = `You cannot join ${refusal.room}: `;
    if (refusal.because !== 'banned') return `${start}${CANNOT_JOIN[refusal.because]}.`;
    return banned(`${start}you are banned there`, refusal, 'en');
  },
  'cannot-reach': ({ name }) => `${name} takes messages only from people who are logged in.`,
  'too-many-rooms': ({ room, limit }) => `You cannot join ${room}: you may be in ${limit} rooms at most.`,

  'lobby-not-registered': () => 'The lobby belongs to the server and cannot be registered.',
  'room-registered': ({ room, founder }) => `${room} is registered already, by ${founder}.`,
  'room-not-registered': ({ room }) => `${room} is not registered.`,
  'room-not-yours': ({ room, founder }) => `Only ${founder}, who registered ${room}, and the operator may do that.`,
  'too-many-own-rooms': ({ limit }) => `You may have ${limit} registered rooms at most.`,
  'too-many-registered-rooms': () => 'No more rooms can be registered on this server.',
  'too-many-role-holders': ({ room, limit }) => `In ${room}, ${limit} accounts at most may have a role.`,

  'key-invalid': ({ room }) => `That cannot be a key for ${room}.`,
  'mask-invalid': ({ mask }) => `"${mask}" is not a mask.`,
  'mask-too-long': ({ room, limit }) => `That mask is too long for ${room}: ${limit} bytes at most.`,
  'too-many-masks': ({ mask, room, limit }) =>
    `${mask} was not added: ${room} may have ${limit} bans and exceptions at most.`,

  'account-exists': ({ account }) => `The name "${account}" is registered already.`,
  'account-not-own-name': ({ account, name }) =>
    account === name
      ? `The name "${name}" cannot be registered; take another one first.`
      : `"${account}" is not your name; you can register only the one you have, "${name}".`,
  'no-such-account': ({ account }) => `No name "${account}" is registered.`,
  'already-logged-in': ({ account }) => `You are logged in already, as ${account}.`,
  'not-logged-in': () => 'You are not logged in.',
  'fingerprint-invalid': () => 'That is not a SHA-256 fingerprint: 64 digits, 0-9 and a-f.',
  'certificate-taken': ({ fingerprint }) => `The certificate ${fingerprint} belongs to an account already.`,
  'no-such-certificate': ({ fingerprint }) => `The certificate ${fingerprint} is not one of yours.`,
  'too-many-certificates': ({ limit }) => `An account may have ${limit} certificates at most.`,
  'name-banned': ({ account }) => `The name "${account}" is banned here.`,
  'too-many-sessions': ({ name, limit }) =>
    `${name} is here on ${limit} connections already, and more are not allowed. Close one of them.`,
  'too-many-stay': () => 'Nobody else can stay here without a connection: there are too many.',
  'another-stays': ({ account, name }) => `${name} stays here for the account ${account} already.`,
  'too-many-accounts': () => 'No more names can be registered on this server.',

  'no-such-message': () => 'There is no such message, or it is too old to be taken back.',
  'not-your-message': () => 'You can take back only your own messages.',
  'too-long': ({ limit }) => `That is too long: ${limit} bytes at most.`,
  'too-many-lines': ({ limit }) => `That has too many lines: ${limit} at most.`,
  'nothing-said': () => 'There was nothing to send.',
  nowhere: () => 'You are in no room, so nobody would read that. Join one first.',
  'nobody-at-the-desk': () => 'The operator is not here, so nobody would read that.',
  'line-is-busy': () => 'The line is busy, so that was not sent.',

  'too-many-monitored': ({ limit }) => `You can watch for ${limit} names at most.`,
  'too-many-subscriptions': ({ key }) => `You have subscribed to too many keys; not to "${key}".`,
  'metadata-not-yours': ({ target, key }) => `You may not change "${key}" of ${target}.`,
  'metadata-not-set': ({ target, key }) => `${target} has no "${key}".`,
  'metadata-key-invalid': ({ key }) => `"${key}" cannot be a key: it may have 64 of a-z, 0-9, _ . / and - in it.`,
  'metadata-value-too-long': ({ limit }) => `That value is too long: ${limit} bytes at most.`,
  'too-much-metadata': ({ target, limit }) => `${target} may have ${limit} keys at most.`,
  'host-invalid': ({ host }) => `"${host}" cannot be shown as an address.`,

  banned: (refusal) => banned(BANNED[refusal.whom], refusal, 'en') + (refusal.whom === 'guests' ? LOG_IN : ''),
  'not-banned': ({ who }) => `"${who}" is not banned.`,
  'network-too-wide': ({ network }) => `That was not banned: ${network} is too much; write a smaller network.`,
  'bans-yourself': ({ who }) => `A ban on "${who}" would keep you out yourself.`,
  'too-many-sanctions': ({ limit }) => `There are ${limit} bans already; lift some first.`,
  'not-an-address': ({ who }) => `"${who}" is not an IP address, and nobody here has it.`,
  'house-full': ({ limit }) => `The server is full (${limit}).`,
  'address-full': ({ limit }) => `There are too many connections from your address (${limit}).`,
  'cannot-store': () => 'The server cannot store anything now, so that was not done. Please try again later.',
  'house-locked': () => 'The server is locked; nobody new gets in now.',
};

function nameFlaw(name: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return 'A name needs at least one character.';
    case 'long':
      return `"${name}" is too long; a name has ${flaw.limit} characters at most.`;
    case 'start':
      return `A name cannot begin with "${flaw.character}".`;
    case 'character':
      return `A name cannot have ${nameOf(flaw.character)} in it.`;
    case 'reserved':
      return `The name "${name}" is reserved.`;
  }
}

function roomFlaw(room: string, flaw: NameFlaw): string {
  switch (flaw.kind) {
    case 'empty':
      return "A room's name needs at least one character after the #.";
    case 'long':
      return `"${room}" is too long; a room's name has ${flaw.limit} characters at most.`;
    case 'start':
      return `A room's name begins with #; "${room}" does not.`;
    case 'character':
      return `A room's name cannot have ${nameOf(flaw.character)} in it.`;
    case 'reserved':
      return `The room name "${room}" is reserved.`;
  }
}

function nameOf(character: string): string {
  if (character === ' ') return 'a space';
  return isInvisible(character) ? `the invisible ${numberOf(character)}` : `"${character}"`;
}
