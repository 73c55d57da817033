// What concerns only who does it: labels, questions, passwords.
import { answer } from '../../src/accounts/client.fixture.ts';
import { OPERATOR } from './house.ts';
import { type Act, aRoom, aTarget } from './scene.ts';
import { NAMES } from './vocabulary.ts';

/** Lines that come to nothing, or concern only who sent them. */
const keepToOneself: Act = (scene) => {
  const { random, secrets, guest, house } = scene;
  const { account = null } = guest.user?.person ?? {};
  const same = [...house.guests.values()].filter(({ user }) => account !== null && user?.person.account === account);
  const make = (what: string): string => secrets.make(what, [guest, ...same]);
  scene.say(
    random.pick([
      () =>
        `@label=${make('a label')} ${random.pick([`PING x`, `PRIVMSG ${aTarget(scene)} :hi`, `JOIN ${aRoom(scene)}`, 'NOSUCH', `WHO ${aRoom(scene)}`])}`,
      () => `MARKREAD ${make('whose words were read')} timestamp=2026-01-02T03:04:05.678Z`,
      () => `MONITOR + ${make('whom somebody watches for')}`,
      () => `WHOIS ${make('whom somebody looks for')}`,
      () => `JOIN ${aRoom(scene)} ${make('a key that was tried')}`,
      () => `PASS ${make('a password')}`,
      () => `OPER ${OPERATOR.name} ${make('a password')}`,
      () => `METADATA * SUB ${make('a subscription')}`,
      () => `PRIVMSG ${aTarget(scene)} :${make('a line that is too long')} ${'x'.repeat(600)}`,
      () => `PRIVMSG ${make('said to nobody')} :${make('said to nobody')}`,
      () => `NOSUCH ${make('a verb that is none')}`,
      () => `AUTHENTICATE ${make('a SASL message')}`,
      () => `AUTHENTICATE PLAIN\r\nAUTHENTICATE ${plain('none', make('a password'))}`,
      () => `PRIVMSG NickServ :IDENTIFY ${random.chance(0.5) ? 'nobody ' : ''}${make('a password')}`,
      () => `REGISTER somebody ${make('an address')}@x.example ${make('a password')}`,
    ])(),
  );
};

/** In PLAIN, so that the password begins at a multiple of three bytes. */
function plain(name: string, password: string): string {
  const authcid = Buffer.from(name);
  const authzid = (authcid.length * 2 + 2) % 3 === 0 ? authcid : '';
  const before = Buffer.from(`${authzid}\0${name}\0`);
  return Buffer.concat([before, Buffer.from(password)]).toString('base64');
}

/** The name becomes an account; whoever knows the password may have it later. */
const register: Act = async (scene) => {
  const { random, secrets, guest, house, passwords } = scene;
  const name = guest.user?.person.name;
  if (name === undefined || house.chat.accountNamed(name) !== undefined) return;
  const password = secrets.make('the password of an account', [guest]);
  const address = secrets.make('an address', [guest]);
  scene.say(
    random.pick([
      `REGISTER * ${address}@x.example ${password}`,
      `REGISTER ${name} * ${password}`,
      `PRIVMSG NickServ :REGISTER ${password}`,
    ]),
  );
  await house.finish();
  if (house.chat.accountNamed(name) !== undefined) passwords.set(name, password);
};

const logIn: Act = async (scene) => {
  const { random, guest, ear, house, passwords, secrets } = scene;
  const name = random.pick(NAMES.filter((one) => house.chat.accountNamed(one) !== undefined));
  if (name === undefined) return;
  // Or one that was registered with a line of the corpus.
  const password = passwords.get(name) ?? 'pw';
  secrets.tell(password, guest);
  if (random.chance(0.3)) return scene.say(`PRIVMSG NickServ :IDENTIFY ${name} ${password}`);
  scene.say('CAP REQ sasl', 'AUTHENTICATE *');
  if (random.chance(0.5)) return scene.say('AUTHENTICATE PLAIN', `AUTHENTICATE ${plain(name, password)}`);
  const first = `n,,n=${name},r=${secrets.make('a nonce', [guest])}`;
  scene.say('AUTHENTICATE SCRAM-SHA-256', `AUTHENTICATE ${Buffer.from(first).toString('base64')}`);
  await house.finish();
  const asked = ear.heard.findLast(({ verb, params }) => verb === 'AUTHENTICATE' && params[0] !== '+')?.params[0];
  if (asked === undefined) return;
  const { message } = answer(password, first, Buffer.from(asked, 'base64').toString());
  scene.say(`AUTHENTICATE ${Buffer.from(message).toString('base64')}`);
  await house.finish();
  scene.say('AUTHENTICATE +');
  await house.finish();
};

const changePassword: Act = async (scene) => {
  const { random, guest, house, passwords, secrets } = scene;
  const account = guest.user?.person.account ?? '';
  const old = passwords.get(account) ?? 'pw';
  secrets.tell(old, guest);
  const password = secrets.make('the new password of an account', [guest]);
  scene.say(
    random.pick([`NS PASSWD ${old} ${password}`, `PRIVMSG NickServ :SET PASSWORD ${old} ${password} ${password}`]),
  );
  await house.finish();
  const verdict = await house.accounts.verify(account, password, guest);
  if (verdict.kind === 'proved') passwords.set(account, password);
};

/** Whoever takes the name later must learn nothing of what was said to whom it belonged. */
const dropAccount: Act = async (scene) => {
  const { random, guest, house, passwords, secrets } = scene;
  const account = random.pick(NAMES.filter((one) => house.chat.accountNamed(one) !== undefined)) ?? 'nobody';
  if (random.chance(0.3)) {
    scene.say(
      `OPER ${OPERATOR.name} ${OPERATOR.password}`,
      `NS FDROP ${account}`,
      `MODE ${guest.user?.person.name} -o`,
    );
  } else {
    const password = passwords.get(guest.user?.person.account ?? '') ?? 'pw';
    secrets.tell(password, guest);
    scene.say(`PRIVMSG NickServ :DROP ${password}`);
  }
  await house.finish();
};

/** What is shown instead of an address. Whoever is there already may have seen it. */
const cloak: Act = ({ random, secrets, house, present, say }) => {
  const other = random.pick(present.filter(({ peer }) => peer.host.endsWith('.example')));
  const { person } = other?.user ?? {};
  if (other === undefined || person === undefined) return;
  say(`OPER ${OPERATOR.name} ${OPERATOR.password}`, `CHGHOST ${person.name} ~x cloak.example`);
  const [mark = ''] = other.peer.host.split('.');
  if (other.user?.person.cloak === 'cloak.example') {
    secrets.conceal(mark, 'an address that is not shown', house.guests.values(), { what: 'address' });
  }
  say(`MODE ${random.pick(present)?.user?.person.name ?? '*'} -o`);
};

export const privateActs = { keepToOneself, register, logIn, changePassword, dropAccount, cloak };
