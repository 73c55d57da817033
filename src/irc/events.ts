// What happened, as lines. One function for each kind of event; null for what IRC does not show to others.
import type { ModeChange } from '../chat/command.ts';
import type { Event, EventKind, EventOf } from '../chat/event.ts';
import { printable } from '../chat/text.ts';
import { sanctionSentence, untilWords } from '../i18n/bans.ts';
import { ircSentences } from '../i18n/irc.ts';
import { registeredRoomSentences } from '../i18n/registered-rooms.ts';
import { awayText } from '../i18n/sessions.ts';
import { BODY_BYTES } from './decoder.ts';
import { departureText } from './departure.ts';
import { eventTags, type Look } from './look.ts';
import { formatMessage } from './message.ts';
import { formatModes, MODES_AT_ONCE, type ShownMode } from './modes.ts';
import { NUMERICS } from './numerics.ts';
import { broadcastLines, saidLines, targetName } from './speech.ts';
import { hostPart, realnamePart, sourceOf, userPart } from './userhost.ts';

type Renderers = { readonly [K in EventKind]: ((event: EventOf<K>, look: Look) => string[]) | null };

const RENDERERS: Renderers = {
  joined: (event, look) => joinLines(event, event.room, event.away, look),
  parted: (event, look) => [line(event, look, 'PART', withText([event.room], event.text))],
  left: (event, look) => [line(event, look, 'QUIT', [departureText(event.departure, look.lang)])],
  renamed: (event, look) => [line(event, look, 'NICK', [event.after.name])],
  // "If no comment is given, the server SHOULD use a default message instead."
  kicked: (event, look) => {
    const comment = (event.text || event.who.name) + untilWords(event.until, look.lang);
    return [line(event, look, 'KICK', [event.room, event.target.name, comment])];
  },
  // IRCv3 invite-notify: for those who keep order there. Who is invited is told in any case (see session.ts).
  invited: (event, look) => (look.caps.has('invite-notify') ? inviteLines(event, look) : []),
  'topic-changed': (event, look) => [line(event, look, 'TOPIC', [event.room, event.text])],
  'modes-changed': (event, look) => modeLines(event, event.changes, sourceOf(event.who), look),
  'bans-ended': (event, look) => {
    const changes = event.masks.map((mask) => ({ set: false, what: 'ban', mask }) as const);
    return modeLines(event, changes, look.server, look);
  },
  'away-changed': (event, look) =>
    look.caps.has('away-notify')
      ? [line(event, look, 'AWAY', event.text === null ? [] : [awayText(event.text, look.lang)])]
      : [],
  described: (event, look) => (look.caps.has('setname') ? [line(event, look, 'SETNAME', [event.realname])] : []),
  said: saidLines,
  redacted: (event, look) =>
    look.caps.has('draft/message-redaction')
      ? [line(event, look, 'REDACT', withText([targetName(event.to), event.message], event.text))]
      : [],
  broadcast: broadcastLines,
  wallops: (event, look) => [line(event, look, 'WALLOPS', [event.text])],
  'account-changed': (event, look) =>
    look.caps.has('account-notify') ? [line(event, look, 'ACCOUNT', [event.who.account ?? '*'])] : [],
  'host-changed': hostLines,
  rejoined: rejoinedLines,
  watched: watchedLines,
  // IRCv3 monitor: `*` "makes it possible to send the exact same message to all clients monitoring a certain target".
  appeared: ({ who }, look) => [formatMessage(NUMERICS.RPL_MONONLINE, ['*', sourceOf(who)], look.server)],
  disappeared: ({ who }, look) => [formatMessage(NUMERICS.RPL_MONOFFLINE, ['*', who.name], look.server)],
  'read-marked': (event, look) =>
    look.caps.has('draft/read-marker')
      ? [formatMessage('MARKREAD', [event.of, readStamp(event.read)], look.server)]
      : [],
  'metadata-changed': (event, look) => {
    const { of, key, value } = event;
    return look.caps.has('draft/metadata-2')
      ? [line(event, look, 'METADATA', value === null ? [of, key, '*'] : [of, key, '*', value])]
      : [];
  },
  'room-registered': (event, look) => modeLines(event, [{ set: true, what: 'registered' }], look.server, look),
  'room-dropped': (event, look) => modeLines(event, [{ set: false, what: 'registered' }], look.server, look),
  'roles-given': (event, look) => modeLines(event, rolesSet(event), look.server, look),
  'founder-changed': ({ room, founder }, look) => [
    formatMessage('NOTICE', [room, registeredRoomSentences[look.lang].passedOn(room, founder)], look.server),
  ],
  entered: null,
  attached: null,
  detached: null,
  'stay-changed': null,
  registered: null,
  'password-changed': null,
  'account-dropped': null,
  'certificate-changed': null,
  monitored: null,
  subscribed: null,
  // It befalls each client in its own words (see room-renamed.ts).
  'room-renamed': null,
  'user-modes-changed': null,
  'operator-denied': (event, look) =>
    noticeToOperators(event, ircSentences[look.lang].operatorDenied(event.who.name), look),
  banned: sanctionLines,
  unbanned: sanctionLines,
  limited: null,
  locked: null,
  'mode-changed': null,
  'line-given': null,
  'line-busy': null,
};

