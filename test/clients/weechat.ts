import { type Arrival, type Chatter, type Login, Seat, withHome } from './chatter.ts';
import { inTerminal } from './tmux.ts';

// It waits between lines so as not to be thrown out for flooding, and a long time before it comes back; what is typed as fast
// as here, it takes for pasted, and asks.
const SETTINGS = [
  'irc.server_default.anti_flood_prio_high 0',
  'irc.server_default.anti_flood_prio_low 0',
  'irc.server_default.autoreconnect_delay 1',
  'irc.server_default.realname Ann Lee',
  'irc.server_default.username ann',
  'weechat.bar.buflist.hidden on',
  'weechat.bar.nicklist.hidden on',
  'weechat.look.paste_max_lines -1',
];

/** As one command line: what is in it is parted by `;`. */
function connecting(port: number, { login, room = '' }: Arrival): string {
  const server = `/server add tea 127.0.0.1/${port} -notls -nicks=Ann -autojoin=${room}`;
  return [server, ...(login ? loginCommands(login) : []), '/connect tea'].join(';');
}

function loginCommands(login: Login): string[] {
  const settings =
    login.mechanism === 'EXTERNAL'
      ? { ssl: 'on', ssl_cert: login.file, ssl_fingerprint: login.pinned.replaceAll(':', '') }
      : { sasl_username: 'Ann', sasl_password: login.password };
  const mechanism = { sasl_mechanism: login.mechanism.toLowerCase() };
  return Object.entries({ ...mechanism, ...settings }).map(([name, value]) => `/set irc.server.tea.${name} ${value}`);
}

export const weechat: Chatter = {
  program: 'weechat',
  mechanisms: ['PLAIN', 'SCRAM-SHA-256'],
  async open(port, arrival = {}) {
    const { columns = 80 } = arrival;
    const settings = SETTINGS.map((setting) => `/set ${setting}`).join(';');
    const command = ['-r', settings, '-r', connecting(port, arrival)];
    const screen = withHome((home) => inTerminal(['weechat', '--dir', home, ...command], columns));
    const seat = new Seat(screen, columns);
    // With a room to join it shows that instead of the server.
    await seat.sees(arrival.room ? ['Ann', 'has joined'] : ['There is no message of the day']);
    return seat;
  },
  commands: {
    turnTo: (name) => `/buffer irc.tea.${name}`,
    turnToServer: '/buffer irc.server.tea',
    mode: (room, change) => `/mode ${room} ${change}`,
    list: '/list',
    nickserv: (text) => `/msg NickServ ${text}`,
    comeBack: null,
  },
  shows: {
    loggedIn: (account) => [`logged in as ${account}.`],
    said: (name, text) => [`${name} | ${text}`],
    did: (name, text) => [`* | ${name} ${text}`],
    joined: (name, room) => ['--> |', name, `has joined ${room}`],
    opped: (room) => [`Channel ${room}: 1 nick (1 op`],
    left: (name, why) => ['<-- |', name, `has quit (${why})`],
    kicked: (name, _room, why) => [`<-- | Ann has kicked ${name} (${why})`],
    kickedBy: (name, _room, why) => [`<-- | ${name} has kicked Ann (${why})`],
    renamed: (before, after) => [`${before} is now known as ${after}`],
    mySelf: (name) => [`You are now known as ${name}`],
    topic: (room, text) => [`Ann has changed topic for ${room}`, `"${text}"`],
    voiced: (name, room) => [`Mode ${room} [+v ${name}] by Ann`],
    opGiven: (name, room) => [`Mode ${room} [+o ${name}] by Ann`],
    keyed: (room, key) => [`Mode ${room} [+k ${key}] by Ann`],
    limited: (room, people) => [`Mode ${room} [+l ${people}] by Ann`],
    moderated: (room) => [`Mode ${room} [+m] by Ann`],
    banned: (room, mask) => [`Mode ${room} [+b ${mask}] by Ann`],
    away: ['You are marked as away'],
    back: ['You are no longer marked as away'],
    isAway: (name, text) => [`[${name}] is away: ${text}`],
    whois: (name, ...words) => [`[${name}]`, ...words],
    whoisAccount: (name, account) => [`[${name}] is logged in as ${account}`],
    whoisSecure: (name) => [`[${name}] is using a secure connection`],
    whoisCertificate: (name, fingerprint) => [`[${name}] has client certificate fingerprint ${fingerprint}`],
    listed: (room, people, topic) => [`${room}(${people}): ${topic}`],
    refused: (room, sentence) => [`${room}: ${sentence}`],
  },
};
