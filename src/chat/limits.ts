/** The limits that are rules of the chat. Their numbers, with a reason for each, stand in `src/limits.ts`. */
export interface ChatLimits {
  /** Characters (code points) in a user's name; its bytes have a limit too (see `userNameBytes`). */
  readonly nameLength: number;
  /** Characters in a room's name, the `#` included. */
  readonly roomNameLength: number;
  /** Bytes of UTF-8 in one message. */
  readonly messageBytes: number;
  /** Bytes of UTF-8 in a topic, an away text, a reason or a real name. */
  readonly textBytes: number;
  readonly keyLength: number;
  readonly roomsPerUser: number;
  /** Masks in all lists of one room; bytes of one. */
  readonly bansPerRoom: number;
  readonly maskBytes: number;
  /** Lines in one message (IRCv3 multiline). */
  readonly linesPerMessage: number;
  /** Names that one user may watch for. */
  readonly monitorsPerUser: number;
  /** Metadata: keys of one user or room, bytes of one value, keys that one user may subscribe to. */
  readonly metadataKeys: number;
  readonly metadataBytes: number;
  readonly subscriptionsPerUser: number;
  /** Read markers of one user. */
  readonly readMarkers: number;
  /** Messages, of the whole house, that can still be taken back. */
  readonly redactable: number;
  /** Departures, of the whole house, that are remembered. */
  readonly remembered: number;
  readonly accounts: number;
  /** Accounts that were dropped, and by whose names others still find what they said to each other. */
  readonly formerAccounts: number;
  /** Rooms that are registered; of one account. */
  readonly registeredRooms: number;
  readonly roomsPerAccount: number;
  /** Accounts that have a role in one room that lasts. */
  readonly roleHoldersPerRoom: number;
  readonly certificatesPerAccount: number;
  /** Connections of one user. */
  readonly sessionsPerUser: number;
  /** Accounts whose owners stay here without a connection. */
  readonly staying: number;
  /** Accounts that are asked into one room that lasts and have not come yet. */
  readonly invitedPerRoom: number;
  /** Sanctions of the house at once. */
  readonly sanctions: number;
  /** Users at once, unless the operator sets another number. */
  readonly clients: number;
}
