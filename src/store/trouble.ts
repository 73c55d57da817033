// What can be wrong with a store.

/** Why nothing can be stored, or nothing read. */
export type Trouble =
  | 'newer' // made by a newer version
  | 'locked' // another server uses it
  | 'corrupt' // not what was written
  | 'read-only'
  | 'full' // no space left on the disk
  | 'other';

export type Health = 'well' | Trouble;

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly trouble: Trouble;
  readonly file: string;

  /** @param detail what the system or the database says, for the log */
  constructor(trouble: Trouble, file: string, detail: string, cause?: unknown) {
    super(`${file}: ${detail}`, { cause });
    this.trouble = trouble;
    this.file = file;
  }
}
