// What the person asks for. `room: null` means the current room.

export type Request =
  | { readonly kind: 'say'; readonly to: string | null; readonly text: string; readonly form: 'message' | 'action' }
  | { readonly kind: 'rename'; readonly name: string }
  | { readonly kind: 'join'; readonly room: string; readonly key: string | null }
  | { readonly kind: 'leave'; readonly room: string | null; readonly text: string }
  /** Makes a room the current one. */
  | { readonly kind: 'choose'; readonly room: string }
  | { readonly kind: 'list' }
  /** `target` is a room or a name. */
  | { readonly kind: 'who'; readonly target: string | null }
  /** `text` null asks; empty clears. */
  | { readonly kind: 'topic'; readonly room: string | null; readonly text: string | null }
  | { readonly kind: 'kick'; readonly name: string; readonly text: string }
  /** `text` empty: back again. */
  | { readonly kind: 'away'; readonly text: string }
  /** Keeps one's name with a password. */
  | { readonly kind: 'register'; readonly password: string }
  /** Logs in to a registered name, and takes it. */
  | { readonly kind: 'log-in'; readonly name: string; readonly password: string }
  | { readonly kind: 'change-password'; readonly old: string; readonly password: string }
  /** Gives up for good the name to which one is logged in. */
  | { readonly kind: 'unregister'; readonly password: string }
  | { readonly kind: 'log-out' }
  /** `on`: one's user stays here without a connection. */
  | { readonly kind: 'stay'; readonly state: string }
  /** A line of IRC as it is. */
  | { readonly kind: 'quote'; readonly line: string }
  | { readonly kind: 'quit'; readonly text: string };
