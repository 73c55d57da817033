// How far it is: one line on a terminal, drawn again and again.

import { textWidth } from '../chat/width.ts';
import type { Lang } from '../i18n/language.ts';
import { twoDigits } from '../i18n/time.ts';
import { transferSentences } from '../i18n/transfer.ts';

/** What is done, in events or bytes; `total` null: nobody knows how much there is. */
export interface Progress {
  readonly what: 'exporting' | 'reading' | 'storing';
  readonly done: number;
  readonly total: number | null;
  /** Events so far, and for how long (ms). */
  readonly events: number;
  readonly elapsed: number;
}

const LEAST_BAR = 4;
const MOST_BAR = 40;

/** Per cent, a bar if there is room for one, events a second, and how long it will still take. */
export function progressLine({ what, done, total, events, elapsed }: Progress, lang: Lang, columns: number): string {
  const t = transferSentences[lang];
  const seconds = Math.max(elapsed, 1) / 1000;
  const rate = t.rate(Math.round(events / seconds));
  if (total === null) return t.progress([t.doing[what], t.events(events), rate]);
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const percent = `${String(Math.floor(part * 100)).padStart(3)}%`;
  const left = done === 0 ? '' : t.timeLeft(clock((seconds * (1 - part)) / part));
  const words = [t.doing[what], percent, rate, left];
  const room = Math.min(MOST_BAR, columns - 1 - textWidth(t.progress([...words, ''])));
  if (room >= LEAST_BAR) words.splice(1, 0, bar(part, room));
  // On a screen that is too narrow for all, what is behind goes.
  while (words.length > 1 && textWidth(t.progress(words)) >= columns) words.pop();
  return t.progress(words);
}

function bar(part: number, columns: number): string {
  const full = Math.floor(part * columns);
  return '█'.repeat(full) + '░'.repeat(columns - full);
}

/** `M:SS` or `H:MM:SS` */
function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(whole % 60)}` : `${minutes}:${twoDigits(whole % 60)}`;
}

/** ms between two drawings. */
const PACE = 100;

/** Draws on standard error, if that is a terminal. */
export class ProgressBar {
  readonly #lang: Lang;
  readonly #screen: NodeJS.WriteStream;
  readonly #isShown: boolean;
  #startedAt = performance.now();
  #drawnAt = 0;

  /** @param isShown whether there is room for it where it would be drawn */
  constructor(lang: Lang, screen: NodeJS.WriteStream, isShown: boolean) {
    this.#lang = lang;
    this.#screen = screen;
    this.#isShown = isShown;
  }

  /** Something else is done from now on. */
  restart(): void {
    this.#startedAt = performance.now();
  }

  show(progress: Omit<Progress, 'elapsed'>): void {
    const now = performance.now();
    if (!this.#isShown || now < this.#drawnAt + PACE) return;
    this.#drawnAt = now;
    const line = progressLine({ ...progress, elapsed: now - this.#startedAt }, this.#lang, this.#screen.columns ?? 80);
    this.#screen.write(`\r${line}\x1b[K`);
  }

  /** Leaves the line empty. */
  close(): void {
    if (this.#isShown && this.#drawnAt > 0) this.#screen.write('\r\x1b[K');
  }
}
