// What happened, as lines. One function for each kind of event; null for what IRC does not show to others.
import type { ModeChange } from '../chat/command.ts';
import type { Event, EventKind, EventOf } from '../chat/event.ts';
import { BODY_BYTES } from './decoder.ts';
import { departureText } from './departure.ts';
import { type Look, timeTags } from './look.ts';
import { formatMessage } from './message.ts';
import { formatModes, MODES_AT_ONCE } from './modes.ts';
import { broadcastLines, saidLines } from './speech.ts';
import { sourceOf } from './userhost.ts';

type Renderers = { readonly [K in EventKind]: ((event: EventOf<K>, look: Look) => string[]) | null };

const RENDERERS: Renderers = {
  joined: (event, look) => {
    const { who, room, away } = event;
    const extended = look.caps.has('extended-join');
    const join = line(event, look, 'JOIN', extended ? [room, '*', who.realname] : [room]);
    // away-notify: "as well as when a user joins and has an away message set"
    return away !== null && look.caps.has('away-notify') ? [join, line(event, look, 'AWAY', [away])] : [join];
  },
  parted: (event, look) => [line(event, look, 'PART', withText([event.room], event.text))],
  left: (event, look) => [line(event, look, 'QUIT', [departureText(event.departure, look.lang)])],
  renamed: (event, look) => [line(event, look, 'NICK', [event.after.name])],
  // "If no comment is given, the server SHOULD use a default message instead."
  kicked: (event, look) => [line(event, look, 'KICK', [event.room, event.target.name, event.text || event.who.name])],
  invited: (event, look) => [line(event, look, 'INVITE', [event.target.name, event.room])],
  'topic-changed': (event, look) => [line(event, look, 'TOPIC', [event.room, event.text])],
  'modes-changed': modeLines,
  'away-changed': (event, look) =>
    look.caps.has('away-notify') ? [line(event, look, 'AWAY', withText([], event.text ?? ''))] : [],
  described: (event, look) => (look.caps.has('setname') ? [line(event, look, 'SETNAME', [event.realname])] : []),
  said: saidLines,
  broadcast: broadcastLines,
  entered: null,
  'user-mode-changed': null,
  banned: null,
  unbanned: null,
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

function line(event: Event, look: Look, verb: string, params: readonly string[]): string {
  return formatMessage(verb, params, sourceOf(event.who), timeTags(event, look));
}

function withText(params: string[], text: string): string[] {
  return text === '' ? params : [...params, text];
}

/** Mostly one line; as many as needed where masks are long. */
function modeLines(event: EventOf<'modes-changed'>, look: Look): string[] {
  const source = sourceOf(event.who);
  const body = (changes: readonly ModeChange[]): string =>
    formatMessage('MODE', [event.room, ...formatModes(changes)], source);
  const groups: ModeChange[][] = [[]];
  for (const change of event.changes) {
    const group = groups.at(-1) ?? [];
    const full = group.length >= MODES_AT_ONCE || Buffer.byteLength(body([...group, change])) > BODY_BYTES;
    if (full && group.length > 0) groups.push([change]);
    else group.push(change);
  }
  return groups.map((changes) => line(event, look, 'MODE', [event.room, ...formatModes(changes)]));
}
