import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { Screen } from './screen.fixture.ts';

const LONG = '你好世界，这是一个很长的中文句子，要占好几行 and english';

describe.each([{ columns: 80 }, { columns: 30 }])('a prompt on $columns columns', ({ columns }) => {
  let server: Server;
  let feed: Socket;
  let screen: Screen;
  let entered: AsyncIterator<string>;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const program = `${import.meta.dirname}/prompt.fixture.ts`;
    screen = new Screen([process.execPath, program, String(port)], columns, 12);
    [feed] = (await once(server, 'connection')) as [Socket];
    entered = createInterface({ input: feed })[Symbol.asyncIterator]();
    await screen.until((text) => text === '茶>');
  });

  afterEach(() => {
    screen.close();
    server.close();
  });

  /** The typed line as it must stand on the screen: broken where a terminal breaks it. */
  const typedRows = (line: string): string => rowsOf(`茶> ${line}`, columns).join('\n');

  test('a line that wraps survives lines that arrive, wherever the cursor is', async () => {
    screen.type(LONG);
    await screen.until((text) => text === typedRows(LONG));
    feed.write('有人来了\n第二行\n');
    await screen.until((text) => text === `有人来了\n第二行\n${typedRows(LONG)}`);
    for (let step = 0; step < 20; step++) screen.press('Left');
    screen.type('<中>');
    const changed = `${LONG.slice(0, -20)}<中>${LONG.slice(-20)}`;
    await screen.until((text) => text.endsWith(typedRows(changed)));
    const before = rowsOf(`茶> ${LONG.slice(0, -20)}<中>`, columns);
    const [column, row] = [textWidth(before.at(-1) ?? ''), before.length + 1];
    await screen.cursorAt(column, row);
    feed.write('又一行\n');
    await screen.until((text) => text === `有人来了\n第二行\n又一行\n${typedRows(changed)}`);
    await screen.cursorAt(column, row + 1);
    screen.press('Enter');
    expect((await entered.next()).value).toBe(changed);
  });

  test('lines arriving at every moment of the typing garble nothing', async () => {
    const arriving = Array.from({ length: 60 }, (_, n) => `第${n}行`);
    const typing = [...LONG];
    for (const line of arriving) {
      feed.write(`${line}\n`);
      const character = typing.shift();
      if (character !== undefined) screen.type(character);
    }
    const rows = typedRows(LONG).split('\n');
    const shown = await screen.until((text) => text.endsWith(`第59行\n${rows.join('\n')}`));
    const above = shown.split('\n').slice(0, -rows.length);
    expect(above).toEqual(arriving.slice(-above.length));
    screen.press('Enter');
    expect((await entered.next()).value).toBe(LONG);
  });

  test('the cursor stands where the text ends, also on a row that is exactly full', async () => {
    const full = 'x'.repeat(columns - 4);
    screen.type(full);
    await screen.until((text) => text === `茶> ${full}`.trimEnd());
    await screen.cursorAt(0, 1);
    feed.write('hello\n');
    await screen.until((text) => text === `hello\n茶> ${full}`);
    await screen.cursorAt(0, 2);
  });

  test('a line higher than the screen shows the rows around the cursor', async () => {
    const endless = Array.from({ length: 300 }, (_, n) => String(n)).join(',');
    screen.type(endless);
    await screen.until((text) => text.endsWith('298,299'));
    // What arrives is pushed out at the top, so it is not seen.
    feed.write('hello\nping\n');
    expect((await entered.next()).value).toBe('pong');
    screen.press('C-u');
    await screen.until((text) => text === '茶>');
    screen.type('ok');
    screen.press('Enter');
    expect((await entered.next()).value).toBe('ok');
  });

  test('history', async () => {
    screen.type('一');
    screen.press('Enter');
    screen.type('二');
    screen.press('Enter', 'Up', 'Up');
    await screen.until((text) => text === 'entered: 一\nentered: 二\n茶> 一');
    screen.press('Down', 'Enter');
    for (const line of ['一', '二', '二']) expect((await entered.next()).value).toBe(line);
  });

  test('Tab completes, and lists when there are several', async () => {
    screen.type('/he');
    screen.press('Tab');
    await screen.until((text) => text.endsWith('茶> /hel'));
    screen.press('Tab');
    await screen.until((text) => text === '/help  /hello\n茶> /hel');
    screen.type('l\t 你 @al\t!');
    await screen.until((text) => text.endsWith('茶> /hello 你 @Alice!'));
  });

  test('survives another width', async () => {
    screen.type(LONG);
    await screen.until((text) => text === typedRows(LONG));
    screen.resize(41, 12);
    await screen.until((text) => text === ['41 columns', ...rowsOf(`茶> ${LONG}`, 41)].join('\n'));
    screen.resize(20, 12);
    // tmux scrolls what no longer fits above the cursor's line out of sight.
    await screen.until((text) => text.endsWith(['20 columns', ...rowsOf(`茶> ${LONG}`, 20)].join('\n')));
    screen.type('!');
    const text = await screen.until((text) => text.endsWith(rowsOf(`茶> ${LONG}!`, 20).join('\n')));
    expect(text.split('茶>')).toHaveLength(2);
  });

  test('escape sequences that are typed or pasted do not act', async () => {
    screen.type('a\x9b31mb');
    await screen.until((text) => text === '茶> a�31mb');
  });

  test.each([
    ['C-c', 'interrupted'],
    ['C-d', 'ended'],
  ])('%s takes the typed line away and leaves the terminal as it was', async (key, word) => {
    feed.write('hello\n');
    if (key === 'C-c') screen.type(LONG);
    await screen.until((text) => text.startsWith('hello\n茶>') && (key !== 'C-c' || text.endsWith('english')));
    const gone = once(feed, 'end');
    screen.press(key);
    // To tell that the program is gone, tmux pushes the first row out.
    const isLeft = (text: string): boolean => text.replace(/^hello\n/, '').startsWith(word);
    await screen.until((text) => isLeft(text) && !text.includes('english'));
    await gone;
  });
});

/** What a terminal makes of a line, said once more and differently: filled row by row, character by character. */
function rowsOf(text: string, columns: number): string[] {
  const rows = [''];
  let free = columns;
  for (const character of text) {
    const width = /[\u3000-\u9fff\uff00-\uff60]/.test(character) ? 2 : 1;
    if (width > free) {
      rows.push('');
      free = columns;
    }
    rows.push(`${rows.pop()}${character}`);
    free -= width;
  }
  return rows.map((row) => row.trimEnd());
}
