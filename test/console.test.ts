// The operator's console of a real server, on a real screen (tmux).
import { describe, expect, it, onTestFinished } from 'vitest';
import { Screen } from '../src/terminal/screen.fixture.ts';
import { connect, irc, plain } from './client.ts';
import { enter } from './clients/tmux.ts';
import { BIN, SERVE } from './server.ts';

interface Opened {
  readonly screen: Screen;
  readonly port: number;
}

/** A server in a terminal, its console ready for typing. */
async function open(columns: number, ...options: string[]): Promise<Opened> {
  const serve = [process.execPath, BIN, ...SERVE, '--host', '127.0.0.1', '--port', '0', '--lang', 'en', ...options];
  const screen = new Screen(serve, columns, 40, { NO_COLOR: '1' });
  onTestFinished(() => screen.close());
  const text = await screen.until((shown) => /> ?$/.test(shown));
  const port = Number(/nc 127\.0\.0\.1 (\d+)/.exec(text)?.[1]);
  return { screen, port };
}

/** The screen's lines without their times. */
function lines(text: string): string[] {
  return text.split('\n').map((line) => line.replace(/^\d\d:\d\d:\d\d(?:\.\d{3})? /, ''));
}

describe('the console', () => {
  it('shows who comes, what they say and who leaves, while a line is typed', async () => {
    const { screen, port } = await open(80);
    screen.type('大家好，这句话还没有写完');
    const lei = await plain(port, '李雷');
    const ann = await irc(port, 'Ann');
    const from = `李雷 (${lei.address})`;
    const annAt = `Ann (${ann.address})`;
    lei.say('你好', '@Ann 悄悄话', 'bad \x1b[31m red');
    await ann.until('red');
    ann.say('QUIT :bye');
    await ann.closed;
    lei.socket.resetAndDestroy();
    const prompt = '#lobby> 大家好，这句话还没有写完';
    const text = await screen.until(
      (shown) => /is gone: connection reset\n/.test(shown) && shown.endsWith(`\n${prompt}`),
    );
    const shown = lines(text);
    for (const line of [
      `${from} joined #lobby`,
      `${annAt} joined #lobby`,
      `${from} → #lobby: 你好`,
      `${from} → ${annAt}: 悄悄话`,
      `${from} → #lobby: bad ␛[31m red`,
      `${annAt} is gone: left ("bye")`,
      `${from} is gone: connection reset`,
    ]) {
      expect(shown).toContain(line);
    }
  });

  it('speaks to the lobby, and to one guest by name or address', async () => {
    const { screen, port } = await open(80);
    const ann = await plain(port, 'Ann');
    enter(screen, '欢迎');
    await ann.until('欢迎');
    enter(screen, `@${ann.address} only you`);
    await ann.until('only you');
    await screen.until((shown) => shown.includes(`→ Ann (${ann.address}): only you`));
    enter(screen, '@nobody hello');
    await screen.until((shown) => shown.includes('No user named "nobody" is here.'));
  });

  it('sends somebody away and says so once', async () => {
    const { screen, port } = await open(80);
    const ann = await plain(port, 'Ann');
    const { address } = ann;
    screen.type('/ki');
    screen.press('Tab');
    screen.type('an');
    screen.press('Tab');
    enter(screen, 'too loud');
    await ann.closed;
    const text = await screen.until((shown) => shown.includes('is gone'));
    expect(lines(text)).toContain(`Ann (${address}) is gone: kicked ("too loud")`);
    enter(screen, '/who');
    const after = await screen.until((shown) => shown.includes('Nobody is here.'));
    expect(after).not.toContain('without a name');
  });

  it('in desk mode answers the guest it answered last', async () => {
    const { screen, port } = await open(80, '--mode', 'desk');
    const ann = await connect(port, 'ann');
    const lei = await connect(port, 'lei');
    ann.say('first');
    await screen.until((shown) => shown.endsWith(`@${ann.address}>`));
    lei.say('second');
    await screen.until((shown) => shown.endsWith(`@${lei.address}>`));
    enter(screen, 'to lei');
    await lei.until('to lei');
    enter(screen, `@${ann.address} to ann`);
    await ann.until('to ann');
    lei.say('again');
    await screen.until((shown) => shown.includes('again'));
    enter(screen, 'to ann again');
    await ann.until('to ann again');
  });

  it('traces any connection, and tells whose it is', async () => {
    const { screen, port } = await open(80);
    const lei = await plain(port, '李雷');
    const ida = await irc(port, 'Ida');
    const nobody = await connect(port, 'nobody');
    await screen.until((shown) => shown.includes(`${nobody.address} connected`));
    enter(screen, '/trace 李雷');
    enter(screen, '/trace Ida');
    enter(screen, `/trace ${nobody.address}`);
    expect(await lei.until('passwords too.\n')).toMatch(/^-- The operator now sees every byte/m);
    await ida.until(/NOTICE Ida :The operator now sees every byte of this connection, passwords too\.\r\n/);
    nobody.socket.write('NICK');
    const begun = await screen.until((shown) => shown.includes('|NICK|'));
    expect(begun).toContain(`李雷 (${lei.address}) is traced from now on, and has been told`);
    expect(begun).toMatch(RegExp(`${RegExp.escape(nobody.address)} ← 4 bytes received\n0000 4e 49 43 4b +\\|NICK\\|`));
    nobody.socket.resetAndDestroy();
    lei.send('茶\r\n');
    const text = lines(await screen.until((shown) => /message, .*茶/.test(shown) && shown.includes('it was reset')));
    expect(text).toContain(`${nobody.address} the connection is gone: it was reset`);
    enter(screen, '/trace Ida');
    await ida.until(/NOTICE Ida :The operator no longer sees/);
    await screen.until((shown) => shown.includes(`Ida (${ida.address}) is no longer traced`));
    enter(screen, '/trace nobody');
    await screen.until((shown) => shown.includes('No connection of "nobody".'));
  });

  it('reads well on a narrow terminal', async () => {
    const { screen, port } = await open(48);
    const lei = await plain(port, '李雷');
    lei.say('一句话');
    const said = `李雷 (${lei.address}) → #lobby:\n  一句话\n#lobby>`;
    await screen.until((shown) => lines(shown).join('\n').endsWith(said));
    enter(screen, '/who');
    await screen.until((shown) => shown.includes(`\n李雷\n  ${lei.address}  text  #lobby  `));
  });

  it.each([
    ['/close', ['/close', 'Enter']],
    ['Ctrl+C', ['C-c']],
    ['Ctrl+D', ['C-d']],
  ])('%s says goodbye to everybody and gives the terminal back', async (_way, keys) => {
    const { screen, port } = await open(80);
    const ann = await plain(port, 'Ann');
    screen.press(...keys);
    expect(await ann.closed).toBe('ended');
    await screen.ended();
    expect(await screen.text).not.toMatch(/^#lobby>/m);
  });
});
