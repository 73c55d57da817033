// Everything that a stranger can make grow has its limit here, with the reason.
import type { ChatLimits } from './chat/limits.ts';
import { roomNameBytes, userNameBytes } from './chat/names.ts';

export interface Limits extends ChatLimits {
  /** Connections from one address (see `networkOf`). */
  readonly clientsPerAddress: number;
  /** Bytes in one plain-text line; the lengths of IRC lines are fixed by its specifications (irc/decoder.ts). */
  readonly lineBytes: number;
  /** Bytes queued for a client that has not read them. */
  readonly sendQueueBytes: number;
  /** Lines per second that a client may send for good. */
  readonly commandsPerSecond: number;
  /** Lines that a client may send at once before it is delayed. */
  readonly commandBurst: number;
  /** Lines of a client that may be delayed one after the other; one more before it was caught up with, and it is disconnected. */
  readonly commandBacklog: number;
  /** Seconds until somebody must have a name. */
  readonly handshakeSeconds: number;
  /** Seconds of silence after which an IRC client is asked whether it is there, and within which it must answer. */
  readonly pingSeconds: number;
  /** Seconds of silence after which a plain-text client is sent away. */
  readonly idleSeconds: number;
  /** Days that history is kept. */
  readonly historyDays: number;
  /** Events of one room or private conversation that are kept. */
  readonly historyEvents: number;
}

/** One limit: its number unless set otherwise, what may be set, its unit, and why there is one. */
interface LimitRow {
  readonly key: keyof SettableLimits;
  /** How it is written as an option and in the config file. */
  readonly option: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly reason: { readonly en: string; readonly 'zh-CN': string };
}