/** The lines of an event, without endings: the same for everybody with this look. None for what is not shown. */
export function eventLines(event: Event, look: Look): string[] {
  const render = RENDERERS[event.kind] as ((event: Event, look: Look) => string[]) | null;
  return render === null ? [] : render(event, look);
}

/** modern-irc "JOIN message"; IRCv3 extended-join; away-notify: "as well as when a user joins and has an away message set". */
function joinLines(event: Event, room: string, away: string | null, look: Look): string[] {
  const extended = look.caps.has('extended-join') ? [event.who.account ?? '*', realnamePart(event.who)] : [];
  const join = line(event, look, 'JOIN', [room, ...extended]);
  return away !== null && look.caps.has('away-notify')
    ? [join, line(event, look, 'AWAY', [awayText(away, look.lang)])]
    : [join];
}

/** modern-irc "INVITE message" */
export function inviteLines(event: EventOf<'invited'>, look: Look): string[] {
  return [line(event, look, 'INVITE', [event.target.name, event.room])];
}

/** IRCv3 read-marker "MARKREAD Command"; null: not known. */
export function readStamp(read: number | null): string {
  return read === null ? '*' : `timestamp=${new Date(read).toISOString()}`;
}

/** IRCv3 chghost; for others, as if the person had gone and come again ("Fallback", and `rejoinedLines`). */
function hostLines(event: EventOf<'host-changed'>, look: Look): string[] {
  const { after } = event;
  if (look.caps.has('chghost')) return [line(event, look, 'CHGHOST', [userPart(after), hostPart(after)])];
  return [line(event, look, 'QUIT', [ircSentences[look.lang].changingHost])];
}

function rejoinedLines(event: EventOf<'rejoined'>, look: Look): string[] {
  if (look.caps.has('chghost')) return [];
  const { room, roles, away } = event;
  const joined = joinLines(event, room, away, look);
  if (roles.length === 0) return joined;
  return [...joined, formatMessage('MODE', [room, ...formatModes(rolesSet(event))], look.server)];
}

function rolesSet({ roles, who }: EventOf<'rejoined' | 'roles-given'>): ModeChange[] {
  return roles.map((role) => ({ set: true, what: 'role', role, name: who.name }));
}

/** IRCv3 extended-monitor: as to those who share a room, if the client has asked for that too; never a fallback. */
function watchedLines({ event }: EventOf<'watched'>, look: Look): string[] {
  const isAsked = look.caps.has('extended-monitor') && (event.kind !== 'host-changed' || look.caps.has('chghost'));
  return isAsked ? eventLines(event, look) : [];
}

function line(event: Event, look: Look, verb: string, params: readonly string[]): string {
  return formatMessage(verb, params, sourceOf(event.who), eventTags(event, look));
}

function withText(params: string[], text: string): string[] {
  return text === '' ? params : [...params, text];
}

/** Mostly one line; as many as needed where masks are long. The source is the server's for what nobody but it can do. */
function modeLines(
  event: Event & { readonly room: string },
  changes: readonly ShownMode[],
  source: string,
  look: Look,
): string[] {
  const body = (some: readonly ShownMode[]): string[] => [event.room, ...formatModes(some)];
  const groups: ShownMode[][] = [[]];
  for (const change of changes) {
    const group = groups.at(-1) ?? [];
    const longer = formatMessage('MODE', body([...group, change]), source);
    const full = group.length >= MODES_AT_ONCE || Buffer.byteLength(longer) > BODY_BYTES;
    if (full && group.length > 0) groups.push([change]);
    else group.push(change);
  }
  return groups.map((some) => formatMessage('MODE', body(some), source, eventTags(event, look)));
}

function sanctionLines(event: EventOf<'banned' | 'unbanned'>, look: Look): string[] {
  return noticeToOperators(event, sanctionSentence(event, event.who.name, look.lang, printable), look);
}

/** As other servers tell them. */
function noticeToOperators(event: Event, sentence: string, look: Look): string[] {
  return [formatMessage('NOTICE', ['*', sentence], look.server, eventTags(event, look))];
}
