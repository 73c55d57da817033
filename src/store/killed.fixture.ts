// Says one number after the other, and prints each when it is stored; until it is killed.
import { FOR_EVER } from './direct.fixture.ts';
import { Scene, texts } from './scene.fixture.ts';
import { openSqliteStore } from './sqlite.ts';

const [directory = ''] = process.argv.slice(2);
const store = await openSqliteStore({ directory, durability: 'process', retention: FOR_EVER });
let number = (await texts(store, '#tea', { limit: 100_000 })).length;
const scene = new Scene(store, `p${process.pid}`);
scene.enter('a', 'alice');
scene.join('a', '#tea');
for (;;) {
  for (let i = 0; i < 7; i++) scene.say('a', '#tea', `number ${++number}!`);
  await store.commit();
  process.stdout.write(`${number}\n`);
}
