// How fast history is written, opened, read and searched. Makes a database of its own.
//
//   node bench/history.ts [--events 10000000] [--rooms 1000] [--asked 200] [--data DIRECTORY]
//
// With --data the database is kept there, and used again if it is there already.
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { Entry } from '../src/chat/command.ts';
import type { Person } from '../src/chat/event.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';
import type { Conversation, Store } from '../src/store/store.ts';

const SPEAKERS = 5000;
/** Between two messages, so that ten million are said in 90 days. ms. */
const EVERY = 777;
const PER_COMMIT = 20_000;

const WORDS =
  `the a of to and in is it that for on with as are be this have from or by not but what all we can if will one
  about there so their who get which go me when make like time just know take people into year your good some could them
  see other than then now look only come over think also back after use two how our work first well way even new want because
  any these give day most us tea cup water leaf server client socket port thread packet lecture exam homework deadline bug test
  build deploy branch merge review commit release`.split(/\s+/);
const CHINESE =
  `今天 明天 我们 你们 大家 茶馆 喝茶 龙井 普洱 上课 作业 考试 老师 同学 网络 编程 端口 线程 服务器 客户端 连接 断开
  消息 房间 聊天 晚上 早上 下午 一起 可以 不行 没有 问题 解决 谢谢 好的 知道 什么 怎么 为什么 因为 所以 但是 如果 然后 现在 已经
  开始 结束 等等 回来 走了 来了`.split(/\s+/);

/** Always the same numbers: a linear congruential generator (Numerical Recipes). */
let seed = 1;
function random(below: number): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

/** Some 50 bytes; every fourth in Chinese; every thousandth with a rare word. */
function sentence(number: number): string {
  const [words, count, space] = number % 4 === 0 ? [CHINESE, 8, ''] : [WORDS, 10, ' '];
  const text = Array.from({ length: 4 + random(count) }, () => words[random(words.length)]).join(space);
  return number % 1000 === 0 ? `${text} rare${random(1000)}word` : text;
}

function speaker(number: number): Person {
  return {
    id: `mby1x2y3-${number}`,
    name: `guest${number}`,
    username: 'guest',
    realname: 'A Guest',
    peer: { host: '192.0.2.1', port: 1024 + number },
    cloak: null,
    operator: false,
    account: number % 2 === 0 ? `guest${number}` : null,
    bot: false,
  };
}

async function fill(store: Store, events: number, rooms: number, start: number): Promise<void> {
  const speakers = Array.from({ length: SPEAKERS }, (_, number) => speaker(number));
  let keeping = 0;
  for (let number = 0; number < events; ) {
    for (let i = 0; i < PER_COMMIT && number < events; i++) {
      number++;
      const [who] = [speakers[random(SPEAKERS)] ?? speaker(0)];
      const id = `mby1x2y3-${number.toString(36)}`;
      const at = start + number * EVERY;
      const to = { kind: 'room', name: `#room${random(rooms)}`, least: null } as const;
      const text = sentence(number);
      const said = { id, at, who, kind: 'said', to, text, form: 'message', tags: {}, lines: null } as const;
      const entry: Entry = { id, at, command: { kind: 'speak', user: who.id, room: to.name, text } };
      const before = performance.now();
      store.keep(entry, { deliveries: [{ event: said, to: [] }], refusals: [], facts: [] });
      keeping += performance.now() - before;
    }
    await store.commit();
    if (number % 500_000 === 0) console.log(`  ${number.toLocaleString('en')} written`);
  }
  console.log(`  on the main thread, keeping one: ${((keeping / events) * 1000).toFixed(2)} µs`);
}