export const LIMITS: readonly LimitRow[] = [
  {
    key: 'clients',
    option: 'max-clients',
    value: 1000,
    least: 1,
    most: 100_000,
    reason: {
      en: 'clients at once; each costs memory and a file descriptor',
      'zh-CN': '同时在线的客户端数；每个都占用内存和一个文件描述符',
    },
  },
  {
    key: 'clientsPerAddress',
    option: 'max-clients-per-address',
    value: 1000,
    least: 1,
    most: 100_000,
    reason: {
      en: 'clients from one address (or IPv6 /64); high, because a whole classroom may share one. Lower it on the open internet',
      'zh-CN': '同一地址（IPv6 按 /64 算）的客户端数；默认很高，因为整个教室可能共用一个地址。在公网上请调低',
    },
  },
  {
    key: 'lineBytes',
    option: 'line-bytes',
    value: 4096,
    least: 512,
    most: 65_536,
    reason: {
      en: 'bytes in one line, so that nobody fills memory without ending it',
      'zh-CN': '一行的字节数，以免有人不换行而占满内存',
    },
  },
  {
    key: 'sendQueueBytes',
    option: 'send-queue-bytes',
    value: 1_048_576,
    least: 16_384,
    most: 1_073_741_824,
    reason: {
      en: 'unread bytes kept for one client; one that stops reading is dropped, nobody waits for it',
      'zh-CN': '为一个客户端保留的未读字节数；停止读取的会被断开，没有人等它',
    },
  },
  {
    key: 'commandsPerSecond',
    option: 'commands-per-second',
    value: 10,
    least: 1,
    most: 10_000_000,
    reason: { en: 'lines a second from one client; more are delayed', 'zh-CN': '一个客户端每秒的行数；超过的会被延迟' },
  },
  {
    key: 'commandBurst',
    option: 'command-burst',
    value: 40,
    least: 1,
    most: 10_000_000,
    reason: {
      en: 'lines at once before any delay: an IRC client joining its rooms, a pasted paragraph',
      'zh-CN': '开始延迟之前可一次发来的行数：IRC 客户端加入多个房间、粘贴一段文字',
    },
  },
  {
    key: 'commandBacklog',
    option: 'command-backlog',
    value: 600,
    least: 1,
    most: 10_000_000,
    reason: {
      en: 'lines of one client delayed in a row before it is disconnected; a long paste only has to wait',
      'zh-CN': '一个客户端连续被延迟多少行就断开；粘贴一长段文字只是要等一等',
    },
  },
  {
    key: 'handshakeSeconds',
    option: 'handshake-seconds',
    value: 120,
    least: 1,
    most: 86_400,
    reason: {
      en: 'seconds to give a name; a connection without one holds a place',
      'zh-CN': '报上名字的时限（秒）；没有名字的连接也占着位子',
    },
  },
  {
    key: 'pingSeconds',
    option: 'ping-seconds',
    value: 90,
    least: 1,
    most: 86_400,
    reason: {
      en: 'seconds of silence before an IRC client is pinged, and again for its answer; finds dead connections',
      'zh-CN': 'IRC 客户端静默多少秒后被 PING，并在同样的时间内应答；用来发现死连接',
    },
  },
  {
    key: 'idleSeconds',
    option: 'idle-seconds',
    value: 43_200,
    least: 1,
    most: 604_800,
    reason: {
      en: 'seconds of silence before a plain-text client is sent away; long, for people who only read',
      'zh-CN': '纯文本客户端静默多少秒后被断开；很长，因为有人只看不说',
    },
  },
  {
    key: 'historyDays',
    option: 'history-days',
    value: 90,
    least: 1,
    most: 36_500,
    reason: { en: 'days that history is kept; the disk is not endless', 'zh-CN': '历史保留多少天；磁盘不是无限的' },
  },
  {
    key: 'historyEvents',
    option: 'history-events',
    value: 100_000,
    least: 100,
    most: 100_000_000,
    reason: {
      en: 'events kept of one room or private conversation; some 100 bytes each on the disk',
      'zh-CN': '每个房间或私聊保留的条数；每条在磁盘上大约占 100 字节',
    },
  },
  {
    key: 'nameLength',
    option: 'name-length',
    value: 24,
    // A guest's number must fit.
    least: 9,
    most: 64,
    reason: {
      en: 'characters in a name, 90 bytes at most; it stands before every message',
      'zh-CN': '名字的字符数，最多 90 字节；它出现在每条消息之前',
    },
  },
  {
    key: 'roomNameLength',
    option: 'room-name-length',
    value: 50,
    least: 2,
    most: 64,
    reason: {
      en: "characters in a room's name, # included, 150 bytes at most",
      'zh-CN': '房间名的字符数，包括 #，最多 150 字节',
    },
  },
  {
    key: 'messageBytes',
    option: 'message-bytes',
    value: 4096,
    least: 256,
    most: 65_536,
    reason: {
      en: 'bytes in one message; everybody in the room gets them',
      'zh-CN': '一条消息的字节数；房间里每个人都会收到',
    },
  },
  {
    key: 'textBytes',
    option: 'text-bytes',
    value: 300,
    least: 50,
    most: 390,
    reason: {
      en: 'bytes in a topic, a reason, an away text, a real name; with a name and a room they fit one IRC line',
      'zh-CN': '话题、理由、离开说明、真实姓名的字节数；加上名字和房间名要能放进一行 IRC',
    },
  },
  {
    key: 'keyLength',
    option: 'key-length',
    value: 24,
    least: 1,
    most: 50,
    reason: { en: "characters in a room's key", 'zh-CN': '房间密码的字符数' },
  },
  {
    key: 'roomsPerUser',
    option: 'rooms-per-user',
    value: 50,
    least: 1,
    most: 10_000,
    reason: {
      en: 'rooms one user may be in; also bounds how many rooms there are',
      'zh-CN': '一个用户可加入的房间数；也限制了房间总数',
    },
  },
  {
    key: 'bansPerRoom',
    option: 'bans-per-room',
    value: 100,
    least: 1,
    most: 10_000,
    reason: {
      en: "masks in a room's ban and exception lists; each is tried at every message",
      'zh-CN': '房间封禁和例外列表的条数；每条消息都要逐一比对',
    },
  },
];

