// Times as IRC writes them.
import type { RoomView, UserView } from '../chat/views.ts';
import type { Client } from './client.ts';

/** Milliseconds as whole seconds. */
export function seconds(ms: number): string {
  return String(Math.floor(ms / 1000));
}

/** `YYYY-MM-DDThh:mm:ss.sssZ` (IRCv3 server-time) in ms since 1970; null: no time. */
export function timeIn(written: string): number | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(written) ? Date.parse(written) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** When a room began, in ms since 1970. The lobby has been there as long as the server. */
export function openedAt(client: Client, room: RoomView): number {
  return room.createdAt || client.rules.startedAt;
}

/** For how long somebody has said nothing, in seconds. */
export function idleSeconds(client: Client, user: UserView): string {
  return seconds(Math.max(0, client.host.now() - user.spokeAt));
}
