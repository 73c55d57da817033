/** How many bytes at the end are the beginning of a UTF-8 character whose rest is missing (0 to 3). */
export function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) && byte < 0xf8 ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** How many UTF-8 characters begin in these bytes; the count stops one above `most`. */
export function charactersUpTo(most: number, bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) {
    if (!isContinuation(byte) && ++count > most) break;
  }
  return count;
}

/** Whether this is one UTF-8 character and all of it. */
export function isOneCharacter(bytes: Uint8Array): boolean {
  const [first] = bytes;
  if (first === undefined || isContinuation(first)) return false;
  return charactersUpTo(1, bytes) === 1 && cutCharacter(bytes) === 0;
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
