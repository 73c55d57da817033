// Which part may know which: the table of ARCHITECTURE.md, held.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

/** What each folder of src/ may import, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  chat: [],
  store: ['chat'],
  accounts: ['chat', 'limits.ts', 'store'],
  i18n: ['accounts', 'chat'],
  session: ['accounts', 'chat', 'cluster', 'i18n', 'limits.ts', 'port', 'store'],
  port: ['chat', 'i18n', 'limits.ts'],
  cluster: ['chat'],
  line: ['accounts', 'chat', 'i18n', 'limits.ts', 'session'],
  irc: ['accounts', 'chat', 'i18n', 'limits.ts', 'session'],
  terminal: ['chat/text.ts', 'chat/width.ts'],
  lan: ['chat/text.ts', 'i18n', 'limits.ts', 'terminal'],
  console: ['chat', 'i18n', 'session', 'terminal'],
  transfer: ['chat', 'i18n', 'limits.ts', 'line/render.ts', 'store', 'terminal'],
  client: ['chat/hexdump.ts', 'chat/text.ts', 'chat/written.ts', 'i18n', 'irc/message.ts', 'terminal'],
};

interface Import {
  readonly from: string;
  /** A file under src/, or the name of a module. */
  readonly of: string;
}

function importsOf(file: string): Import[] {
  const found = readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, path = '']) => ({
    from: file,
    of: path.startsWith('.') ? normalize(join(dirname(file), path)) : path,
  }));
}

const imports = globSync('**/*.ts', { cwd: 'src' })
  .filter((file) => !/\.(?:test|fixture)\.ts$/.test(file))
  .flatMap(importsOf);

it('holds the arrows between the folders', () => {
  const wrong = imports.filter(({ from, of }) => {
    const [folder = ''] = from.split('/');
    const allowed = MAY_IMPORT[folder];
    if (allowed === undefined || !/\.ts$/.test(of)) return false;
    return ![folder, ...allowed].some((one) => of === one || of.startsWith(`${one}/`));
  });
  expect(wrong).toEqual([]);
});

it('keeps sockets, clocks and promises out of the chat', () => {
  expect(imports.filter(({ from, of }) => from.startsWith('chat/') && !of.endsWith('.ts'))).toEqual([]);
  for (const file of globSync('chat/**/*.ts', { cwd: 'src' }).filter((one) => !one.endsWith('.test.ts'))) {
    const code = readFileSync(join('src', file), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
    expect(code, file).not.toMatch(/\b(?:Date|performance|setTimeout|setImmediate|Math\.random|Promise|async|await)\b/);
  }
});

it('lets only server.ts put the parts together', () => {
  const parts = ['chat/chat.ts', 'line/session.ts', 'irc/protocol.ts', 'cluster/local.ts'];
  const wrong = imports.filter(
    ({ from, of }) => parts.includes(of) && from !== 'server.ts' && dirname(from) !== dirname(of),
  );
  // The hub's is the type of what it is given.
  expect(wrong).toEqual([{ from: 'session/hub.ts', of: 'chat/chat.ts' }]);
});

it('has nobody import from tests, or from outside but the version', () => {
  expect(imports.filter(({ of }) => of.includes('.test') || of.startsWith('..'))).toEqual([
    { from: 'server.ts', of: '../package.json' },
  ]);
});
