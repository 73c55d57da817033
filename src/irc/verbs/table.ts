// Every verb that is understood.
import { away } from './away.ts';
import { cap } from './cap.ts';
import { invite } from './invite.ts';
import { ison } from './ison.ts';
import { join } from './join.ts';
import { kick } from './kick.ts';
import { kill } from './kill.ts';
import { list } from './list.ts';
import { lusers } from './lusers.ts';
import { mode } from './mode.ts';
import { motd } from './motd.ts';
import { names } from './names.ts';
import { nick } from './nick.ts';
import { notice } from './notice.ts';
import { oper } from './oper.ts';
import { part } from './part.ts';
import { pass } from './pass.ts';
import { ping } from './ping.ts';
import { pong } from './pong.ts';
import { privmsg } from './privmsg.ts';
import { quit } from './quit.ts';
import { setname } from './setname.ts';
import { tagmsg } from './tagmsg.ts';
import { topic } from './topic.ts';
import { user } from './user.ts';
import { userhost } from './userhost.ts';
import type { Verb } from './verb.ts';
import { version } from './version.ts';
import { who } from './who.ts';
import { whois } from './whois.ts';

export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries({
    AWAY: away,
    CAP: cap,
    INVITE: invite,
    ISON: ison,
    JOIN: join,
    KICK: kick,
    KILL: kill,
    LIST: list,
    LUSERS: lusers,
    MODE: mode,
    MOTD: motd,
    NAMES: names,
    NICK: nick,
    NOTICE: notice,
    OPER: oper,
    PART: part,
    PASS: pass,
    PING: ping,
    PONG: pong,
    PRIVMSG: privmsg,
    QUIT: quit,
    SETNAME: setname,
    TAGMSG: tagmsg,
    TOPIC: topic,
    USER: user,
    USERHOST: userhost,
    VERSION: version,
    WHO: who,
    WHOIS: whois,
  }),
);
