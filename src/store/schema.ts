// The database as it has come to be. What stands here stays as it is: a change is one more step at the end.

/** "Chag": a database of ours. */
export const APPLICATION_ID = 0x43_68_61_67;

/** Events of a conversation have the places `id * EVENTS` and following. */
export const EVENTS = 2 ** 29;

/**
 * Each is run once, in a transaction of its own; `user_version` says how many have been.
 *
 * - An event's place says which conversation it is in and where: a conversation's rows lie next to each other, its numbers have
 *   no gaps, and its part of the index of words is a range.
 * - `person`: people as they were, each once; `used` is the last day on which they were in an event.
 * - `conversation`: `name` is what a room was called at first; `key` is null for what nobody may read any more. Its events are
 *   those from `first` to before `next`; those before `indexed` are in the index.
 * - `fact`: what lasts of the chat; `value` is JSON. In the order in which each was first kept.
 * - `audit`: what operators and ops have done; `house`: whether only operators can. `entry` is JSON.
 * - `event.room`: what the room was called, where that is not `name`. `at` never goes down within a conversation.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE account (
    name TEXT PRIMARY KEY, shown TEXT NOT NULL, registered_at INTEGER NOT NULL, credentials TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE certificate (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, account TEXT NOT NULL) STRICT;
  CREATE INDEX certificate_account ON certificate (account);
  CREATE TABLE person (id INTEGER PRIMARY KEY, person TEXT NOT NULL UNIQUE, used INTEGER NOT NULL) STRICT;
  CREATE INDEX person_used ON person (used);
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY, key TEXT UNIQUE, name TEXT, one TEXT, other TEXT, guards INTEGER NOT NULL DEFAULT 0,
    first INTEGER NOT NULL DEFAULT 0, next INTEGER NOT NULL DEFAULT 0, indexed INTEGER NOT NULL DEFAULT 0,
    spoken_at INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX conversation_one ON conversation (one, spoken_at) WHERE one IS NOT NULL;
  CREATE INDEX conversation_other ON conversation (other, spoken_at) WHERE other IS NOT NULL;
  CREATE INDEX conversation_unindexed ON conversation (id) WHERE indexed < next;
  CREATE TABLE event (
    place INTEGER PRIMARY KEY, id TEXT NOT NULL, at INTEGER NOT NULL, kind INTEGER NOT NULL, who INTEGER NOT NULL,
    whom INTEGER, room TEXT, text TEXT, rest TEXT
  ) STRICT;
  CREATE INDEX event_id ON event (id);
  CREATE VIRTUAL TABLE word USING fts5 (
    tokens, content = '', detail = 'none', columnsize = 0,
    tokenize = "ascii tokenchars '!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'"
  );
  INSERT INTO word (word, rank) VALUES ('secure-delete', 1);
  `,
  `
  CREATE TABLE fact (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, key)
  ) STRICT;
  `,
  `
  CREATE TABLE audit (number INTEGER PRIMARY KEY, house INTEGER NOT NULL, entry TEXT NOT NULL) STRICT;
  CREATE INDEX audit_house ON audit (house, number);
  `,
];
