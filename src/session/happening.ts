import type { Departure, Mode, Peer } from '../chat/command.ts';
import type { Event, TurnedAway } from '../chat/event.ts';
import type { WebMistake } from '../i18n/web.ts';
import type { Renewal } from '../port/certificates.ts';
import type { Health } from '../store/trouble.ts';
import type { WireEvent } from './wire.ts';

/** What somebody can come as. `refused`: as what cannot be carried here, or with a handshake that failed. */
export type Counted = 'line' | 'irc' | 'tls' | 'http' | 'websocket' | 'refused';

/** How many have come as what since the start. Who comes with a WebSocket in TLS is counted as each of its carriers. */
export type Tally = Readonly<Record<Counted, number>>;

/** Everything the operator may want to see, in order: connections coming and going, all events, our own failures. Times in ms since 1970. */
export type Happening =
  /** `port`: of the first TCP address; 0: there is none. */
  | {
      readonly kind: 'listening';
      readonly at: number;
      readonly port: number;
      /** As people write them: `[::]:12000`, `unix:/run/chaguan` */
      readonly addresses: readonly string[];
      readonly fingerprint: string | null;
    }
  /** Whether what is kept can be stored, when that has changed. */
  | { readonly kind: 'store'; readonly at: number; readonly health: Health }
  /** The house is as an earlier run has left it: what is not as it would be in a new one (null: as the options say). */
  | {
      readonly kind: 'resumed';
      readonly at: number;
      readonly mode: Mode | null;
      readonly limit: number | null;
      readonly locked: boolean;
      readonly bans: number;
      /** How many are registered. */
      readonly rooms: number;
    }
  /** A setting of an earlier run does not count: an option says otherwise. */
  | { readonly kind: 'overruled'; readonly at: number; readonly setting: 'mode' | 'limit'; readonly before: string }
  /** Something that was kept is not understood by this version, and left where it is. */
  | { readonly kind: 'strange-fact'; readonly at: number; readonly of: string; readonly key: string }
  /** The certificate's files were read again. */
  | { readonly kind: 'certificate'; readonly at: number; readonly renewal: Renewal }
  /** A request that was not answered as asked; some the operator can allow. */
  | { readonly kind: 'web-refused'; readonly at: number; readonly peer: Peer; readonly because: WebMistake }
  /** Others on the LAN find the server under this name; or they do not (error null: there is no LAN). */
  | { readonly kind: 'announced'; readonly at: number; readonly name: string }
  | { readonly kind: 'not-announced'; readonly at: number; readonly error: Error | null }
  | { readonly kind: 'connected'; readonly at: number; readonly peer: Peer }
  /** `name` is null for somebody who never got in; the rest of what is known is in the `left` event. */
  | {
      readonly kind: 'disconnected';
      readonly at: number;
      readonly peer: Peer;
      readonly name: string | null;
      readonly departure: Departure;
    }
  | {
      readonly kind: 'turned-away';
      readonly at: number;
      readonly peer: Peer;
      readonly because: TurnedAway['why'];
    }
  | { readonly kind: 'event'; readonly event: Event }
  /** The operator traces this connection. `name` is null for somebody who is not in. */
  | {
      readonly kind: 'wire';
      readonly at: number;
      readonly peer: Peer;
      readonly name: string | null;
      readonly passing: WireEvent;
    }
  /** So many lines of the log were not written: nobody reads it. */
  | { readonly kind: 'log-gap'; readonly at: number; readonly lines: number }
  /** The server stops. How many have come as what. */
  | { readonly kind: 'closing'; readonly at: number; readonly tally: Tally }
  | { readonly kind: 'failed'; readonly at: number; readonly doing: string; readonly error: unknown };

export type HappeningOf<K extends Happening['kind']> = Extract<Happening, { readonly kind: K }>;

export type Observer = (happening: Happening) => void;
