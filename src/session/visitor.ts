// What a caller is given: what it has in common with all others, and the visit that it is a part of.
import type { Accounts } from '../accounts/accounts.ts';
import type { ChatView } from '../chat/views.ts';
import type { Kind } from '../port/detect.ts';
import type { Outboxes } from '../port/outbox.ts';
import type { Archive } from './archive.ts';
import type { Observer } from './happening.ts';
import type { Hub } from './hub.ts';
import type { HouseRules, Protocol, Session } from './protocol.ts';
import type { Watcher } from './wire.ts';

/** What is no talk by itself. */
export type Carried = Exclude<Kind, Session['protocol']>;

/** What all connections of a server have in common. */
export interface CallerSetup {
  readonly rules: HouseRules;
  readonly chat: ChatView;
  readonly hub: Hub;
  readonly accounts: Accounts;
  readonly archive: Archive;
  readonly outboxes: Outboxes;
  readonly protocols: Readonly<Record<Session['protocol'], Protocol>>;
  readonly observe: Observer;
}

/** The visit that a caller is a part of. */
export interface Visitor {
  /** Unique on this node. */
  readonly id: string;
  /** What is spoken, if that is known beforehand. */
  readonly speaks: Session['protocol'] | null;
  /** Why this caller is not let in, to be said in its own protocol; null for everybody else. */
  readonly turnedAway: string | null;
  /** Who looks on from the first byte; null: nobody. */
  readonly watcher: Watcher | null;
  /** It is known what is spoken. */
  talks(protocol: Session['protocol']): void;
  /** The last bytes for somebody who speaks what cannot be carried here, and why; null if it can. */
  refuses(kind: Carried): { readonly bytes: Uint8Array; readonly why: string } | null;
  /** The connection carries something else inside; the caller has let go of it. `pieces`: what has come so far. */
  carry(kind: Carried, pieces: readonly Uint8Array[]): void;
  /** The connection is gone. */
  gone(): void;
}
