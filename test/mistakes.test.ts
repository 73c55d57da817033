// The mistakes of whoever starts a server: one clear line on standard error, an exit code, no stack trace.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from './client.ts';
import { BIN, startServer } from './server.ts';

const directory = mkdtempSync(join(tmpdir(), 'chaguan-'));
afterAll(() => rmSync(directory, { recursive: true }));

/** A config file with this in it. */
function config(name: string, content: string): string {
  const file = join(directory, name);
  writeFileSync(file, content);
  return file;
}

async function start(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, LC_ALL: 'C', ...environment } });
  const [output, errors, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { output, errors, code };
}

const taken = createServer();
let port = 0;
beforeAll(async () => {
  taken.listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  if (typeof address === 'object' && address !== null) port = address.port;
});
afterAll(() => {
  taken.close();
});

const unknownKey = config('key.json', '{ "prot": 12000 }');
const badValue = config('value.json', '{ "port": "12000" }');
const badLimit = config('limit.json', '{ "max-clients": 0 }');
const notJson = config('not.json', '{ port: 12000 }');
const list = config('list.json', '[]');

interface Mistake {
  readonly args: () => readonly string[];
  readonly code: 1 | 2;
  /** What the one line must name. */
  readonly en: RegExp;
  readonly zh: RegExp;
}

const MISTAKES: Readonly<Record<string, Mistake>> = {
  'a port in use': {
    args: () => ['--host', '127.0.0.1', '--port', `${port}`],
    code: 1,
    en: /^Port \d+ is in use/,
    zh: /^端口 \d+ 已被占用/,
  },
  'an address of somebody else': {
    args: () => ['--host', '192.0.2.1'],
    code: 1,
    en: /192\.0\.2\.1/,
    zh: /192\.0\.2\.1/,
  },
  'a host that does not exist': {
    // No name of a host: nobody need be asked, and the answer waits for no network.
    args: () => ['--host', 'no-such..host'],
    code: 1,
    en: /no-such\.\.host/,
    zh: /no-such\.\.host/,
  },
  'no motd file': {
    args: () => ['--motd', '/no/such'],
    code: 2,
    en: /\/no\/such: there is no such file/,
    zh: /没有这个文件/,
  },
  'no config file': { args: () => ['--config', '/no/such'], code: 2, en: /\/no\/such/, zh: /\/no\/such/ },
  'a directory as motd': { args: () => ['--motd', directory], code: 2, en: /is a directory|EISDIR/, zh: /chaguan-/ },
  'an unknown option': { args: () => ['--prot', '1'], code: 2, en: /--prot.*--help/, zh: /没有 --prot/ },
  'an option without its value': { args: () => ['--port'], code: 2, en: /--port needs a value/, zh: /--port 需要/ },
  'a word that is no option': { args: () => ['12000'], code: 2, en: /"12000"/, zh: /12000/ },
  'a port that is none': {
    args: () => ['--port', '70000'],
    code: 2,
    en: /--port: .*65535.*70000/,
    zh: /--port.*65535/,
  },
  'a mode that is none': { args: () => ['--mode', 'chat'], code: 2, en: /--mode: .*hub.*"chat"/, zh: /--mode.*"chat"/ },
  'a negative limit': { args: () => ['--max-clients=-1'], code: 2, en: /--max-clients/, zh: /--max-clients/ },
  'an unknown key': { args: () => ['--config', unknownKey], code: 2, en: /key\.json.*"prot"/, zh: /key\.json.*prot/ },
  'a bad value': {
    args: () => ['--config', badValue],
    code: 2,
    en: /value\.json.*"port".*"12000"/,
    zh: /value\.json.*port/,
  },
  'a limit out of range': {
    args: () => ['--config', badLimit],
    code: 2,
    en: /limit\.json.*"max-clients".*0/,
    zh: /limit/,
  },
  'a config file that is not JSON': {
    args: () => ['--config', notJson],
    code: 2,
    en: /not\.json is not JSON/,
    zh: /not\.json 不是/,
  },
  'a config file with a list': { args: () => ['--config', list], code: 2, en: /list\.json/, zh: /list\.json/ },
};

describe.concurrent.each(Object.entries(MISTAKES))('%s', (_name, { args, code, en, zh }) => {
  test.each([
    ['en', en],
    ['zh-CN', zh],
  ])('in %s', async (lang, sentence) => {
    const { output, errors, code: exit } = await start(['serve', '--lang', lang, ...args()]);
    expect(errors).toMatch(sentence);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
    expect(errors).not.toMatch(/\bat .*:\d+|Error:/);
    if (lang === 'zh-CN') expect(errors).toMatch(/\p{Script=Han}/u);
    expect(output).toBe('');
    expect(exit).toBe(code);
  });
});

test('the language is that of the environment unless it is asked for', async () => {
  expect((await start(['serve', '--prot'], { LC_ALL: 'zh_CN.UTF-8' })).errors).toContain('没有');
  expect((await start(['serve', '--prot', '--lang', 'en'], { LC_ALL: 'zh_CN.UTF-8' })).errors).toContain('There is no');
});

test('--help explains every option in both languages', async () => {
  for (const [lang, word] of [
    ['en', 'Usage'],
    ['zh-CN', '用法'],
  ] as const) {
    const { output, errors, code } = await start(['serve', '--help', '--lang', lang]);
    expect(code).toBe(0);
    expect(errors).toBe('');
    expect(output).toContain(word);
    for (const option of [
      'host',
      'port',
      'mode',
      'max-clients',
      'names',
      'framing',
      'lang',
      'name',
      'motd',
      'config',
    ]) {
      expect(output).toContain(`--${option} `);
    }
  }
});

test('what a config file says holds unless an option says otherwise', async () => {
  const motd = config('motd.txt', '第一行\r\nsecond line\n');
  const settings = {
    name: '茶馆',
    motd,
    mode: 'echo',
    names: 'ask',
    'echo-time': false,
    'quit-words': 'bye',
    'max-clients': 1,
  };
  const server = await startServer('--config', config('all.json', JSON.stringify(settings)), '--mode', 'hub');
  const ann = await connect(server.port);
  ann.say('Ann', 'bye');
  expect(await ann.heard.toTheEnd()).toBe(
    [
      '-- You are Ann at 茶馆. /help lists the commands.',
      '-- 第一行',
      '-- second line',
      '-- In #lobby: nobody but you',
      '-- Goodbye!\n',
    ].join('\n'),
  );
});

test('a command that does not exist', async () => {
  const { errors, output, code } = await start(['brew']);
  expect(errors + output).toContain('There is no command "brew"');
  expect(code).toBe(2);
});
