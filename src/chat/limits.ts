/** The limits that are rules of the chat. Their numbers, with a reason for each, stand in `src/limits.ts`. */
export interface ChatLimits {
  /** Characters (code points) in a user's name. */
  readonly nameLength: number;
  /** Characters in a room's name, the `#` included. */
  readonly roomNameLength: number;
  /** Bytes of UTF-8 in one message. */
  readonly messageBytes: number;
  /** Bytes of UTF-8 in a topic, an away text, a reason or a real name. */
  readonly textBytes: number;
  readonly keyLength: number;
  readonly roomsPerUser: number;
  readonly bansPerRoom: number;
  /** Users at once, unless the operator sets another number. */
  readonly clients: number;
}
