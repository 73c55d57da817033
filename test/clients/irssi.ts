import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Arrival, type Chatter, type Login, Seat, withHome } from './chatter.ts';
import { inTerminal } from './tmux.ts';

// It waits between lines so as not to be thrown out for flooding, and a long time before it comes back; what is typed as fast
// as here, it takes for pasted.
const SETTINGS = `settings = {
  core = { nick = "Ann"; user_name = "ann"; real_name = "Ann Lee"; server_reconnect_time = "1sec"; };
  "irc/core" = { cmd_queue_speed = "1msec"; cmds_max_at_once = "1000"; };
  "fe-text" = { paste_detect_time = "0"; };
};
`;

function config(port: number, { login, room }: Arrival): string {
  const { sasl, tls } = login ? loginConfig(login) : { sasl: '', tls: '' };
  const channel = room && `{ name = "${room}"; chatnet = "tea"; autojoin = "yes"; }`;
  return `servers = ( { address = "127.0.0.1"; port = "${port}"; chatnet = "tea"; autoconnect = "yes"; ${tls} } );
chatnets = { tea = { type = "IRC"; ${sasl} }; };
channels = ( ${channel ?? ''} );
${SETTINGS}`;
}

function loginConfig(login: Login): { readonly sasl: string; readonly tls: string } {
  if (login.mechanism === 'EXTERNAL') {
    const certificates = `tls_cert = "${login.file}"; tls_pinned_cert = "${login.pinned}";`;
    return { sasl: 'sasl_mechanism = "EXTERNAL";', tls: `use_tls = "yes"; tls_verify = "no"; ${certificates}` };
  }
  return { sasl: `sasl_mechanism = "PLAIN"; sasl_username = "Ann"; sasl_password = "${login.password}";`, tls: '' };
}

export const irssi: Chatter = {
  program: 'irssi',
  mechanisms: ['PLAIN'],
  async open(port, arrival = {}) {
    const { columns = 80 } = arrival;
    const screen = withHome((home) => {
      writeFileSync(join(home, 'config'), config(port, arrival));
      return inTerminal(['irssi', '--home', home], columns);
    });
    const seat = new Seat(screen, columns);
    await seat.sees(['Mode change [+i] for user Ann']);
    if (arrival.room !== undefined) {
      await seat.sees(['[Act: 2']);
      seat.types('/window 2');
    }
    return seat;
  },
  commands: {
    turnTo: (name) => `/window goto ${name}`,
    turnToServer: '/window 1',
    mode: (room, change) => `/mode ${room} ${change}`,
    list: '/list -YES',
    nickserv: (text) => `/msg NickServ ${text}`,
    // After KILL it does not: somebody wanted it gone.
    comeBack: '/connect tea',
  },
  shows: {
    loggedIn: (account) => [`logged in as ${account}.`],
    said: (name, text) => ['<', `${name}> ${text}`],
    did: (name, text) => [`* ${name} ${text}`],
    joined: (name, room) => [name, `has joined ${room}`],
    opped: (room) => [`${room}: Total of 1 nicks [1 ops`],
    left: (name, why) => [name, `has quit [${why}]`],
    kicked: (name, room, why) => [`${name} was kicked from ${room} by Ann [${why}]`],
    kickedBy: (name, room, why) => [`Ann was kicked from ${room} by ${name} [${why}]`],
    renamed: (before, after) => [`${before} is now known as ${after}`],
    mySelf: (name) => [`You're now known as ${name}`],
    topic: (room, text) => [`Ann changed the topic of ${room} to: ${text}`],
    voiced: (name, room) => [`mode/${room} [+v ${name}] by Ann`],
    opGiven: (name, room) => [`mode/${room} [+o ${name}] by Ann`],
    keyed: (room, key) => [`mode/${room} [+k ${key}] by Ann`],
    limited: (room, people) => [`mode/${room} [+l ${people}] by Ann`],
    moderated: (room) => [`mode/${room} [+m] by Ann`],
    banned: (room, mask) => [`mode/${room} [+b ${mask}] by Ann`],
    away: ['You have been marked as being away'],
    back: ['You are no longer marked as being away'],
    isAway: (name, text) => [`${name} is away: ${text}`],
    whois: (_name, ...words) => words,
    whoisAccount: (_name, account) => ['account', `: ${account}`],
    whoisSecure: () => ['is using a secure connection'],
    whoisCertificate: (_name, fingerprint) => [`has client certificate fingerprint ${fingerprint}`],
    listed: (room, people, topic) => [`${room} ${people} ${topic}`],
    refused: (room, sentence) => [`${room} ${sentence}`],
  },
};
