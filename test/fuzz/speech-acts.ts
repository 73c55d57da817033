// What is said to some and not to others.
import { type Act, aName, aRoom, aTarget, disguised, hearers, rememberedBy } from './scene.ts';

const say: Act = (scene) => {
  const { random, secrets } = scene;
  const targets = Array.from({ length: random.pick([1, 1, 1, 2, 4]) }, () => aTarget(scene));
  const mark = secrets.make(
    `said to ${targets}`,
    targets.flatMap((target) => hearers(scene, target)),
    rememberedBy(scene, ...targets),
  );
  const to = targets.join(',');
  const line = random.pick([
    `PRIVMSG ${to} :${mark}`,
    `PRIVMSG ${to} ${mark}`,
    `NOTICE ${to} :psst ${mark}`,
    `PRIVMSG ${to} :\x01ACTION ${mark}\x01`,
    `PRIVMSG ${to} :\x01${mark} \x01`,
    `PRIVMSG ${to} :${mark} ${'long '.repeat(random.between(1, 90))}${mark}`.slice(0, 500),
  ]);
  if (random.chance(0.2)) scene.say(`@+draft/x=${mark};+${mark} TAGMSG ${to}`);
  else scene.say(disguised(scene, line));
};

const sayInLines: Act = (scene) => {
  const { random, secrets } = scene;
  const to = aTarget(scene);
  const mark = secrets.make(`said in several lines to ${to}`, hearers(scene, to), rememberedBy(scene, to));
  const verb = random.pick(['PRIVMSG', 'NOTICE']);
  const lines = Array.from({ length: random.between(1, 8) }, () => {
    return `@batch=s${random.pick(['', '', '', ';draft/multiline-concat'])} ${verb} ${to} :${random.pick([mark, `${mark} `, '', 'x'])}`;
  });
  scene.say(`@+y=${mark} BATCH +s draft/multiline ${to}`, ...lines, 'BATCH -s');
};

const goWithWords: Act = (scene) => {
  const { random, secrets } = scene;
  const room = aRoom(scene);
  const mark = secrets.make(`the last words in ${room}`, hearers(scene, room), rememberedBy(scene, room));
  scene.say(random.pick([`PART ${room} :${mark}`, `KICK ${room} ${aName(scene)} :${mark}`]));
};

const takeBack: Act = (scene) => {
  const { random, secrets, ear, house } = scene;
  const heard = random.pick(ear.ids);
  if (heard === undefined) return;
  const { said, users } = secrets.placeOf(heard.id);
  const there = users.flatMap((user) => house.guests.get(user) ?? []);
  const { where } = rememberedBy(scene, heard.target);
  const mark = secrets.make(
    `the reason for taking back what was said to ${heard.target}`,
    [...there, ...hearers(scene, heard.target)],
    { what: 'said', where: [...where, ...said.where] },
  );
  scene.say(`REDACT ${heard.target} ${heard.id} :${mark}`);
};

const tellOperators: Act = (scene) => {
  const { secrets, guest, present } = scene;
  const knowers = present.filter(({ user }) => user?.modes.has('wallops') === true);
  scene.say(`WALLOPS :${secrets.make('the operators’ talk', [guest, ...knowers])}`);
};

/** Half a line, and gone: nobody hears of it. */
const breakOff: Act = (scene) => {
  const { secrets, guest } = scene;
  guest.push(Buffer.from(`\r\nPRIVMSG ${aTarget(scene)} :${secrets.make('half a line', [])}`));
  guest.hangUp('reset');
};

/** A line that is not UTF-8. */
const sayBytes: Act = (scene) => {
  const { secrets, guest } = scene;
  const text = `PRIVMSG ${aTarget(scene)} :${secrets.make('a line that is not UTF-8', [guest])} `;
  guest.push(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0x0d, 0x0a])]));
};

export const speechActs = { say, sayInLines, goWithWords, takeBack, tellOperators, breakOff, sayBytes };
