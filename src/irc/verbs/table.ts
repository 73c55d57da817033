// Every verb that is understood.

import { admin } from './admin.ts';
import { authenticate } from './authenticate.ts';
import { away } from './away.ts';
import { batch } from './batch.ts';
import { cap } from './cap.ts';
import { chathistory } from './chathistory.ts';
import { chghost } from './chghost.ts';
import { cs } from './cs.ts';
import { help } from './help.ts';
import { info } from './info.ts';
import { invite } from './invite.ts';
import { ison } from './ison.ts';
import { isupport } from './isupport.ts';
import { join } from './join.ts';
import { kick } from './kick.ts';
import { kill } from './kill.ts';
import { kline } from './kline.ts';
import { links } from './links.ts';
import { list } from './list.ts';
import { lusers } from './lusers.ts';
import { markread } from './markread.ts';
import { metadata } from './metadata.ts';
import { mode } from './mode.ts';
import { monitor } from './monitor.ts';
import { motd } from './motd.ts';
import { names } from './names.ts';
import { nick } from './nick.ts';
import { notice } from './notice.ts';
import { ns } from './ns.ts';
import { oper } from './oper.ts';
import { part } from './part.ts';
import { pass } from './pass.ts';
import { ping } from './ping.ts';
import { pong } from './pong.ts';
import { privmsg } from './privmsg.ts';
import { quit } from './quit.ts';
import { redact } from './redact.ts';
import { register } from './register.ts';
import { rename } from './rename.ts';
import { search } from './search.ts';
import { setname } from './setname.ts';
import { stats } from './stats.ts';
import { tagmsg } from './tagmsg.ts';
import { time } from './time.ts';
import { topic } from './topic.ts';
import { unkline } from './unkline.ts';
import { user } from './user.ts';
import { userhost } from './userhost.ts';
import type { Verb } from './verb.ts';
import { verify } from './verify.ts';
import { version } from './version.ts';
import { wallops } from './wallops.ts';
import { webirc } from './webirc.ts';
import { who } from './who.ts';
import { whois } from './whois.ts';
import { whowas } from './whowas.ts';
import { znc } from './znc.ts';

export const VERBS: ReadonlyMap<string, Verb> = new Map(
  Object.entries({
    ADMIN: admin,
    AUTHENTICATE: authenticate,
    AWAY: away,
    BATCH: batch,
    CAP: cap,
    CHANSERV: cs,
    CHATHISTORY: chathistory,
    CHGHOST: chghost,
    CS: cs,
    HELP: help,
    INFO: info,
    INVITE: invite,
    ISON: ison,
    ISUPPORT: isupport,
    JOIN: join,
    KICK: kick,
    KILL: kill,
    KLINE: kline,
    LINKS: links,
    LIST: list,
    LUSERS: lusers,
    MARKREAD: markread,
    METADATA: metadata,
    MODE: mode,
    MONITOR: monitor,
    MOTD: motd,
    NAMES: names,
    NICK: nick,
    NICKSERV: ns,
    NOTICE: notice,
    NS: ns,
    OPER: oper,
    PART: part,
    PASS: pass,
    PING: ping,
    PONG: pong,
    PRIVMSG: privmsg,
    QUIT: quit,
    REDACT: redact,
    REGISTER: register,
    RENAME: rename,
    SEARCH: search,
    SETNAME: setname,
    STATS: stats,
    TAGMSG: tagmsg,
    TIME: time,
    TOPIC: topic,
    UNKLINE: unkline,
    USER: user,
    USERHOST: userhost,
    VERIFY: verify,
    VERSION: version,
    WALLOPS: wallops,
    WEBIRC: webirc,
    WHO: who,
    WHOIS: whois,
    WHOWAS: whowas,
    ZNC: znc,
  }),
);

/** In upper case. */
export function verbNamed(name: string): Verb | undefined {
  return VERBS.get(name);
}

export function verbNames(): Iterable<string> {
  return VERBS.keys();
}
