// History as one reads it in a log: a heading for each room, a line for each day, and what plain text shows of what happened.
import { printable } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { clockAt, dayAt } from '../i18n/time.ts';
import { eventLines } from '../line/render.ts';
import type { Placed } from '../store/pages.ts';
import type { Exported } from './volume.ts';

export function* asText(rooms: Iterable<Exported>, lang: Lang): Generator<string> {
  let space = '';
  for (const { chapter, pages } of rooms) {
    yield `${space}====  ${printable(chapter.name)}  ====\n`;
    space = '\n\n';
    let day = '';
    for (const page of pages) {
      const lines: string[] = [];
      for (const placed of page) {
        const shown = linesOf(placed, lang);
        if (shown.length > 0 && day !== dayAt(placed.event.at)) {
          day = dayAt(placed.event.at);
          lines.push('', `----  ${day}  ----`);
        }
        lines.push(...shown);
      }
      yield lines.map((line) => `${line}\n`).join('');
    }
  }
}

function linesOf({ event, called }: Placed, lang: Lang): string[] {
  if (event.kind === 'gone') return [];
  return eventLines(event, lang, called).map((line) => `${clockAt(event.at)} ${line}`);
}
