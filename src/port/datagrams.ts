// How what is said is put into datagrams.

/**
 * The most bytes in one datagram. With its headers it goes through every network that carries IPv6 (1280 bytes, RFC 8200, 5)
 * without being cut into fragments, of which the loss of one is the loss of all; QUIC begins with the same (RFC 9000, 14).
 */
export const MOST_DATAGRAM_BYTES = 1200;

const LF = 0x0a;

/** The bytes in datagrams that are not too long: cut behind a newline; a line that is too long itself, between characters. */
export function* datagramsOf(bytes: Uint8Array): Generator<Uint8Array> {
  let begin = 0;
  while (bytes.length - begin > MOST_DATAGRAM_BYTES) {
    const end = cutIn(bytes, begin);
    yield bytes.subarray(begin, end);
    begin = end;
  }
  if (begin < bytes.length) yield bytes.subarray(begin);
}

/** Where the first datagram of those behind `begin` ends; there are more bytes than go into it. */
function cutIn(bytes: Uint8Array, begin: number): number {
  const most = begin + MOST_DATAGRAM_BYTES;
  const newline = bytes.lastIndexOf(LF, most - 1);
  if (newline >= begin) return newline + 1;
  // No character has more than 4 bytes; what has is none.
  for (let cut = most; cut > most - 4; cut--) if (!isContinuation(bytes[cut])) return cut;
  return most;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
