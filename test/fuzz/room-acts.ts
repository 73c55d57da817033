// Rooms that not everybody may know, or enter.
import { type Act, aRoom, disguised } from './scene.ts';

/** A room that nobody can find, what it is like, and somebody asked in. */
const hide: Act = (scene) => {
  const { random, secrets, guest, house, present } = scene;
  const room = secrets.makeRoom(guest);
  scene.say(`JOIN ${room}`, `MODE ${room} +s`);
  if (house.chat.roomNamed(room)?.flags.has('secret') !== true) return;
  scene.rooms.push(room);
  const inside = (what: string): string => secrets.make(`${what} of a secret room`, [guest], { what: 'room', room });
  const key = secrets.make('the key of a room', [guest], { what: 'key', room });
  scene.say(`MODE ${room} +k ${key}`, `TOPIC ${room} :${inside('the topic')}`);
  if (random.chance(0.5))
    scene.say(`MODE ${room} +b ${inside('a mask')}`, `MODE ${room} +i`, `MODE ${room} +I ${inside('a mask')}`);
  if (random.chance(0.5)) scene.say(`METADATA ${room} SET url :${inside('metadata')}`);
  const other = random.pick(present.filter((one) => one !== guest && !one.isBusy));
  if (other?.user === undefined || random.chance(0.3)) return;
  secrets.tell(room, other);
  if (random.chance(0.5)) scene.say(`INVITE ${other.user.person.name} ${room}`);
  // With a wrong key, or the right one.
  else secrets.tell(key, other);
  other.push(Buffer.from(`\r\nJOIN ${room} ${random.chance(0.5) ? key : 'no'}\r\nPRIVMSG ${room} :hello\r\n`));
};

/** A room that everybody may know of, and whose key is not for everybody. */
const lock: Act = (scene) => {
  const { secrets, guest, rooms, say } = scene;
  const room = `#locked${secrets.count}`;
  say(`JOIN ${room}`, `MODE ${room} +k ${secrets.make('the key of a room', [guest], { what: 'key', room })}`);
  rooms.push(room);
};

/** Somebody has heard the name of such a room, and asks about it. */
const pry: Act = (scene) => {
  const { random, secrets, guest, rooms, present, say } = scene;
  const room = random.pick(rooms.slice(-8));
  const other = random.pick(present);
  if (room === undefined || other === undefined) return;
  secrets.tell(room, guest);
  const name = other.user?.person.name;
  const questions = random.some(
    [
      ...['WHO *', 'LIST', 'NAMES', `WHOIS ${name}`, `WHO ${room}`, `WHO ${room} %tcuhnf,1`, `NAMES ${room}`],
      ...[`LIST ${room}`, `TOPIC ${room}`, `TOPIC ${room} :mine`, `MODE ${room}`, `MODE ${room} b`, `MODE ${room} +I`],
      ...[`JOIN ${room}`, `JOIN ${room} wrong`, `PRIVMSG ${room} :hi`, `KICK ${room} ${name}`, `MARKREAD ${room}`],
      ...[`METADATA ${room} LIST`, `METADATA ${room} GET url`, `METADATA ${room} SYNC`, 'METADATA * SUB url'],
    ],
    0.15,
  );
  if (random.chance(0.1)) {
    // Any member may do that.
    secrets.tell(room, other);
    questions.push(`INVITE ${name} ${room}`);
  }
  say(...questions.map((question) => disguised(scene, question)));
};

/** A room is to last, or to last no longer: what is hidden in it is hidden after that too, also while nobody is there. */
const keep: Act = (scene) => {
  const { random, secrets, guest, rooms, say } = scene;
  const room = (random.chance(0.6) ? random.pick(rooms.slice(-8)) : undefined) ?? aRoom(scene);
  secrets.tell(room, guest);
  const [register, drop, info] = ['REGISTER', 'DROP', 'INFO'].map((word) =>
    random.pick([`CS ${word} ${room}`, `PRIVMSG ChanServ :${word} ${room}`, `NOTICE chanserv :${word} ${room}`]),
  );
  const [come, go] = [`JOIN ${room}`, `PART ${room}`];
  const lines = random.pick([
    [come, register],
    [come, register, go, info],
    [register, go, come],
    [drop],
    [drop, go, come],
    [info],
  ]);
  say(...lines.map((line) => disguised(scene, line ?? '')));
};

export const roomActs = { hide, lock, pry, keep };
