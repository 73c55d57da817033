// History leaves one server while it runs, and is in another one then: the real programs, from the chat to the search.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { irc } from '../client.ts';
import { BIN, startServer } from '../server.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { exitedWith, inTerminal } from './tmux.ts';

beforeAll(() => need('nc', 'tmux'), INSTALLING);

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'chaguan-transfer-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** Runs `chaguan` to its end; nothing of it is a terminal. */
async function chaguan(...args: string[]) {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
  child.stdin.end();
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { output, errors, code };
}

test('from the chat into a file and into another server, where it is read and found', async () => {
  const [first, second, files] = [folder(), folder(), folder()];
  const server = await startServer('--data', first);
  const ann = await netcat(server.port, 'Ann');
  const bob = await irc(server.port, 'bob', 'draft/multiline batch message-tags');
  bob.say('JOIN #lobby', 'BATCH +1 draft/multiline #lobby', '@batch=1 PRIVMSG #lobby :roses are red');
  bob.say('@batch=1 PRIVMSG #lobby :violets are blue', 'BATCH -1', 'PRIVMSG ann :for Ann alone');
  await ann.printed.until('[private] bob: for Ann alone\n');
  ann.type('今天喝龙井');
  const said = await bob.until(/\S+ :Ann!\S+ PRIVMSG #lobby :今天喝龙井\r\n/);
  const id = /msgid=([^; ]+)[^\n]*龙井/.exec(said)?.[1] ?? '';
  bob.say(`@+reply=${id} PRIVMSG #lobby :good idea`);
  await ann.printed.until('bob → Ann: good idea\n');

  const json = await chaguan('export', '--data', first, '--format', 'json');
  expect(json).toMatchObject({ errors: '', code: 0 });
  const { events } = JSON.parse(json.output) as { events: readonly { kind: string; text?: string }[] };
  const texts = events.flatMap((event) => (event.kind === 'said' ? [event.text] : []));
  expect(texts).toEqual(['roses are red\nviolets are blue', '今天喝龙井', 'good idea']);
  const file = join(files, 'history.json');
  writeFileSync(file, json.output);

  const refused = await chaguan('import', '--data', first, file);
  expect(refused).toMatchObject({ output: '', code: 1 });
  expect(refused.errors).toBe(`A server uses ${first}. Stop it for the import. Nothing has been imported.\n`);

  const started = await chaguan('import', '--data', second, file);
  expect(started).toEqual({ output: `Imported ${events.length - 1} events into 1 room.\n`, errors: '', code: 0 });
  const page = join(files, 'history.html');
  const written = await chaguan('export', '--data', second, '--format', 'html', '--lang', 'zh-CN', '--output', page);
  expect(written).toEqual({ output: '', errors: '', code: 0 });
  expect(readFileSync(page, 'utf8')).toContain('今天喝龙井');
  expect(readdirSync(files).sort()).toEqual(['history.html', 'history.json']);
  expect((await chaguan('export', '--data', second, '--format', 'json')).output).toBe(json.output);

  const other = await startServer('--data', second);
  const carol = await netcat(other.port, 'carol');
  carol.type('/history');
  await carol.printed.until(
    /\d bob: roses are red\n\S+ bob: violets are blue\n\S+ Ann: 今天喝龙井\n\S+ bob → Ann: good idea\n/,
  );
  carol.type('/search 龙井');
  await carol.printed.until(/-- Found one message:\n\S+ Ann: 今天喝龙井\n/);

  const screen = inTerminal(
    ['sh', '-c', `"$0" "$1" export --data "$2" > "$3"`, process.execPath, BIN, second, file],
    60,
    8,
  );
  expect(await screen.until(exitedWith(0))).toMatch(/^Exported \d+ events of 1 room in \d+\.\d s\.\nexit code 0/);
});

test('the mistakes of whoever does it: one line and an exit code', async () => {
  const [empty, newer, broken] = [folder(), folder(), folder()];
  const file = join(folder(), 'history.json');
  writeFileSync(file, '{"format":"chaguan-history","version":1,"events":[\n{"kind":"said"}\n]}\n');
  const database = new DatabaseSync(join(newer, 'chaguan.db'));
  database.exec(`PRAGMA application_id = ${0x43_68_61_67}; PRAGMA user_version = 1000; CREATE TABLE x (y)`);
  database.close();
  writeFileSync(join(broken, 'chaguan.db'), 'tea '.repeat(100));
  const nowhere = join(empty, 'nowhere');
  const mistakes: readonly (readonly [readonly string[], string])[] = [
    [['export', '--data', nowhere], `No server has kept anything in ${nowhere}. Another folder with --data DIR.`],
    [
      ['export', '--data', newer],
      `${newer}/chaguan.db was made by a newer version of Chaguan. It has been left as it is.`,
    ],
    [['export', '--data', broken], 'is not what a server has written'],
    [
      ['import', '--data', newer, file],
      'was made by a newer version of Chaguan. It has been left as it is. Nothing has been imported.',
    ],
    [
      ['import', '--data', empty, file],
      'Line 2: room is missing: the name of a room, like "#tea", wanted. Nothing has been imported.',
    ],
    [
      ['import', '--data', empty, nowhere],
      `Cannot read ${nowhere}: there is no such file or folder. Nothing has been imported.`,
    ],
    [['export', '--data', empty, '--room', 'tea'], 'There is no history of #tea.'],
    [
      ['export', '--data', empty, '--output', '/no/such/file'],
      'Cannot write /no/such/file: there is no such file or folder.',
    ],
  ];
  // In order: the import that fails leaves a database with nothing in it.
  for (const [args, line] of mistakes) {
    const { output, errors, code } = await chaguan(...args);
    expect([output, code], args.join(' ')).toEqual(['', 1]);
    expect(errors.trimEnd().split('\n')).toEqual([expect.stringContaining(line)]);
    expect(existsSync(nowhere)).toBe(false);
  }
});

test('ends quietly when whoever reads it has enough', async () => {
  const data = folder();
  const lines = Array.from({ length: 5000 }, (_, index) => {
    const event = { kind: 'said', room: '#tea', id: `x${index}`, at: '2026-01-01T00:00:00Z', who: { name: 'Ann' } };
    return JSON.stringify({ ...event, text: 'x'.repeat(100) });
  });
  const file = join(data, 'history.json');
  writeFileSync(file, `{"format":"chaguan-history","version":1,"events":[\n${lines.join(',\n')}\n]}`);
  expect(await chaguan('import', '--data', data, file)).toMatchObject({ errors: '', code: 0 });
  const script = '"$0" "$1" export --data "$2" | head -n 1; echo "$PIPESTATUS"';
  const child = spawn('bash', ['-c', script, process.execPath, BIN, data]);
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  expect([output, errors]).toEqual(['====  #tea  ====\n0\n', '']);
});
