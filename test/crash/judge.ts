// Compares what everybody has seen with what is in the history.
import { openForReading } from '../../src/store/database.ts';
import { Reader } from '../../src/store/reader.ts';
import type { Guest } from './guest.ts';
import { messageIn, textOf } from './message.ts';
import { nameOf, PLACES, type Place } from './places.ts';

export interface Finding {
  readonly what: 'lost' | 'doubled' | 'reordered' | 'never said there' | 'refused and yet stored' | 'mistake';
  readonly detail: string;
}

const ALL = { what: 'messages', before: null, from: 'oldest', limit: 100_000_000 } as const;

/** The texts of all that is in the history of the data folder, by the place. */
type History = ReadonlyMap<Place, readonly string[]>;

/** Where a text is, and the how many-th there. */
interface Found {
  readonly place: Place;
  readonly position: number;
}

export class Judge {
  readonly #folder: string;
  readonly #find: (finding: Finding) => void;
  /** The last message of each place, and the texts of all until then. */
  readonly #last = new Map<Place, string>();
  readonly #before = new Map<Place, string[]>(PLACES.map((place) => [place, []]));

  constructor(folder: string, find: (finding: Finding) => void) {
    this.#folder = folder;
    this.#find = find;
  }

  /**
   * What a run has added to the history, with a server using it, is compared with what its guests have seen.
   * @returns the number of messages added
   */
  judge(guests: readonly Guest[]): number {
    const added = this.#read((place) => this.#last.get(place) ?? null);
    const places = this.#placesOf(added);
    for (const guest of guests) this.#mustHaveSeen(guest, places);
    this.#mustHaveBeenSaid(guests, places);
    return places.size;
  }

  /** All that was ever there is still there, as it was. */
  judgeAll(): void {
    const all = this.#read(() => null);
    for (const [place, before] of this.#before) {
      const now = all.get(place) ?? [];
      const gone = before.findIndex((text, index) => now[index] !== text);
      if (gone >= 0) this.#find({ what: 'lost', detail: `${before[gone]} in ${place.name}, which had been there` });
      if (new Set(now).size < now.length) this.#find({ what: 'doubled', detail: `in ${place.name}` });
    }
  }

  /** Where each text is. */
  #placesOf(history: History): ReadonlyMap<string, Found> {
    const places = new Map<string, Found>();
    for (const [place, texts] of history) {
      const before = this.#before.get(place);
      for (const [position, text] of texts.entries()) {
        if (places.has(text)) this.#find({ what: 'doubled', detail: `${text} in ${place.name}` });
        else places.set(text, { place, position });
        before?.push(text);
      }
    }
    return places;
  }

  #read(after: (place: Place) => string | null): History {
    const database = openForReading(this.#folder);
    const reader = new Reader(database);
    const read = (place: Place): readonly string[] => {
      const id = after(place);
      const events = reader.history({ ...ALL, of: place.of, after: id === null ? null : { id } });
      const last = events.at(-1);
      if (last !== undefined) this.#last.set(place, last.id);
      return events.map((event) => ('text' in event ? event.text : ''));
    };
    const history = new Map(PLACES.map((place) => [place, read(place)]));
    database.close();
    return history;
  }

  /** What a guest has seen in a place is there, in the same order. */
  #mustHaveSeen(guest: Guest, places: ReadonlyMap<string, Found>): void {
    const last = new Map<Place, number>();
    for (const message of guest.seen) {
      const text = textOf(message);
      const found = places.get(text);
      if (found === undefined) this.#find({ what: 'lost', detail: `${text}, which ${nameOf(guest.number)} has seen` });
      else {
        if (found.position <= (last.get(found.place) ?? -1)) {
          this.#find({
            what: 'reordered',
            detail: `${text} in ${found.place.name}, as ${nameOf(guest.number)} saw it`,
          });
        }
        last.set(found.place, found.position);
      }
    }
  }

  /** What is there was said there by one of these guests, and was not refused; and each's are there without a gap. */
  #mustHaveBeenSaid(guests: readonly Guest[], places: ReadonlyMap<string, Found>): void {
    const numbers = guests.map((): number[] => []);
    for (const [text, { place }] of places) {
      const message = messageIn(text);
      const said = message === null ? undefined : guests[message.guest]?.said[message.number];
      if (message === null || said?.where !== place) {
        this.#find({ what: 'never said there', detail: `${text} in ${place.name}` });
      } else if (said.isRefused) this.#find({ what: 'refused and yet stored', detail: `${text} in ${place.name}` });
      else numbers[message.guest]?.push(message.number);
    }
    for (const guest of guests) this.#mustHaveNoGap(guest, new Set(numbers[guest.number]));
  }

  /** The server does one thing of somebody after the other, and stores them together or in order. */
  #mustHaveNoGap({ number: guest, said, wasRefused, speaks }: Guest, stored: ReadonlySet<number>): void {
    // Plain text is not told which one was refused.
    if (wasRefused && speaks === 'line') return;
    const end = [...stored].reduce((most, number) => Math.max(most, number + 1), 0);
    for (const [number, { isRefused }] of said.slice(0, end).entries()) {
      if (isRefused || stored.has(number)) continue;
      this.#find({ what: 'lost', detail: `number ${number} of ${nameOf(guest)}, who said more than that` });
    }
  }
}
