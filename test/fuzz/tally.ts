// What happened, in numbers.

export class Tally {
  lines = 0;
  /** Lines of those who were in. */
  inside = 0;
  sentLines = 0;
  sentBytes = 0;
  connections = 0;
  secrets = 0;
  /** Secrets that came to who may hear them. */
  heard = 0;
  /** Of the verbs there are. */
  readonly received = new Map<string, number>();
  readonly sent = new Map<string, number>();

  static count(map: Map<string, number>, key: string): void {
    map.set(key, (map.get(key) ?? 0) + 1);
  }
}
