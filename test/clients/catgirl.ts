import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Arrival, type Chatter, type Login, Seat, withHome } from './chatter.ts';
import { inTerminal } from './tmux.ts';

/** When its connection is lost it ends, and not with 0: it is started again until somebody has quit. */
const AGAIN = 'until "$@"; do sleep 0.1; done';

function options({ login, room }: Arrival): string[] {
  return [
    ...['-n', 'Ann', '-u', 'ann', '-r', 'Ann Lee'],
    ...(login ? loginOptions(login) : []),
    ...(room ? ['-j', room] : []),
  ];
}

function loginOptions(login: Login): string[] {
  return login.mechanism === 'EXTERNAL' ? ['-e', '-c', login.file] : ['-a', `Ann:${login.password}`];
}

export const catgirl: Chatter = {
  program: 'catgirl',
  mechanisms: ['PLAIN'],
  async open(port, arrival = {}) {
    const { columns = 80 } = arrival;
    const server = ['-h', '127.0.0.1', '-p', String(port)];
    // It speaks nothing but TLS, and pins whole certificates.
    const { stdout } = await promisify(execFile)('catgirl', ['-o', ...server]);
    const screen = withHome((home) => {
      const trusted = join(home, 'trusted.pem');
      writeFileSync(trusted, stdout);
      const catgirl = ['catgirl', ...server, '-t', trusted, ...options(arrival)];
      return inTerminal(['sh', '-c', AGAIN, 'sh', ...catgirl], columns);
    });
    const seat = new Seat(screen, columns);
    // With a room to join it shows that instead of the server.
    await seat.sees(arrival.room ? ['Ann (Ann Lee) arrives in'] : ['You arrive in Chaguan']);
    return seat;
  },
  commands: {
    turnTo: (name) => `/window ${name}`,
    turnToServer: '/window 0',
    mode: (_room, change) => `/mode ${change}`,
    list: '/list',
    nickserv: (text) => `/ns ${text}`,
    comeBack: null,
  },
  shows: {
    // It has no words for that, and would not have come in without.
    loggedIn: () => ['You arrive in Chaguan'],
    said: (name, text) => [`<${name}> ${text}`],
    did: (name, text) => [`* ${name} ${text}`],
    joined: (name, room) => [name, `arrives in ${room}`],
    opped: (room) => [`In ${room} are @Ann`],
    left: (name, why) => [`${name} leaves: ${why}`],
    kicked: (name, room, why) => [`Ann kicks ${name} out of ${room}: ${why}`],
    kickedBy: (name, room, why) => [`${name} kicks Ann out of ${room}: ${why}`],
    renamed: (before, after) => [`${before} is now known as ${after}`],
    mySelf: (name) => [`Ann is now known as ${name}`],
    topic: (room, text) => [`Ann places a new sign in ${room}: ${text}`],
    voiced: (name, room) => [`Ann sets +${name} +v voice in ${room}`],
    opGiven: (name, room) => [`Ann sets @${name} +o operator in ${room}`],
    keyed: (room, key) => [`Ann sets ${room} +k key ${key}`],
    limited: (room, people) => [`Ann sets ${room} +l client limit ${people}`],
    moderated: (room) => [`Ann sets ${room} +m moderated`],
    banned: (room, mask) => [`Ann bans +b ${mask} from ${room}`],
    away: ['You are marked as away'],
    back: ['You are no longer marked as away'],
    isAway: (name, text) => [`${name} is away: ${text}`],
    whois: (name, ...words) => [`${name} is ${name}!`, ...words],
    whoisAccount: (name, account) => [`${name} is logged in as ${account}`],
    whoisSecure: (name) => [`${name} is using a secure connection`],
    whoisCertificate: (name, fingerprint) => [`${name} has client certificate fingerprint ${fingerprint}`],
    listed: (room, people, topic) => [`In ${room} are ${people} under the banner: ${topic}`],
    refused: (_room, sentence) => [sentence],
  },
};
