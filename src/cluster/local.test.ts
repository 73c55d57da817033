import { openForReading } from '../store/database.ts';
import { open, temporaryDirectory } from '../store/directory.fixture.ts';
import { createMemoryStore } from '../store/memory.ts';
import { Reader } from '../store/reader.ts';
import { createLocalLog } from './local.ts';
import { describeLog } from './log.fixture.ts';

describeLog('a local log over a store in memory', () => {
  const store = createMemoryStore();
  return {
    start: async (apply, clock) => ({
      log: createLocalLog(apply, clock, store),
      store,
      left: (query) => store.history(query),
      stop: () => store.close(),
    }),
  };
});

describeLog('a local log over SQLite', () => {
  const directory = temporaryDirectory();
  return {
    async start(apply, clock) {
      const store = await open(directory);
      return {
        log: createLocalLog(apply, clock, store),
        store,
        // As another process reads it, which does not wait for what is under way.
        async left(query) {
          const database = openForReading(directory);
          const events = new Reader(database).history(query);
          database.close();
          return events;
        },
        stop: () => store.close(),
      };
    },
  };
});
