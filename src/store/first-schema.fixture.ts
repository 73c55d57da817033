// The first schema as it was, with rows in it. It is never changed: every later version must be able to start from it.

export const FIRST_SCHEMA = `
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
`;

export const FIRST_ROWS = `
  INSERT INTO meta VALUES ('decoy key', x'000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  INSERT INTO account VALUES ('alice', 'Alice', 1000,
    '{"password":"p","scram":{"salt":"s","iterations":4096,"storedKey":"k","serverKey":"v"}}');
  INSERT INTO certificate (fingerprint, account) VALUES ('abab', 'alice');
  INSERT INTO person VALUES
    (1, '{"id":"a","name":"alice","username":"u","realname":"R","peer":{"host":"10.0.0.1","port":1},"cloak":null,"operator":false,"account":"Alice","bot":false}', 0),
    (2, '{"id":"b","name":"bob","username":"u","realname":"R","peer":{"host":"10.0.0.2","port":2},"cloak":null,"operator":false,"account":null,"bot":false}', 0);
  INSERT INTO conversation VALUES (1, '#tea', '#Tea', NULL, NULL, 1, 0, 4, 2, 3000);
  INSERT INTO conversation VALUES (2, '["aalice","ub"]', NULL, 'aalice', 'ub', 0, 0, 1, 0, 5000);
  INSERT INTO event VALUES
    (536870912, 'x-1', 1000, 4, 1, NULL, NULL, NULL, '{"created":true}'),
    (536870913, 'x-2', 2000, 1, 1, NULL, NULL, 'Green tea 龙井', NULL),
    (536870914, 'x-3', 3000, 1, 2, 1, NULL, 'I like it', '{"tags":{"+reply":"x-2"}}'),
    (536870915, 'x-4', 4000, 0, 2, NULL, NULL, NULL, NULL),
    (1073741824, 'x-5', 5000, 1, 2, 1, NULL, 'psst', NULL);
  INSERT INTO word (rowid, tokens) VALUES
    (536870913, '1:from11ht1wn 1:gre 1:ree 1:een 1:tea 1:龙井 1:龙 1:井');
`;
