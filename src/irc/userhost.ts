// Who a line comes from, as IRC writes it.
import type { Person } from '../chat/event.ts';

/** Plain-text users give no user name; IRC has no way to write none. */
const NO_USERNAME = 'plain';

export function userPart(person: Person): string {
  return person.username === '' ? NO_USERNAME : person.username;
}

/** The address. One that begins with `:` would be read as the rest of the line, so `::1` is written `0::1`. */
export function hostPart(person: Person): string {
  const { host } = person.peer;
  return host.startsWith(':') ? `0${host}` : host;
}

/** `nick!user@host` (modern-irc "Source"). */
export function sourceOf(person: Person): string {
  return `${person.name}!${userPart(person)}@${hostPart(person)}`;
}