/** Waits until the index of words has everything. */
async function indexed(directory: string): Promise<void> {
  const database = new DatabaseSync(join(directory, 'chaguan.db'), { readOnly: true });
  const left = database.prepare(
    'SELECT coalesce(sum(next - indexed), 0) AS left FROM conversation WHERE indexed < next',
  );
  for (let count = 1; ; count++) {
    const rest = Number(left.get()?.left);
    if (rest === 0) break;
    if (count % 30 === 0) console.log(`  ${rest.toLocaleString('en')} to be put into the index`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  database.close();
}

/** How often each question is asked. */
let asked = 200;

async function timed(name: string, act: (number: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let i = 0; i < asked; i++) {
    const before = performance.now();
    await act(i);
    times.push(performance.now() - before);
  }
  times.sort((one, other) => one - other);
  const at = (part: number): string => (times[Math.floor((times.length - 1) * part)] ?? 0).toFixed(2);
  console.log(`| ${name} | ${at(0.5)} | ${at(0.9)} | ${at(1)} |`);
}

async function measure(store: Store, rooms: number, start: number, end: number): Promise<void> {
  const room = (): Conversation => ({ kind: 'room', name: `#room${random(rooms)}` });
  const some = { what: 'messages', after: null, before: null, from: 'newest', limit: 50 } as const;
  const search = { from: null, after: null, before: null, limit: 50 } as const;
  console.log('\n| | median ms | 90% | longest |\n| --- | ---: | ---: | ---: |');
  await timed('the last 50 messages of a room', () => store.history({ ...some, of: room() }));
  await timed('50 before a time', () =>
    store.history({ ...some, of: room(), before: { at: start + random(end - start) } }),
  );
  await timed('50 before a message', async (number) => {
    const of = room();
    const at = start + ((end - start) * (number + 1)) / asked;
    const [last] = await store.history({ ...some, of, before: { at }, limit: 1 });
    return store.history({ ...some, of, before: { id: last?.id ?? '' } });
  });
  const find =
    (words: () => readonly string[], many = 1) =>
    (): Promise<unknown> =>
      store.search({ ...search, in: Array.from({ length: many }, room), words: words() });
  await timed(
    'search in a room: a common word',
    find(() => ['people']),
  );
  await timed(
    'search in a room: two words',
    find(() => ['homework', 'deadline']),
  );
  await timed(
    'search in a room: a rare word',
    find(() => [`rare${random(1000)}word`]),
  );
  await timed(
    'search in a room: a word that is nowhere',
    find(() => ['teahouse']),
  );
  await timed(
    'search in a room: 龙井',
    find(() => ['龙井']),
  );
  await timed(
    'search in a room: 服务器 没有',
    find(() => ['服务器', '没有']),
  );
  await timed(
    'search in a room: 茶',
    find(() => ['茶']),
  );
  await timed(
    'search in a room: one character that is nowhere',
    find(() => ['鹅']),
  );
  await timed('search in a room: by who said it', () =>
    store.search({ ...search, in: [room()], words: [], from: `guest${random(SPEAKERS)}` }),
  );
  await timed(
    'search in 50 rooms: two words',
    find(() => ['homework', 'deadline'], 50),
  );
  await timed('activity of 50 rooms', () =>
    store.active({
      parties: [],
      rooms: Array.from({ length: 50 }, (_, i) => `#room${i}`),
      after: start,
      before: end,
      limit: 50,
    }),
  );
}

const { values } = parseArgs({
  options: {
    events: { type: 'string' },
    rooms: { type: 'string' },
    asked: { type: 'string' },
    data: { type: 'string' },
  },
});
const [events, rooms] = [Number(values.events ?? 10_000_000), Number(values.rooms ?? 1000)];
asked = Number(values.asked ?? asked);
const directory = values.data ?? mkdtempSync(join(tmpdir(), 'chaguan-history-'));
const options = { directory, durability: 'process', retention: { ms: 1e13, events: 1e9 } } as const;
const start = Date.UTC(2026, 0, 1);
const file = join(directory, 'chaguan.db');

if (!existsSync(file)) {
  console.log(`${events.toLocaleString('en')} messages in ${rooms} rooms, in ${directory}`);
  const store = await openSqliteStore(options);
  const before = performance.now();
  await fill(store, events, rooms, start);
  const written = performance.now();
  await indexed(directory);
  const done = performance.now();
  await store.close();
  const each = (ms: number): string => `${((ms / events) * 1000).toFixed(1)} µs each`;
  console.log(`  written: ${each(written - before)}, put into the index: ${each(done - written)}`);
  console.log(`  ${(statSync(file).size / events).toFixed(0)} bytes on the disk for each`);
}
const opening = performance.now();
const store = await openSqliteStore(options);
await store.restore();
console.log(`opened and restored in ${(performance.now() - opening).toFixed(0)} ms`);
await measure(store, rooms, start, start + events * EVERY);
console.log(`\nmemory: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB, all threads`);
await store.close();
if (values.data === undefined) rmSync(directory, { recursive: true });
