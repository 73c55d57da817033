// Who a line comes from, as IRC writes it.
import type { Person } from '../chat/event.ts';

/** Plain-text users give no user name; IRC has no way to write none. */
const NO_USERNAME = 'plain';

export function userPart(person: Person): string {
  return person.username === '' ? NO_USERNAME : person.username;
}

/** Plain-text users give no real name either, and clients show an empty one as `()`: the name stands in for it. */
export function realnamePart(person: Person): string {
  return person.realname === '' ? person.name : person.realname;
}

/** What is shown as somebody's address. */
export function hostPart(person: Person): string {
  return person.cloak ?? actualHost(person);
}

/** The address itself. One that begins with `:` would be read as the rest of the line, so `::1` is written `0::1`. */
export function actualHost({ peer }: Person): string {
  return peer.host.startsWith(':') ? `0${peer.host}` : peer.host;
}

/** `nick!user@host` (modern-irc "Source"). */
export function sourceOf(person: Person): string {
  return `${person.name}!${userPart(person)}@${hostPart(person)}`;
}
