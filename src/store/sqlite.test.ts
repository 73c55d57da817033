import { onTestFinished } from 'vitest';
import { open, temporaryDirectory } from './directory.fixture.ts';
import { describeStore } from './store.fixture.ts';

describeStore('in SQLite', async () => {
  const store = await open(temporaryDirectory());
  onTestFinished(() => store.close());
  return store;
});
