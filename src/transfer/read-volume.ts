// What is to be imported, as it comes: the header, a line for each event, the end.
import { IMPORT_LIMITS } from '../limits.ts';
import { Fields, FlawError } from './fields.ts';
import { FORMAT, VERSION } from './json.ts';
import { Lines } from './lines.ts';
import { type Item, readItem } from './read-event.ts';

const HEADER = /^(\{.*"events"\s*:\s*\[)\s*(\]\s*\})?$/;
const FOOTER = /^\]\s*\}$/;

export class VolumeReader {
  readonly #lines = new Lines(IMPORT_LIMITS.lineBytes);
  readonly #latest: number;
  #expected: 'header' | 'events' | 'nothing' = 'header';
  /** The line that is being looked at, counted from 1. */
  line = 1;

  /** @param latest ms since 1970: nothing has happened later */
  constructor(latest: number) {
    this.#latest = latest;
  }

  /** What is whole with this piece. @throws FlawError, of `line` */
  add(piece: Uint8Array): Generator<Item> {
    return this.#items(this.#lines.add(piece));
  }

  /** What came last. @throws FlawError when something is missing */
  *end(): Generator<Item> {
    yield* this.#items(this.#lines.end());
    if (this.#expected === 'header') throw new FlawError({ kind: 'no-header' });
    if (this.#expected === 'events') throw new FlawError({ kind: 'cut-off' });
  }

  *#items(texts: Iterable<string>): Generator<Item> {
    for (const text of texts) {
      const item = text === '' ? null : this.#understand(text);
      if (item !== null) yield item;
      this.line++;
    }
  }

  /** @returns null: there is no event in it */
  #understand(text: string): Item | null {
    if (this.#expected === 'header') {
      this.#expected = checkHeader(text) === 'empty' ? 'nothing' : 'events';
      return null;
    }
    if (this.#expected === 'nothing') throw new FlawError({ kind: 'more-than-the-end' });
    if (!FOOTER.test(text)) return readItem(new Fields(parse(text.replace(/,$/, ''))), this.#latest);
    this.#expected = 'nothing';
    return null;
  }
}

/** `{"format":"chaguan-history","version":1,"events":[`; the end may stand there too, if nothing else does. */
function checkHeader(text: string): 'empty' | 'open' {
  const [, head, end] = HEADER.exec(text) ?? [];
  if (head === undefined) throw new FlawError({ kind: 'no-header' });
  const fields = new Fields(parse(`${head}]}`));
  if (fields.text('format', '') !== FORMAT) throw new FlawError({ kind: 'no-header' });
  const version = fields.number('version');
  if (version > VERSION) throw new FlawError({ kind: 'newer', version });
  return end === undefined ? 'open' : 'empty';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new FlawError({ kind: 'not-json' });
  }
}
