// What people have done is forgotten when they have gone.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { HOUSE_PASSWORD, House } from './house.ts';
import { Random } from './random.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const VISITS = 1500;
const MOST_BYTES = 300_000;

/** Everything that leaves something behind. */
async function visit(house: House, name: string): Promise<void> {
  const guest = house.connect('192.0.2.1');
  const lines = [
    ...[`PASS ${HOUSE_PASSWORD}`, 'CAP REQ :batch labeled-response message-tags draft/multiline draft/metadata-2 sasl'],
    ...[`NICK ${name}`, `USER u 0 * :u`, 'CAP END', `JOIN #tea,#of${name}`, `MODE #of${name} +beI a!*@* b!*@* c!*@*`],
    ...[
      `MODE #of${name} +k ${name}`,
      `TOPIC #of${name} :${name}`,
      `INVITE host #of${name}`,
      `METADATA #of${name} SET a :b`,
    ],
    ...[`MONITOR + a${name},b${name},c${name}`, 'METADATA * SUB a b c', `METADATA * SET a :${name}`, `AWAY :${name}`],
    ...[`MARKREAD #tea timestamp=2026-01-02T03:04:05.678Z`, `MARKREAD ${name} timestamp=2026-01-02T03:04:05.678Z`],
    ...[`PRIVMSG #tea,host,${name} :${name}`, `NICK x${name}`, `RENAME #of${name} #by${name}`, `@label=${name} WHO *`],
    ...[
      `BATCH +${name} draft/multiline #tea`,
      `@batch=${name} PRIVMSG #tea :x`,
      'AUTHENTICATE PLAIN',
      'CAP REQ -batch',
    ],
  ];
  guest.push(Buffer.from(`${lines.join('\r\n')}\r\nhalf a line`));
  await house.finish();
  guest.hangUp('reset');
}

function bytesInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it('whoever comes and goes leaves nothing behind', async () => {
  const house = new House(new Random(1, 1), { sent() {}, begins() {}, handled() {}, failed() {}, happened() {} });
  const host = house.connect('192.0.2.2');
  host.push(Buffer.from(`PASS ${HOUSE_PASSWORD}\r\nNICK host\r\nUSER u 0 * :u\r\nJOIN #tea\r\n`));
  let visits = 0;
  async function bytesAfterMore(): Promise<number> {
    for (const end = visits + VISITS; visits < end; ) await visit(house, `g${visits++}`);
    return bytesInUse();
  }
  // At first what is remembered of the last who were here grows up to its limit.
  await bytesAfterMore();
  const before = await bytesAfterMore();
  const growth = (await bytesAfterMore()) - before;
  expect(growth).toBeLessThan(MOST_BYTES);
  expect([house.chat.users.size, house.guests.size]).toEqual([1, 1]);
}, 300_000);
