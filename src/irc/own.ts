// What came of the client's own commands, as it is told of it. Most events are shown as to everybody else.
import type { Event, EventOf, Person } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { RoomView } from '../chat/views.ts';
import { certificateSentence } from '../i18n/accounts.ts';
import { registeredRoomSentences } from '../i18n/registered-rooms.ts';
import { awayText, staySentence } from '../i18n/sessions.ts';
import { arrive } from './arrival.ts';
import { attached } from './attached.ts';
import type { Client } from './client.ts';
import { eventLines } from './events.ts';
import { sendLoggedIn } from './login.ts';
import { eventTags } from './look.ts';
import { formatMessage } from './message.ts';
import { replay } from './replay.ts';
import { showRename } from './room-renamed.ts';
import { serviceSays } from './services.ts';
import { formatUserModes } from './user-modes.ts';
import { hostPart, sourceOf } from './userhost.ts';
import { sendMarker } from './verbs/markread.ts';
import { sendKeys, sendKnown, sendOfPeople, sendValue } from './verbs/metadata.ts';
import { sendPresence } from './verbs/monitor.ts';
import { welcome } from './welcome.ts';

export function answerOwn(client: Client, event: Event): void {
  switch (event.kind) {
    case 'entered':
      client.stage = { kind: 'entered' };
      return welcome(client);
    case 'attached':
      return attached(client, event);
    case 'stay-changed':
      return serviceSays(client, 'NickServ', staySentence(event, client.rules.lang));
    case 'joined':
      return joined(client, event);
    case 'said':
      return said(client, event);
    case 'away-changed':
      // away-notify: nobody is told of its own away in AWAY.
      return client.reply(event.text === null ? 'RPL_UNAWAY' : 'RPL_NOWAWAY');
    case 'invited':
      return client.reply('RPL_INVITING', event.target.name, event.room);
    case 'user-modes-changed':
      return userModesChanged(client, event);
    case 'registered':
      return registered(client, event);
    case 'password-changed':
      return serviceSays(client, 'NickServ', client.text.accounts.passwordChanged(event.account));
    case 'account-dropped':
      return serviceSays(client, 'NickServ', client.text.accounts.dropped(event.account));
    case 'certificate-changed':
      return serviceSays(client, 'NickServ', certificateSentence(event, client.rules.lang));
    case 'account-changed':
      return accountChanged(client, event);
    case 'modes-changed':
      // Whoever has an account dropped has asked for nothing in those rooms.
      if (client.askedService === null || isInAny(client, [event.room])) client.show(event);
      return;
    case 'founder-changed':
      if (isInAny(client, [event.room])) client.show(event);
      return;
    case 'host-changed':
      return hostChanged(client, event);
    case 'rejoined':
      if (isInAny(client, [event.room])) client.show(event);
      return;
    case 'room-renamed':
      return showRename(client, event);
    case 'room-registered':
    case 'room-dropped':
      return registrationChanged(client, event);
    case 'monitored':
      sendPresence(client, event.names);
      return sendOfPeople(client, event.names);
    case 'redacted':
      // As PRIVMSG comes back (IRCv3 message-redaction "Command").
      if (client.caps.has('echo-message')) client.show(event);
      return;
    case 'subscribed':
      return subscribed(client, event);
    case 'metadata-changed':
      return metadataChanged(client, event);
    case 'read-marked':
      return sendMarker(client, event.of);
    case 'appeared':
    case 'disappeared':
      // Who comes or goes is not told that somebody watches.
      if (watches(client, event.who)) client.show(event);
      return;
    case 'watched':
      if (watches(client, event.who) && sharesNoRoom(client, event.who)) client.show(event);
      return;
    case 'operator-denied':
      // Who tried is told otherwise.
      return;
    case 'left':
      // Its own departure, or that of somebody it sent away: then it is told if it shared a room.
      // Not who it was itself until it turned out to be somebody who is here.
      if (event.departure.cause !== 'logged-in' && isInAny(client, event.rooms)) client.show(event);
      return;
    default:
      client.show(event);
  }
}

/** "the server MUST send, in this order": JOIN, the topic if there is one, the names (modern-irc "JOIN message"). */
function joined(client: Client, event: EventOf<'joined'>): void {
  // The lines after the first tell others that somebody away has come.
  client.write(eventLines(event, client.look).slice(0, 1));
  const room = client.chat.roomNamed(event.room);
  if (room === undefined) return;
  arrive(client, room);
  if (!event.created) replay(client, room);
}

