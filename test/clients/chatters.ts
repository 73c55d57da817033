// The IRC programs under test, each with its own way to start, to say and to show the same things.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Screen } from '../../src/terminal/screen.fixture.ts';
import { enter, gone, inTerminal, lineWith } from './tmux.ts';

/** An IRC program that somebody called Ann sits at. */
export interface Chatter {
  readonly program: 'irssi' | 'weechat';
  /** Connects to the server, and waits until it has been welcomed there. */
  open(port: number): Promise<Screen>;
  /** Shows the conversation with a room or a person. */
  turnTo(screen: Screen, name: string): void;
  /** Shows what the server itself says. */
  turnToServer(screen: Screen): void;
  /** How it shows what happens. */
  readonly shows: {
    said(name: string, text: string): RegExp;
    did(name: string, text: string): RegExp;
    joined(name: string, room: string): RegExp;
    opped(room: string): RegExp;
    left(name: string, why: string): RegExp;
    kicked(name: string, room: string, why: string): RegExp;
    renamed(before: string, after: string): RegExp;
    topic(room: string, text: string): RegExp;
    mode(room: string, change: string): RegExp;
    mySelf(name: string): RegExp;
    away: RegExp;
    back: RegExp;
    whois(name: string, ...words: string[]): RegExp;
    listed(room: string, people: number, topic: string): RegExp;
    refused(room: string, sentence: string): RegExp;
  };
}

/** Starts a program with a home of its own. Some write there when they are told to go: it is removed when they have gone. */
function withHome(start: (home: string) => Screen): Screen {
  const home = mkdtempSync(join(tmpdir(), 'chaguan-home-'));
  let leader: number | null = null;
  onTestFinished(async () => {
    if (leader !== null) await gone(leader);
    rmSync(home, { recursive: true, force: true });
  });
  const screen = start(home);
  leader = screen.pid;
  return screen;
}

// Both programs wait between lines so as not to be thrown out for flooding, and a long time before they come back.
const IRSSI_CONFIG = `settings = {
  core = { nick = "Ann"; user_name = "ann"; real_name = "Ann Lee"; server_reconnect_time = "1sec"; };
  "irc/core" = { cmd_queue_speed = "1msec"; cmds_max_at_once = "1000"; };
};
`;

const irssi: Chatter = {
  program: 'irssi',
  async open(port) {
    const screen = withHome((home) => {
      writeFileSync(join(home, 'config'), IRSSI_CONFIG);
      return inTerminal(['irssi', '--home', home, '-c', '127.0.0.1', '-p', String(port)]);
    });
    await screen.until(/Mode change \[\+i\] for user Ann/);
    return screen;
  },
  turnTo: (screen, name) => enter(screen, `/window goto ${name}`),
  turnToServer: (screen) => enter(screen, '/window 1'),
  shows: {
    said: (name, text) => lineWith('<', `${name}> ${text}`),
    did: (name, text) => lineWith(`* ${name} ${text}`),
    joined: (name, room) => lineWith(name, `has joined ${room}`),
    opped: (room) => lineWith(`${room}: Total of 1 nicks [1 ops`),
    left: (name, why) => lineWith(name, `has quit [${why}]`),
    kicked: (name, room, why) => lineWith(`${name} was kicked from ${room} by Ann [${why}]`),
    renamed: (before, after) => lineWith(`${before} is now known as ${after}`),
    topic: (room, text) => lineWith(`Ann changed the topic of ${room} to: ${text}`),
    mode: (room, change) => lineWith(`mode/${room} [${change}] by Ann`),
    mySelf: (name) => lineWith(`You're now known as ${name}`),
    away: /You have been marked as being away/,
    back: /You are no longer marked as being away/,
    whois: (_name, ...words) => lineWith(...words),
    listed: (room, people, topic) => lineWith(`${room} ${people} ${topic}`),
    refused: (room, sentence) => lineWith(`${room} ${sentence}`),
  },
};

const WEECHAT_SETTINGS = [
  'irc.server_default.anti_flood_prio_high 0',
  'irc.server_default.anti_flood_prio_low 0',
  'irc.server_default.autoreconnect_delay 1',
  'irc.server_default.realname Ann Lee',
  'irc.server_default.username ann',
  'weechat.bar.buflist.hidden on',
  'weechat.bar.nicklist.hidden on',
];

const weechat: Chatter = {
  program: 'weechat',
  async open(port) {
    const settings = WEECHAT_SETTINGS.map((setting) => `/set ${setting}`).join(';');
    const server = `/server add tea 127.0.0.1/${port} -notls -nicks=Ann;/connect tea`;
    const screen = withHome((home) => inTerminal(['weechat', '--dir', home, '-r', settings, '-r', server]));
    await screen.until(/There is no message of the day/);
    return screen;
  },
  turnTo: (screen, name) => enter(screen, `/buffer irc.tea.${name}`),
  turnToServer: (screen) => enter(screen, '/buffer irc.server.tea'),
  shows: {
    said: (name, text) => lineWith(`${name} | ${text}`),
    did: (name, text) => lineWith(`* | ${name} ${text}`),
    joined: (name, room) => lineWith('--> |', name, `has joined ${room}`),
    opped: (room) => lineWith(`Channel ${room}: 1 nick (1 op`),
    left: (name, why) => lineWith('<-- |', name, `has quit (${why})`),
    kicked: (name, _room, why) => lineWith(`<-- | Ann has kicked ${name} (${why})`),
    renamed: (before, after) => lineWith(`${before} is now known as ${after}`),
    topic: (room, text) => lineWith(`Ann has changed topic for ${room}`, `"${text}"`),
    mode: (room, change) => lineWith(`Mode ${room} [${change}] by Ann`),
    mySelf: (name) => lineWith(`You are now known as ${name}`),
    away: /You are marked as away/,
    back: /You are no longer marked as away/,
    whois: (name, ...words) => lineWith(`[${name}]`, ...words),
    listed: (room, people, topic) => lineWith(`${room}(${people}): ${topic}`),
    refused: (room, sentence) => lineWith(`${room}: ${sentence}`),
  },
};

export const CHATTERS: readonly Chatter[] = [irssi, weechat];
