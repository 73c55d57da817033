// Whether the exam would see it, if something were wrong.
import { describe, expect, it } from 'vitest';
import { parseMessage } from '../../src/irc/message.ts';
import { Ear } from './ear.ts';
import { inspect } from './form.ts';
import { HOUSE_PASSWORD, House } from './house.ts';
import { Random } from './random.ts';
import { Secrets } from './secrets.ts';

describe('the exam notices', () => {
  const flaws = (text: string): readonly string[] => inspect(Buffer.from(text)).flaws;

  it.each([
    ['a line', ':tea.example PONG tea.example :x\r\n'],
    ['tags', '@time=x;+a=b :ann!u@h PRIVMSG #tea ::)\r\n'],
    ['510 bytes', `:tea.example 005 ann ${'x'.repeat(489)}\r\n`],
    ['a strange character', 'ERROR :bye\u2028\r\n'],
    ['two lines', 'PING a\r\nPING b\r\n'],
  ])('nothing wrong with %s', (_, text) => expect(flaws(text)).toEqual([]));

  it.each([
    ['without an end', 'PING'],
    ['that ends with LF', 'PING\n'],
    ['that is empty', 'PING\r\n\r\n'],
    ['with CR in it', 'PING a\rb\r\n'],
    ['with NUL in it', 'PING a\0b\r\n'],
    ['with an empty parameter in the middle', 'PING a  b\r\n'],
    ['with an empty parameter at the end', 'PING a \r\n'],
    ['with a verb in lower case', 'ping a\r\n'],
    ['with two digits', '12 a\r\n'],
    ['with a numeric from nobody', '001 ann\r\n'],
    ['with no tags', '@ PING\r\n'],
    ['with no source', ': PING\r\n'],
    ['with a tag twice', '@a=1;b;a=2 PING\r\n'],
    ['of 511 bytes', `:tea.example 005 ann ${'x'.repeat(490)}\r\n`],
    ['of 512 bytes and 174 characters', `PING ${'茶'.repeat(169)}\r\n`],
    ['of 8192 bytes of tags', `@a=${'x'.repeat(8188)} PING\r\n`],
  ])('a line %s', (_, text) => expect(flaws(text)).toHaveLength(1));

  it('bytes that are no UTF-8', () => {
    expect(inspect(Buffer.from([0x50, 0xff, 0x0d, 0x0a])).flaws).toHaveLength(1);
  });

  it.each([
    [['@time=x PING'], ['a tag not asked for: time']],
    [['CAP * ACK :server-time', '@time=x PING'], []],
    [['CAP * ACK :server-time', 'CAP * ACK :-server-time', '@time=x PING'], ['a tag not asked for: time']],
    [['CAP * ACK :message-tags', '@+x=y;msgid=1 PING'], []],
    [['CAP * ACK :batch', 'BATCH +a x', '@batch=a PING', 'BATCH -a'], []],
    [['CAP * ACK :batch', '@batch=a PING'], ['a line of a batch that is not open']],
    [['CAP * ACK :batch', 'BATCH +a x'], ['a batch that is not closed']],
    [['CAP * ACK :batch', 'BATCH -a'], ['a batch closed that is not open']],
    [['BATCH -a'], ['a message not asked for: BATCH', 'a batch closed that is not open']],
    [['TAGMSG #tea'], ['a message not asked for: TAGMSG']],
  ])('in the order of %j: %j', (lines, wrong) => {
    const ear = new Ear();
    const messages = lines.flatMap((line) => parseMessage(line) ?? []);
    expect([...messages.flatMap((message) => ear.hear(message)), ...ear.atEnd()]).toEqual(wrong);
  });

  it('a secret that somebody else is sent', () => {
    const witness = { sent() {}, begins() {}, handled() {}, failed() {}, happened() {} };
    const house = new House(new Random(1, 1), witness);
    const secrets = new Secrets(house.chat);
    const [ann, bob] = [house.connect('192.0.2.1'), house.connect('192.0.2.2')];
    const mark = secrets.make('said', [ann]);
    const { marks } = inspect(Buffer.from(`X ${mark}\r\nX a${mark.toUpperCase()}b\r\nX ${btoa(`abc${mark}`)}\r\n`));
    expect(marks.map((one) => one.mark)).toEqual([mark, mark, mark]);
    expect(secrets.leaked(mark, ann, 'X')).toBeNull();
    expect(secrets.leaked(mark, bob, 'X')).toBe('said');
  });

  it('who is in a secret room, and who is not', () => {
    const witness = { sent() {}, begins() {}, handled() {}, failed() {}, happened() {} };
    const house = new House(new Random(1, 1), witness);
    const secrets = new Secrets(house.chat);
    const [ann, bob] = ['ann', 'bob'].map((name) => {
      const guest = house.connect('192.0.2.1');
      guest.push(Buffer.from(`PASS ${HOUSE_PASSWORD}\r\nNICK ${name}\r\nUSER u 0 * :u\r\n`));
      return guest;
    });
    if (ann === undefined || bob === undefined) throw new Error('nobody is there');
    const room = secrets.makeRoom(ann);
    const name = room.slice(1);
    ann.push(Buffer.from(`JOIN ${room}\r\nMODE ${room} +s\r\n`));
    expect(secrets.leaked(name, bob, 'X')).toBe('the name of a secret room');
    ann.push(Buffer.from(`MODE ${room} -s\r\n`));
    expect(secrets.leaked(name, bob, 'X')).toBeNull();
  });
});
