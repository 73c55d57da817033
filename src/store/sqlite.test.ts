import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore } from './sqlite.ts';
import { describeStore } from './store.fixture.ts';

describeStore('in SQLite', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'chaguan-store-'));
  const store = await openSqliteStore({ directory, durability: 'process', retention: { ms: 1e15, events: 1e9 } });
  onTestFinished(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  return store;
});
