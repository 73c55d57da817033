// History as one page that needs nothing else: for any browser, light or dark, wide or narrow, without a script.
import type { EventOf } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import { html, printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { lineSentences } from '../i18n/line.ts';
import { clockAt, dayAt } from '../i18n/time.ts';
import { transferSentences } from '../i18n/transfer.ts';
import { eventLines } from '../line/render.ts';
import type { Chapter, Placed } from '../store/pages.ts';
import { STYLE } from './style.ts';
import type { Exported } from './volume.ts';

/**
 * @param chapters the rooms, gone through before `rooms` is
 * @param now ms since 1970
 */
export function* asHtml(
  chapters: Iterable<Chapter>,
  rooms: Iterable<Exported>,
  asked: readonly string[],
  lang: Lang,
  now: number,
): Generator<string> {
  const t = transferSentences[lang].page;
  const title = html(asked.length === 0 ? t.titleOfAll : t.title(asked));
  const zone = new Intl.DateTimeFormat(lang, { timeZoneName: 'long' }).formatToParts(now);
  const zoneName = zone.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  yield [
    `<!doctype html>\n<html lang="${lang}">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    // Whatever has slipped through, nothing else is loaded or run.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<style>${STYLE}</style>\n</head>\n<body>`,
    `<header>\n<h1>${title}</h1>`,
    `<p>${html(t.exportedAt(`${dayAt(now)} ${clockAt(now)}`, zoneName))}</p>`,
    `<nav aria-label="${html(t.rooms)}">\n`,
  ].join('\n');
  let isEmpty = true;
  for (const { name } of chapters) {
    isEmpty = false;
    yield `<a href="${fragment(name)}">${text(name)}</a>\n`;
  }
  yield '</nav>\n</header>\n<main>\n';
  if (isEmpty) yield `<p>${html(t.nothing)}</p>\n`;
  for (const room of rooms) yield* section(room, lang);
  yield '</main>\n</body>\n</html>\n';
}

function* section({ chapter, pages }: Exported, lang: Lang): Generator<string> {
  const { name } = chapter;
  const days = new Intl.DateTimeFormat(lang, { dateStyle: 'full' });
  yield `<section id="${html(anchor(name))}">\n<h2>${text(name)}</h2>\n`;
  let day = '';
  for (const page of pages) {
    const parts: string[] = [];
    for (const placed of page) {
      const shown = shownAs(placed, name, lang);
      if (shown === '') continue;
      const { at } = placed.event;
      if (day !== dayAt(at)) {
        parts.push(day === '' ? '' : '</section>\n', `<section class="day">\n`);
        day = dayAt(at);
        parts.push(`<h3><time datetime="${day}">${html(days.format(at))}</time></h3>\n`);
      }
      parts.push(shown);
    }
    yield parts.join('');
  }
  yield day === '' ? '</section>\n' : '</section>\n</section>\n';
}

/** Nothing for what is nothing to read. */
function shownAs({ event, called }: Placed, room: string, lang: Lang): string {
  if (event.kind === 'gone') return '';
  if (event.kind === 'said' && event.form !== 'tags') return saying(event, room, lang);
  return eventLines(event, lang, called)
    .map((line) => `<p class="event">${clock(event.at)} <span>${html(line.replace(/^-- /, ''))}</span></p>\n`)
    .join('');
}

function saying(event: EventOf<'said'>, room: string, lang: Lang): string {
  const { id, at, who, form, to } = event;
  // Not what IRC clients ask each other (CTCP).
  const words = event.text.startsWith('\x01') ? '' : event.text.split('\n').map(printable).join('\n').trim();
  if (words === '') return '';
  const least = to.kind === 'room' && to.least !== null ? lineSentences[lang].onlyFor[to.least](room) : '';
  const note = least === '' ? '' : `<small>[${text(least)}]</small> `;
  const target = anchor(room, id);
  return [
    `<p id="${html(target)}" class="${form === 'action' ? 'action' : 'said'}">`,
    `<a href="${fragment(room, id)}">${clock(at)}</a> `,
    `<b class="c${colour(who.name)}">${text(who.name)}</b> `,
    `<span>${note}${reply(event, room, lang)}${html(words)}</span></p>\n`,
  ].join('');
}

function reply({ replyTo, tags }: EventOf<'said'>, room: string, lang: Lang): string {
  const message = tags['+reply'] ?? tags['+draft/reply'];
  if (replyTo === undefined || message === undefined) return '';
  const words = transferSentences[lang].page.inReplyTo(printable(replyTo.name));
  return `<a class="reply" href="${fragment(room, message)}">${html(words)}</a> `;
}

function clock(at: number): string {
  return `<time datetime="${new Date(at).toISOString()}">${clockAt(at)}</time>`;
}

/** What a room, or a message in it, is called within the page. */
function anchor(room: string, id?: string): string {
  const name = fold(room).slice(1);
  return id === undefined ? name : `${name}/${id}`;
}

function fragment(room: string, id?: string): string {
  return html(`#${encodeURIComponent(anchor(room, id).toWellFormed())}`);
}

/** A person has the same colour everywhere. */
function colour(name: string): number {
  let sum = 0;
  for (const character of fold(name)) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return sum % 6;
}

function text(written: string): string {
  return html(printable(written));
}