/** Limits that nobody needs to set. */
const FIXED = {
  /** A pasted file is no message; every line costs each IRC client its sender's name again. */
  linesPerMessage: 100,
  /** A contact list; each name is looked up when somebody comes or goes. */
  monitorsPerUser: 100,
  /** What people and rooms say of themselves is kept as long as they are here, and sent to all who want to know. */
  metadataKeys: 20,
  subscriptionsPerUser: 50,
  /** Rooms and people that somebody reads; for more, the oldest marker is forgotten. */
  readMarkers: 200,
  /** Who said what, for taking it back: some 150 bytes each, in the whole house. */
  redactable: 10_000,
  /** Who was here: some 300 bytes each, in the whole house. */
  remembered: 1000,
  /** Registered names: some 500 bytes each, in the whole house. */
  accounts: 100_000,
  /** By whose names others still find what was said between them: some 200 bytes each. The one dropped first is forgotten. */
  formerAccounts: 10_000,
  /** They stay when nobody is in them: mostly 1 KB each, at the very most some 60. */
  registeredRooms: 5000,
  /** A teacher's courses; one account must not take all the names. */
  roomsPerAccount: 20,
  /** A room's helpers; each is looked for when somebody comes in, and written whenever the room changes. */
  roleHoldersPerRoom: 100,
  /** One for each device that somebody has; some 200 bytes each. */
  certificatesPerAccount: 8,
  /** A few devices; whoever reconnects again and again before the old connections have timed out needs some more. */
  sessionsPerUser: 20,
  /** Each is a user who is never gone, in all its rooms: some kilobytes. */
  staying: 1000,
  /** A class that is asked in before the lecture; written whenever the room changes. For more, the first is forgotten. */
  invitedPerRoom: 100,
  /** Long lists of known nuisances; each is looked at when somebody comes in, and some 300 bytes. */
  sanctions: 5000,
} satisfies Partial<ChatLimits>;

type SettableLimits = Omit<Limits, keyof typeof FIXED | 'maskBytes' | 'metadataBytes'>;

/** Bytes of a mask or a value of metadata, unless the names beside it are too long for that. */
const MOST_WORD_BYTES = 130;

/**
 * A mask and a value of metadata are one whole line of IRC (510 bytes) with the longest names beside them: a part of one would be
 * another. The rest of such a line is, beside two users and a room, `:server 367  … 1767323045`; beside a user and a room,
 * `:!user@host METADATA  key * :`, with 63 bytes for a server or a host, 64 for a key and 10 for a user name.
 */
function besideNames({ nameLength, roomNameLength }: SettableLimits): Pick<Limits, 'maskBytes' | 'metadataBytes'> {
  const [user, room] = [userNameBytes(nameLength), roomNameBytes(roomNameLength)];
  return {
    maskBytes: Math.min(MOST_WORD_BYTES, 510 - 83 - 2 * user - room),
    metadataBytes: Math.min(MOST_WORD_BYTES, 510 - 155 - user - room),
  };
}

/** Wrong passwords in a row on one connection: somebody who guesses has to call again each time. */
export const MOST_FAILED_LOGINS = 5;

/** Wrong passwords for one account, before only one more a minute is tried: guessing is slow, and its owner waits a minute at most. */
export const WRONG_PER_ACCOUNT = { burst: 10, everyMs: 60_000 };

/** Wrong passwords from one address, for any account, the server or the operator: a whole classroom behind it mistypes less. */
export const WRONG_PER_ADDRESS = { burst: 100, everyMs: 6_000 };

/** Names registered on one connection, and from one address: two lectures at once, and as many an hour. */
export const REGISTRATIONS_PER_CONNECTION = 3;
export const REGISTRATIONS_PER_ADDRESS = { burst: 100, everyMs: 36_000 };

/** Accounts and addresses of which it is known what they did lately: some 200 bytes each. The oldest is forgotten. */
export const COUNTED_KEYS = 10_000;

/** Passwords hashed at once: each holds 19 MiB and one of the process's four threads, which files and names need too. */
export const HASHES_AT_ONCE = 2;

/** Passwords that may wait to be hashed, shared fairly between addresses: a whole class logging in, a few seconds of work. */
export const HASHES_WAITING = 100;

/** Bytes of a password, prepared. Longer than any passphrase; with an account's name it still fits one IRC line. */
export const MOST_PASSWORD_BYTES = 400;

/**
 * Bytes of the mask of a WHO, of all conditions of a LIST: each is tried on everybody or all rooms at every line. Room for
 * two names or an address; an exact name is found whatever its length.
 */
export const MOST_SEARCH_BYTES = 64;

/**
 * Messages of before in one answer, or shown on coming in: some screens full, and for most rooms a few KiB. Fewer, if they would
 * fill more than half of what may be queued for who asks.
 */
