// What ZNC's playback module is asked, understood: https://wiki.znc.in/Playback. Clients made for that bouncer get what they
// missed from here too.
import { Glob } from '../chat/glob.ts';
import { fold } from '../chat/names.ts';
import { MOST_MESSAGES_READ, MOST_SEARCH_BYTES } from '../limits.ts';
import type { Talk } from '../session/talk.ts';
import type { Client } from './client.ts';
import { playEach, whatFor } from './history.ts';
import { formatMessage } from './message.ts';

const NAME = '*playback';
const SOURCE = `${NAME}!znc@znc.in`;
/** A client may ask first and go into its rooms then: for so many ms it is remembered what it has asked for. */
const ASKED_MS = 30_000;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;
const ACTS = new Map([
  ['PLAY', play],
  ['LIST', list],
]);

/** What a client wants to be played: of which conversations, and from when to when (ms since 1970; not included). */
export interface Playback {
  readonly matches: (name: string) => boolean;
  readonly after: number;
  readonly before: number;
  readonly askedAt: number;
}

export function isPlayback(target: string): boolean {
  return fold(target) === NAME;
}

/** `PLAY <buffers> [from] [to]`, `LIST [buffers]`. What is not understood is answered with that; nothing can be cleared here. */
export function askPlayback(client: Client, text: string): void {
  const [word = '', ...words] = text.trim().split(/\s+/);
  const act = ACTS.get(word.toUpperCase());
  if (act === undefined) return explain(client);
  const [buffers = '*', from, to] = words;
  const [after, before] = [timeIn(from ?? '0'), to === undefined ? END_OF_TIME : timeIn(to)];
  if (after === null || before === null || buffers.length > MOST_SEARCH_BYTES * 8) return explain(client);
  act(client, { matches: matcher(buffers), after, before, askedAt: client.host.now() });
}

/** A room that the client has just come into, if it has asked for it. */
export function playRoom(client: Client, name: string): void {
  const { playback, host } = client;
  if (playback === null || host.now() > playback.askedAt + ASKED_MS || !playback.matches(name)) return;
  const talk = host.archive.talk(host.userId, name);
  if (talk !== null) playTalks(client, [talk], playback);
}

function play(client: Client, playback: Playback): void {
  client.playback = playback;
  withTalks(client, playback, (talks) =>
    playTalks(
      client,
      talks.map(({ talk }) => talk),
      playback,
    ),
  );
}

/** One line each: the name, and from when to when there is something, in seconds. */
function list(client: Client, playback: Playback): void {
  withTalks(client, playback, (talks) => {
    for (const { talk, at } of talks) say(client, 'PRIVMSG', `${talk.name} 0 ${(at / 1000).toFixed(3)}`);
  });
}

type Talks = readonly { readonly talk: Talk; readonly at: number }[];

/** The conversations with something said since then. */
function withTalks(client: Client, { matches, after }: Playback, act: (talks: Talks) => void): void {
  const { host } = client;
  host.wait(host.archive.active(host.userId, after, END_OF_TIME), (talks) => {
    if (talks === null) say(client, 'NOTICE', client.text.unreadable);
    else act(talks.filter(({ talk }) => matches(talk.name)));
  });
}

/** What was asked for of each. */
function playTalks(client: Client, talks: readonly Talk[], playback: Playback): void {
  const [after, before] = [{ at: playback.after }, { at: playback.before }];
  playEach(client, talks, { what: whatFor(client), after, before, from: 'newest', limit: MOST_MESSAGES_READ });
}

function explain(client: Client): void {
  say(client, 'NOTICE', client.text.playbackHelp);
}

function say(client: Client, verb: 'NOTICE' | 'PRIVMSG', text: string): void {
  client.write([formatMessage(verb, [client.nick, text], SOURCE)]);
}

/** Seconds since 1970, with or without a fraction, as ms; null: no time. */
function timeIn(written: string): number | null {
  return /^\d{1,11}(\.\d{0,12})?$/.test(written) ? Math.round(Number(written) * 1000) : null;
}

/** Names with commas between; `*` and `?` are wildcards. */
function matcher(buffers: string): (name: string) => boolean {
  const globs = buffers.split(',').map((buffer) => new Glob(fold(buffer)));
  return (name) => globs.some((glob) => glob.matches(fold(name)));
}
