// docs/LAB.md: its programs, run as it says, show what it says is seen. In both languages.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Lang } from '../src/i18n/language.ts';
import { Screen } from '../src/terminal/screen.fixture.ts';
import { connect, type TestClient } from './client.ts';
import { INSTALLING, need } from './clients/packages.ts';
import { type Program, start } from './program.ts';
import { BIN } from './server.ts';

beforeAll(() => need('tmux', 'ss'), INSTALLING);

/** What stands between two fences, behind the kind that it says it is. */
interface Block {
  readonly kind: string;
  readonly text: string;
}

interface Sheet {
  readonly lang: Lang;
  readonly onlooker: string;
  readonly guest: string;
  /** What is said in the sixth experiment. */
  readonly said: readonly [before: string, by: string, after: string];
  readonly blocks: readonly Block[];
}

function read(file: string, sheet: Omit<Sheet, 'blocks'>): Sheet {
  const text = readFileSync(new URL(`../docs/${file}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```(.+)\n((?:(?!```).*\n)*)```$/gm)].map(([, kind = '', inside = '']) => ({
    kind,
    text: inside,
  }));
  for (const said of sheet.said) expect(text).toContain(`\`${said}\``);
  return { ...sheet, blocks };
}

const SHEETS = [
  read('LAB.md', {
    lang: 'en',
    onlooker: 'Ann',
    guest: 'Bob',
    said: ['hello Bob', 'anybody here?', 'hello again'],
  }),
  read('LAB.zh-CN.md', {
    lang: 'zh-CN',
    onlooker: '小红',
    guest: '小明',
    said: ['你好，小明', '有人吗', '又来了'],
  }),
];

/** Of the first experiment, at the most. */
const RUNS = 10;

const OPTIONS = [
  '--host',
  '127.0.0.1',
  '--port',
  '0',
  '--udp',
  '0',
  '--ping-seconds',
  '2',
  '--data',
  'memory',
  '--replay',
  '0',
];

/** The three terminals. */
class Lab {
  readonly server: Screen;
  readonly onlooker: TestClient;
  readonly #sheet: Sheet;
  readonly #folder: string;
  readonly #port: number;

  private constructor(sheet: Sheet, server: Screen, onlooker: TestClient, port: number, folder: string) {
    this.#sheet = sheet;
    this.server = server;
    this.onlooker = onlooker;
    this.#port = port;
    this.#folder = folder;
  }

  static async open(sheet: Sheet): Promise<Lab> {
    const serve = [process.execPath, BIN, 'serve', '--lang', sheet.lang, ...OPTIONS];
    const server = new Screen(serve, 120, 50, { NO_COLOR: '1' });
    onTestFinished(() => server.close());
    const shown = await server.until(/> ?$/);
    const port = /nc 127\.0\.0\.1 (\d+)/.exec(shown)?.[1] ?? '';
    const udp = /nc -u 127\.0\.0\.1 (\d+)/.exec(shown)?.[1] ?? '';
    const folder = mkdtempSync(join(tmpdir(), 'chaguan-lab-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    for (const { kind, text } of sheet.blocks) {
      const name = /^# (\w+\.py)$/m.exec(text)?.[1];
      if (kind !== 'python' || name === undefined) continue;
      writeFileSync(join(folder, name), text.replaceAll('12000', port).replaceAll('12001', udp));
    }
    const onlooker = await connect(Number(port), sheet.onlooker);
    onlooker.say(sheet.onlooker);
    await onlooker.until(/#lobby.*\n/);
    return new Lab(sheet, server, onlooker, Number(port), folder);
  }

  run(program: string, ...args: string[]): Program {
    return start('python3', join(this.#folder, program), ...args);
  }

  /** Carries out a command of the sheet. */
  type(beginning: string): Program {
    const command = this.#block('sh', beginning).replaceAll('12000', String(this.#port));
    return start('sh', '-c', command.replace('npx chaguan', `'${process.execPath}' '${BIN}'`));
  }

  /** What the sheet shows: the block of this kind that begins so. */
  shown(kind: string, beginning = ''): readonly string[] {
    return this.#block(kind, beginning).trimEnd().split('\n');
  }

  #block(kind: string, beginning: string): string {
    const found = this.#sheet.blocks.find((block) => block.kind === kind && block.text.startsWith(beginning));
    if (found === undefined) throw new Error(`The sheet has no ${kind} that begins with "${beginning}"`);
    return found.text;
  }
}

/** Without what is another each time. */
function constant(line: string): string {
  return line
    .replace(/\d\d:\d\d:\d\d(?:\.\d{3})?/, 'TIME')
    .replace(/\d+\.\d{3} (?=s|秒)/, '')
    .replace(/127\.0\.0\.1:\d+/g, 'ADDRESS')
    .replace(/keepalive,\w+/, 'keepalive')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The lines of the sheet are among those that were seen, in this order; `…` stands for anything. */
function expectSeen(lines: readonly string[], seen: string): void {
  const left = seen.split('\n').map(constant);
  for (const line of lines) {
    if (line === '…') continue;
    const pattern = new RegExp(`^${constant(line).split('…').map(RegExp.escape).join('.*')}$`);
    const at = left.findIndex((one) => pattern.test(one));
    expect(at, `${pattern} is not where it should be in:\n${seen}`).toBeGreaterThanOrEqual(0);
    left.splice(0, at + 1);
  }
}

describe.each(SHEETS)('the lab sheet ($lang)', (sheet) => {
  const { guest, lang } = sheet;

  test('1: ten sends come as fewer chunks, and are ten messages', async () => {
    const lab = await Lab.open(sheet);
    let seen = '';
    let chunks: readonly number[] = [];
    // How many they become is up to the machine; that each of ten stays alone time after time is not to be expected.
    for (let run = 0; run < RUNS && (run === 0 || chunks.length >= 10); run++) {
      seen = await lab.run('one.py').printed.toTheEnd();
      chunks = [...seen.matchAll(/← (?:收到 )?(\d+)/g)].map(([, bytes]) => Number(bytes));
      expect(chunks.reduce((sum, bytes) => sum + bytes, 0)).toBe(20);
    }
    expect(chunks.length).toBeLessThan(10);
    const sentences = lab.shown('text', '-- 0.002').filter((line) => line.includes(' = '));
    expectSeen(sentences, seen);
    expect(seen.match(/^-- [\d.]+ (?:s|秒) = .*[:：] ?\d$/gm)).toHaveLength(10);

    const own = await lab.type('printf').printed.toTheEnd();
    expectSeen(lab.shown('text', '0.016'), own);
  });

  test('2: a character that is cut in two is put together again', async () => {
    const lab = await Lab.open(sheet);
    const beginning = lang === 'en' ? '-- 0.000 s ← 5 bytes' : '-- 0.000 秒 ← 收到 5';
    expectSeen(lab.shown('text', beginning), await lab.run('two.py').printed.toTheEnd());
  });

  test('3: who has finished sending still reads', async () => {
    const lab = await Lab.open(sheet);
    expectSeen(lab.shown('text', '-- 0.001'), await lab.run('three.py').printed.toTheEnd());
  });

  test('4: an end and a reset', async () => {
    const lab = await Lab.open(sheet);
    for (const [times, how] of (['end', 'reset'] as const).entries()) {
      const program = lab.run('four.py', how);
      await program.printed.until('#lobby');
      lab.server.type(`/trace ${guest}`);
      lab.server.press('Enter');
      const gone =
        lab
          .shown(`text ${how}`)
          .at(-1)
          ?.replace(/^.*\) /, '') ?? '';
      const text = await lab.server.until((shown) => shown.split(gone).length === 2);
      expect(await program.exited).toBe(0);
      expectSeen(lab.shown(`text ${how}`), text);
      await lab.onlooker.until(lab.shown('text room')[2 * times + 1] ?? '');
    }
    expectSeen(lab.shown('text room'), lab.onlooker.heard.all);
  });

  test('5: keep-alive asks the system, PING the program', async () => {
    const lab = await Lab.open(sheet);
    const silent = lab.run('five.py');
    expectSeen(lab.shown('text ss'), await lab.type('ss').printed.toTheEnd());
    expectSeen(lab.shown('text', 'PING'), await silent.printed.toTheEnd());
  });

  test('6: by turns, and both at once', async () => {
    const lab = await Lab.open(sheet);
    const [before, answer, after] = sheet.said;
    const half = lab.run('half.py');
    await half.printed.until('> ');
    lab.onlooker.say(before);
    await lab.server.until((shown) => shown.includes(before));
    expect(half.printed.all).not.toContain(before);
    half.type(answer);
    await half.printed.until(`${before}\n`);
    expectSeen(lab.shown('text', lang === 'en' ? '-- You' : '-- 你'), half.printed.all);
    half.kill();
    await lab.onlooker.until(guest);

    const full = lab.run('full.py');
    await full.printed.until('#lobby');
    lab.onlooker.say(after);
    await full.printed.until(`${after}\n`);
    expectSeen(lab.shown('text full'), full.printed.all);
  });

  test('7: over UDP a message stays a message', async () => {
    const lab = await Lab.open(sheet);
    const beginning = `-- 0.000 ${lang === 'en' ? 's' : '秒'} UDP`;
    expectSeen(lab.shown('text', beginning), await lab.run('seven.py').printed.toTheEnd());
  });
});