export const MOST_MESSAGES_READ = 100;

/** ms that a broken connection may be taken for alive (a ping, and the time for its answer), and some more: what went there nobody has read. */
export const UNNOTICED_MS = 300_000;

/** Those who are turned away wait for the sentence that says why; more of them at once are closed without one. */
export const MOST_TURNED_AWAY = 100;

/** What is kept for UDP: some 300 bytes for each that is asked for its code, and up to 1,200 of what it said. */
export const UDP_LIMITS = {
  /** The one asked longest ago is forgotten: somebody who floods with forged addresses must not fill memory. */
  asked: 1000,
  /** A lecture that comes in at once. Three codes each and a minute's wait: to hit one of 923,521 by guessing takes a day. */
  askedPerHost: 200,
  /** It is there to be compared, not for crowds; who comes later is not answered. */
  confirmed: 1000,
  /** A peer that is gone says nothing, so silence is all there is to know it by. */
  silenceMs: 60_000,
  /** A burst to a thousand peers. */
  queueBytes: 1_048_576,
};

/** Bytes of the log that may wait for a program that does not read it: what strangers say must not fill memory there. */
export const LOG_QUEUE_BYTES = 1_048_576;

/** Bytes of one piece that a trace shows, in hexadecimal: five times as many characters, on some screens of a terminal. */
export const TRACED_BYTES = 1024;

/** What a trace tells: somebody who sends byte by byte must not keep the server busy with writing that down. */
export const TRACE_PACE = { perSecond: 50, burst: 500 };

/** What one caller with HTTP or WebSocket may take. */
export interface WebLimits {
  /** ms for a request to come and its answer to be taken; then the connection is closed. It holds a place meanwhile. */
  readonly requestMs: number;
  /** Requests on one connection: a page and all it consists of, some times over. */
  readonly requests: number;
  /** Bytes of a request's first line and headers: browsers send 1 to 2 KiB. */
  readonly headerBytes: number;
  /** Characters of what is asked for: nothing here has a long name. */
  readonly targetLength: number;
  /** Bytes of a request's body, which nothing here wants: read, so that the answer is not lost, and forgotten. */
  readonly bodyBytes: number;
  /** Bytes of a WebSocket message: the longest tags and the longest line of IRC (message-tags, "Size limit"). */
  readonly messageBytes: number;
  /** Pieces of a WebSocket message: each keeps the up to 64 KiB alive that it was read with. */
  readonly messagePieces: number;
}

export const WEB_LIMITS: WebLimits = {
  requestMs: 10_000,
  requests: 100,
  headerBytes: 16_384,
  targetLength: 2048,
  bodyBytes: 65_536,
  messageBytes: 8191 + 512,
  messagePieces: 256,
};
/** Servers, and addresses of each, that are listed when looking for them on the LAN: anybody there can answer anything. */
export const MOST_SERVERS_FOUND = 100;
export const MOST_ADDRESSES_FOUND = 4;

/** What an import takes, whoever has written it: more than this server ever writes, and no more than clients can be sent. */
export const IMPORT_LIMITS = {
  /** Bytes of a line, with an event in it: the longest message with every character escaped. */
  lineBytes: 2_097_152,
  /** Bytes of a message, a topic, a reason: the most that `--message-bytes` allows. */
  textBytes: 65_536,
  /** Lines of a message: each costs every reader its sender's name again. */
  lines: 1000,
  /** Bytes of a name, an address, an id, a mask: beside it, something must fit a line of IRC. */
  wordBytes: 255,
  roomNameLength: 64,
  /** Bytes of client tags (IRCv3 message-tags, "Size limit"). */
  tagBytes: 4094,
  /** ms that the clock of who has written it may be ahead: what is later than now stands in the way of all that will be said. */
  aheadMs: 3_600_000,
};

/** The limits with these set, and what follows from those. */
export function limitsWith(set: Partial<Limits>): Limits {
  const usual = Object.fromEntries(LIMITS.map((row) => [row.key, row.value])) as unknown as SettableLimits;
  return { ...usual, ...FIXED, ...besideNames({ ...usual, ...set }), ...set };
}

/** The limits as they are unless set otherwise. */
export function defaultLimits(): Limits {
  return limitsWith({});
}
