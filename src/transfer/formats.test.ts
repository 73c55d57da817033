// What people read of an export.
import { expect, it } from 'vitest';
import type { Lang } from '../i18n/language.ts';
import { clockAt, dayAt } from '../i18n/time.ts';
import { openDirectStore } from '../store/direct.fixture.ts';
import { Pages } from '../store/pages.ts';
import { asHtml } from './html.ts';
import { asText } from './text.ts';
import { everything, exported, fileOf, imported } from './transfer.fixture.ts';

const [FIRST, SECOND] = [Date.UTC(2026, 4, 1, 12), Date.UTC(2026, 4, 3, 12)];
const at = (ms: number): string => new Date(ms).toISOString();

const FILE = fileOf(
  { kind: 'joined', created: true, at: at(FIRST) },
  { text: 'hello\n\n  <b>世界</b> &amp;', id: 'm"1', at: at(FIRST) },
  { text: 'waves', form: 'action', at: at(FIRST), who: { name: 'bob' } },
  { text: '\u001b[31mred\u0003 \u202e', at: at(FIRST) },
  { text: '\u0001VERSION\u0001', at: at(FIRST) },
  { text: 'ops', least: 'op', at: at(FIRST) },
  { kind: 'gone', at: at(FIRST), id: 'gone' },
  { kind: 'redacted', message: 'gone', author: { name: 'Ann' }, text: 'wrong room', at: at(SECOND) },
  { text: 'yes', at: at(SECOND), tags: { '+reply': 'm"1' }, replyTo: { name: 'Ann' }, who: { name: 'bob' } },
  { kind: 'said', form: 'tags', tags: { '+draft/react': '🍵' }, at: at(SECOND) },
  { kind: 'said', form: 'tags', tags: { '+typing': 'active' }, at: at(SECOND) },
  { room: '#lobby', text: 'here', at: at(SECOND) },
  { room: '#lobby', kind: 'left', cause: 'timed-out', at: at(SECOND) },
);

function shown(format: 'text' | 'html', lang: Lang, asked: readonly string[] = []): string {
  const { database } = openDirectStore('never');
  imported(database, FILE);
  const rooms = everything(database);
  const pieces =
    format === 'text' ? asText(rooms, lang) : asHtml(new Pages(database).chapters(), rooms, asked, lang, SECOND);
  return [...pieces].join('');
}

it('is a log, in text', () => {
  const time = clockAt(FIRST);
  expect(shown('text', 'en').split('\n')).toEqual([
    '====  #lobby  ====',
    '',
    `----  ${dayAt(SECOND)}  ----`,
    `${time} Ann: here`,
    `${time} -- Ann left (timed out)`,
    '',
    '',
    '====  #tea  ====',
    '',
    `----  ${dayAt(FIRST)}  ----`,
    `${time} -- Ann joined`,
    `${time} Ann: hello`,
    `${time} Ann:   <b>世界</b> &amp;`,
    `${time} * bob waves`,
    `${time} Ann: ␛[31mred �`,
    `${time} [#tea, ops only] Ann: ops`,
    '',
    `----  ${dayAt(SECOND)}  ----`,
    `${time} -- Ann took back a message (wrong room)`,
    `${time} bob → Ann: yes`,
    `${time} * Ann reacts with 🍵`,
    '',
  ]);
  expect(shown('text', 'zh-CN')).toContain('-- Ann 撤回了一条消息（wrong room）');
});

it('is a page, in HTML', () => {
  const page = shown('html', 'en');
  expect(page).toContain('<html lang="en">');
  expect(page).not.toMatch(/<script|<link|src=|url\(|https?:/);
  expect(page).toContain('<a href="#lobby">#lobby</a>\n<a href="#tea">#tea</a>');
  expect(page).toContain('<section id="tea">\n<h2>#tea</h2>');
  expect(page).toContain(`<h3><time datetime="${dayAt(FIRST)}">Friday, May 1, 2026</time></h3>`);
  const message = `<p id="tea/m&#34;1" class="said"><a href="#tea%2Fm%221"><time datetime="${at(FIRST)}">${clockAt(FIRST)}</time></a>`;
  expect(page).toContain(message);
  expect(page).toContain('<span>hello\n\n  &#60;b&#62;世界&#60;/b&#62; &#38;amp;</span>');
  expect(page).toContain('<a class="reply" href="#tea%2Fm%221">to Ann</a> yes</span>');
  expect(page).toContain('<small>[#tea, ops only]</small> ops');
  expect(page).toContain('<span>Ann took back a message (wrong room)</span>');
  for (const unseen of ['VERSION', 'typing', '\u001b', '\u202e']) expect(page).not.toContain(unseen);
  // What is opened is closed.
  for (const tag of ['section', 'p', 'span', 'a', 'b', 'nav', 'header', 'main', 'h3']) {
    const count = (pattern: string): number => page.match(new RegExp(pattern, 'g'))?.length ?? 0;
    expect(count(`<${tag}[ >]`), tag).toBe(count(`</${tag}>`));
  }
  const chinese = shown('html', 'zh-CN', ['#tea']);
  expect(chinese).toContain('<html lang="zh-CN">');
  expect(chinese).toContain('<h1>#tea 的聊天记录</h1>');
  expect(chinese).toContain('>2026年5月1日星期五</time>');
});

it('is JSON that a terminal may be shown', () => {
  const { database } = openDirectStore('never');
  imported(database, FILE);
  const json = exported(database);
  expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  const { format, version, events } = JSON.parse(json);
  expect([format, version]).toEqual(['chaguan-history', 1]);
  expect(events.find(({ id }: { id: string }) => id === 'x4').text).toBe('\u001b[31mred\u0003 \u202e');
  expect(events.find(({ id }: { id: string }) => id === 'gone')).toEqual({
    kind: 'gone',
    room: '#tea',
    id: 'gone',
    at: at(FIRST),
    who: { name: 'Ann' },
  });
});
