// What was said before, shown to somebody: on coming into a room, and on asking.
import type { Lang } from '../i18n/language.ts';
import { sessionSentences } from '../i18n/sessions.ts';
import { timeOfDay } from '../i18n/time.ts';
import { MOST_MESSAGES_READ } from '../limits.ts';
import { fitting } from '../session/fit.ts';
import type { Host } from '../session/protocol.ts';
import type { Past, Talk } from '../session/talk.ts';
import { eventLines } from './render.ts';
import type { Voice } from './voice.ts';

/** What is searched for: the words, said by whom and where, if that was said. */
export interface Quest {
  readonly words: readonly string[];
  readonly from: string | null;
  readonly target: string | null;
  /** ms since 1970, not included; null: no bound. */
  readonly after: number | null;
  readonly before: number | null;
}

/** Of what was missed: since when (ms since 1970), and how many bytes may still be sent. */
interface Share {
  readonly since: number;
  readonly bytes: number;
}

export class Recall {
  readonly #host: Host;
  readonly #voice: Voice;

  constructor(host: Host, voice: Voice) {
    this.#host = host;
    this.#voice = voice;
  }

  /** The last messages of a room, before `then`. Under their addresses come programs that expect nothing of the kind. */
  onArrival(room: string, then: () => void): void {
    const { archive, rules, userId } = this.#host;
    const talk = rules.replay === 0 || rules.names === 'address' ? null : archive.talk(userId, room);
    if (talk === null) return then();
    this.#read(talk, rules.replay, null, (past) => {
      if (past !== null && past.events.length > 0) this.#show(talk, past);
      then();
    });
  }

  /** What was said in all its conversations since then (ms since 1970), before `then`. */
  missed(since: number, then: () => void): void {
    const { archive, userId } = this.#host;
    this.#host.wait(archive.missed(userId, since - 1), (talks) => {
      if (talks === null) this.#voice.show(this.#voice.t.unreadable);
      else if (talks.length === 0) this.#voice.show(this.#sessions.missedNothing);
      this.#eachMissed(talks ?? [], { since, bytes: this.#mostBytes }, then);
    });
  }

  /** What was said in private since then (ms since 1970), before `then`: the last connection may be gone without anybody knowing. */
  recent(since: number, then: () => void): void {
    const { archive, userId } = this.#host;
    this.#host.wait(archive.missed(userId, since - 1), (talks) => {
      this.#eachRecent(talks?.filter(({ name }) => !name.startsWith('#')) ?? [], since, then);
    });
  }

  #eachRecent([talk, ...others]: readonly Talk[], since: number, then: () => void): void {
    if (talk === undefined) return then();
    this.#read(talk, this.#host.rules.replay, since, (past) => {
      if (past !== null && past.events.length > 0) this.#show(talk, past);
      this.#eachRecent(others, since, then);
    });
  }

  /** One after the other, no more bytes of all together. */
  #eachMissed([talk, ...others]: readonly Talk[], { since, bytes }: Share, then: () => void): void {
    if (talk === undefined || bytes <= 0) return then();
    this.#read(talk, MOST_MESSAGES_READ, since, (past) => {
      const messages = past === null ? [] : this.#fitting(past, bytes);
      if (messages.length > 0) this.#voice.show(this.#sessions.missed(talk.name, messages.length));
      this.#write(messages);
      const left = messages.reduce((sum, lines) => sum - sizeOf(lines), bytes);
      this.#eachMissed(others, { since, bytes: left }, then);
    });
  }

  /** Of what was said before, so that there is room for what is said now. */
  get #mostBytes(): number {
    return this.#host.rules.limits.sendQueueBytes / 2;
  }

  get #sessions(): (typeof sessionSentences)[Lang] {
    return sessionSentences[this.#voice.lang];
  }

  /** The last messages of a room, or with somebody. */
  last(target: string, count: number): void {
    const { archive, userId } = this.#host;
    const talk = archive.talk(userId, target);
    if (talk === null) return this.#voice.show(this.#voice.t.nothingToRead(target));
    this.#read(talk, count, null, (past) => {
      if (past === null) this.#voice.show(this.#voice.t.unreadable);
      else this.#show(talk, past);
    });
  }

  /** What was said and contains all words; the latest of it, if that is much. */
  search({ target, ...quest }: Quest, count: number): void {
    const { archive, userId } = this.#host;
    const { t } = this.#voice;
    const talk = target === null ? null : archive.talk(userId, target);
    if (target !== null && talk === null) return this.#voice.show(t.nothingToRead(target));
    const wanted = { in: talk, ...quest, limit: count };
    this.#host.wait(archive.search(userId, wanted), (past) => {
      if (past === null) return this.#voice.show(t.unreadable);
      const messages = this.#fitting(past);
      this.#voice.show(t.found(messages.length));
      this.#write(messages);
    });
  }

  #read(talk: Talk, limit: number, since: number | null, done: (past: Past | null) => void): void {
    const { archive, userId } = this.#host;
    const after = since === null ? null : { at: since - 1 };
    const part = { what: 'messages', after, before: null, from: 'newest', limit } as const;
    this.#host.wait(archive.read(userId, talk, part), (past) => done(archive.still(userId, talk, past)));
  }

  #show(talk: Talk, past: Past): void {
    const messages = this.#fitting(past);
    this.#voice.show(this.#voice.t.lastMessages(talk.name, messages.length));
    this.#write(messages);
  }

  /** The lines of each, with their time where the server stands; not more of them than may be sent at once. */
  #fitting({ events, from }: Past, bytes: number = this.#mostBytes): readonly (readonly string[])[] {
    const { lang } = this.#voice;
    const now = this.#host.now();
    const messages = events.map((event) =>
      eventLines(event, lang).map((line) => `${timeOfDay(event.at, now)} ${line}`),
    );
    return fitting(messages, bytes, from, sizeOf);
  }

  #write(messages: readonly (readonly string[])[]): void {
    this.#voice.write(...messages.flat());
  }
}

function sizeOf(lines: readonly string[]): number {
  return Buffer.byteLength(lines.join('\r\n'));
}
