import { expect, it } from 'vitest';
import { house } from '../chat/house.fixture.ts';
import { Door } from './door.ts';

const FULL = { why: 'address-full', limit: 2 };
const from = (host: string) => ({ host, port: 5000 });

it('lets in so many from one address, and one more when one has left', () => {
  const door = new Door(house().chat.view, 2);
  const ann = from('192.0.2.1');
  expect([door.enter(ann), door.enter(ann), door.enter(ann)]).toEqual([null, null, FULL]);
  door.left(ann);
  expect([door.enter(ann), door.enter(ann)]).toEqual([null, FULL]);
  for (let time = 0; time < 2; time++) door.left(ann);
  expect([door.enter(ann), door.enter(from('192.0.2.2'))]).toEqual([null, null]);
});

it('takes an IPv6 network for one address', () => {
  const door = new Door(house().chat.view, 2);
  const hosts = ['2001:db8::1', '2001:db8::2', '2001:db8::3', '2001:db8:0:1::1'];
  expect(hosts.map((host) => door.enter(from(host)))).toEqual([null, null, FULL, null]);
  door.left(from('2001:db8::1'));
  expect(door.enter(from('2001:db8::3'))).toBeNull();
});

it('does not count the guests of a proxy before it is known where they are', () => {
  const door = new Door(house().chat.view, 1);
  const proxy = from('192.0.2.9');
  expect([door.enter(proxy, 'through-a-proxy'), door.enter(proxy, 'through-a-proxy')]).toEqual([null, null]);
  for (let time = 0; time < 2; time++) door.left(proxy);
  expect(door.enter(proxy)).toBeNull();
});