/** IRCv3 echo-message; labeled-response "When a client sends a message to itself"; modern-irc "PRIVMSG message", RPL_AWAY. */
function said(client: Client, event: EventOf<'said'>): void {
  const { to, form } = event;
  if (to.kind === 'user' && to.person.id === client.host.userId) {
    client.writeUnlabelled(client.dialect.render(event));
  }
  if (client.caps.has('echo-message')) client.show(event);
  if (to.kind === 'user' && to.away !== null && (form === 'message' || form === 'action')) {
    client.reply('RPL_AWAY', to.person.name, awayText(to.away, client.rules.lang));
  }
}

/** modern-irc "OPER message": RPL_YOUREOPER; "MODE message": "will be sent to the user containing the changed modes". */
export function userModesChanged(client: Client, event: EventOf<'user-modes-changed'>): void {
  const { who, changes } = event;
  if (changes.some(({ set, mode }) => set && mode === 'operator')) client.reply('RPL_YOUREOPER');
  const params = [who.name, formatUserModes(changes)];
  client.write([formatMessage('MODE', params, sourceOf(who), eventTags(event, client.look))]);
}

/** IRCv3 account-registration "Responses". */
function registered(client: Client, { account }: EventOf<'registered'>): void {
  const sentence = client.text.registered(account);
  if (client.askedService === 'NickServ') serviceSays(client, 'NickServ', sentence);
  else client.say('REGISTER', ['SUCCESS', account, sentence]);
}

function registrationChanged(client: Client, event: EventOf<'room-registered' | 'room-dropped'>): void {
  const { registered, dropped } = registeredRoomSentences[client.rules.lang];
  if (client.askedService === 'ChanServ') {
    serviceSays(client, 'ChanServ', (event.kind === 'room-registered' ? registered : dropped)(event.room));
  }
  if (isInAny(client, [event.room])) client.show(event);
}

/** RPL_LOGGEDIN and RPL_LOGGEDOUT (IRCv3 sasl-3.1); account-notify. */
export function accountChanged(client: Client, event: EventOf<'account-changed'>): void {
  const { id, account } = event.who;
  if (id !== client.host.userId) {
    if (!sharesNoRoom(client, event.who)) client.show(event);
    return;
  }
  if (account === null) client.reply('RPL_LOGGEDOUT', sourceOf(event.who), client.text.accounts.loggedOut);
  else sendLoggedIn(client, account);
  client.show(event);
}

const NO_ROOMS: ReadonlySet<RoomView> = new Set();

/** The operator has given somebody another address: told as to everybody in a room with that person. */
function hostChanged(client: Client, event: EventOf<'host-changed'>): void {
  if (event.who.id === client.host.userId) showOwnHost(client, event);
  else if (client.chat.user(event.who.id)?.rooms.isDisjointFrom(client.self?.rooms ?? NO_ROOMS) === false) {
    client.show(event);
  }
}

/** IRCv3 chghost: "also to the client whose own username or host changed, if that client also supports" it. */
export function showOwnHost(client: Client, event: EventOf<'host-changed'>): void {
  if (client.caps.has('chghost')) client.show(event);
  else client.reply('RPL_VISIBLEHOST', hostPart(event.after));
}

/** IRCv3 metadata "METADATA SUB", "METADATA UNSUB". */
function subscribed(client: Client, { set, keys }: EventOf<'subscribed'>): void {
  sendKeys(client, set ? 'RPL_METADATASUBOK' : 'RPL_METADATAUNSUBOK', keys);
  if (set) sendKnown(client, keys);
}

/** IRCv3 metadata "METADATA SET"; where several come in a batch, it is CLEAR, which asks for RPL_KEYVALUE. */
function metadataChanged(client: Client, { of, key, value }: EventOf<'metadata-changed'>): void {
  // Taking a name that others watch for tells them of its metadata, and nobody else.
  if (client.verb !== 'METADATA') return;
  sendValue(client, of, key, client.isAnsweringInBatch ? '' : value);
}

function watches(client: Client, { name }: Person): boolean {
  return client.self?.monitored.has(fold(name)) === true;
}

function sharesNoRoom({ self, chat }: Client, { id }: Person): boolean {
  const other = chat.user(id);
  return self !== undefined && other !== undefined && other !== self && self.rooms.isDisjointFrom(other.rooms);
}

export function isInAny(client: Client, rooms: readonly string[]): boolean {
  return rooms.some((room) => client.chat.roomNamed(room)?.members.has(client.host.userId));
}
