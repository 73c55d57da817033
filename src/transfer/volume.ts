// What is exported, as all formats get it.
import type { Chapter, Placed } from '../store/pages.ts';

/** A room, and its events, which can be gone through once. */
export interface Exported {
  readonly chapter: Chapter;
  readonly pages: Iterable<readonly Placed[]>;
}
