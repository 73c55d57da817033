import { createMemoryStore } from './memory.ts';
import { describeStore } from './store.fixture.ts';

describeStore('in memory', async () => createMemoryStore());
