// Patterns: `*` for any text, `?` for one character (RFC 2812, 2.5; modern-irc "Wildcard Expressions").

/** Bits that JavaScript's operators take at once. */
const WORD = 32;
const ASCII = 128;
const MANY = Symbol('any text');
const ONE = Symbol('one character');

/**
 * A pattern, read once and then tried on any number of texts. `\*` and `\?` are the characters themselves; any other
 * backslash is one. A trial costs at most one step for each character of the text and each 32 signs of the pattern.
 */
export class Glob {
  readonly #pattern: string;
  /** Characters that the pattern takes at least. */
  readonly #least: number;
  /** The longest part without wildcards. Most texts do not have it in them, which is soon seen. */
  readonly #part: string;
  #automaton: Automaton | null = null;

  constructor(pattern: string) {
    this.#pattern = pattern;
    const signs = signsOf(pattern);
    this.#least = signs.filter((sign) => sign !== MANY).length;
    this.#part = longestPart(signs);
  }

  /** Whether the whole text fits. */
  matches(text: string): boolean {
    if (text.length < this.#least || !text.includes(this.#part)) return false;
    // Most masks of a long list never come this far: made when needed, and kept.
    this.#automaton ??= new Automaton(signsOf(this.#pattern));
    return this.#automaton.accepts(text);
  }
}

type Sign = string | typeof MANY | typeof ONE;

function signsOf(pattern: string): Sign[] {
  const written = pattern.match(/\\[*?]|./gsu) ?? [];
  return written.map((sign) => {
    if (sign === '*') return MANY;
    if (sign === '?') return ONE;
    return sign === '\\*' || sign === '\\?' ? sign.slice(1) : sign;
  });
}

function longestPart(signs: readonly Sign[]): string {
  let longest = '';
  let part = '';
  for (const sign of signs) {
    part = typeof sign === 'string' ? part + sign : '';
    if (part.length > longest.length) longest = part;
  }
  return longest;
}

/**
 * All ways to fit at once, a bit for each (Baeza-Yates and Gonnet, "A New Approach to Text Searching", 1992): bit `i` of the
 * state says that what was read so far fits the first `i` signs, stars not counted.
 */
class Automaton {
  readonly #end: number;
  readonly #state: Int32Array;
  /** The bits that stay whatever is read: a star stands there. */
  readonly #stars: Int32Array;
  /** By character, the bits that it leads to, `#state.length` words each. The first row is for those not in the pattern. */
  readonly #rows: Int32Array;
  readonly #asciiRow = new Uint16Array(ASCII);
  readonly #otherRow = new Map<number, number>();

  constructor(signs: readonly Sign[]) {
    const taking = signs.filter((sign) => sign !== MANY);
    const characters = new Set(taking.filter((sign) => sign !== ONE));
    this.#end = taking.length;
    const words = Math.floor(this.#end / WORD) + 1;
    this.#state = new Int32Array(words);
    this.#stars = new Int32Array(words);
    this.#rows = new Int32Array(words * (characters.size + 1));
    let row = 0;
    for (const character of [null, ...characters]) {
      taking.forEach((sign, index) => {
        if (sign === ONE || sign === character) setBit(this.#rows, row * WORD + index + 1);
      });
      if (character !== null) this.#setRow(character, row);
      row += words;
    }
    let taken = 0;
    for (const sign of signs) {
      if (sign === MANY) setBit(this.#stars, taken);
      else taken++;
    }
  }

  #setRow(character: string, row: number): void {
    const code = character.codePointAt(0) ?? 0;
    if (code < ASCII) this.#asciiRow[code] = row;
    else this.#otherRow.set(code, row);
  }

  accepts(text: string): boolean {
    const state = this.#state;
    const stars = this.#stars;
    const rows = this.#rows;
    const asciiRow = this.#asciiRow;
    const otherRow = this.#otherRow;
    const words = state.length;
    state.fill(0);
    state[0] = 1;
    for (let at = 0; at < text.length; at++) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at++;
      const row = (code < ASCII ? asciiRow[code] : otherRow.get(code)) ?? 0;
      let carry = 0;
      let alive = 0;
      for (let word = 0; word < words; word++) {
        const before = state[word] ?? 0;
        const after = (((before << 1) | carry) & (rows[row + word] ?? 0)) | (before & (stars[word] ?? 0));
        carry = before >>> (WORD - 1);
        state[word] = after;
        alive |= after;
      }
      if (alive === 0) return false;
    }
    return hasBit(state, this.#end);
  }
}

function setBit(words: Int32Array, bit: number): void {
  const word = Math.floor(bit / WORD);
  words[word] = (words[word] ?? 0) | (1 << (bit % WORD));
}

function hasBit(words: Int32Array, bit: number): boolean {
  return ((words[Math.floor(bit / WORD)] ?? 0) & (1 << (bit % WORD))) !== 0;
}
