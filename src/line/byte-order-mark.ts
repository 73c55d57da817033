const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Bytes to bytes: takes the byte order mark of UTF-8 from the start of the stream. Some systems write one. */
export class ByteOrderMarkFilter {
  /** What has come as long as it may be the mark; null once that is known. */
  #start: Buffer | null = Buffer.alloc(0);

  push(bytes: Buffer): Buffer {
    if (this.#start === null) return bytes;
    const start = Buffer.concat([this.#start, bytes]);
    if (start.length < MARK.length && MARK.subarray(0, start.length).equals(start)) {
      this.#start = start;
      return Buffer.alloc(0);
    }
    this.#start = null;
    return start.subarray(0, MARK.length).equals(MARK) ? start.subarray(MARK.length) : start;
  }
}
