import { openDirectStore } from './direct.fixture.ts';
import { describeStore } from './store.fixture.ts';

describeStore('in SQLite, indexed at once', async () => openDirectStore('at once'));
describeStore('in SQLite, never indexed', async () => openDirectStore('never'));
