// IRCv3 batch
import { describe, expect, it } from 'vitest';
import { batchOf } from './batches.ts';
import { conformanceServer, only } from './irc.ts';

const server = conformanceServer();

describe('The BATCH verb', () => {
  it('starts and ends a batch whose messages refer to it', async () => {
    const ann = await server.register(undefined, { caps: 'batch labeled-response' });
    const heard = await ann.ask(`@label=a WHOIS ${ann.nick}`);
    const { opening, inside } = batchOf(heard, 'labeled-response');
    expect(opening.params).toEqual([expect.stringMatching(/^\+[A-Za-z0-9-]+$/), 'labeled-response']);
    expect(inside.length).toBeGreaterThan(1);
    // Nothing but the batch came, and neither its start nor its end refers to it.
    expect(heard).toHaveLength(inside.length + 2);
    for (const { tags } of only(heard, 'BATCH')) expect([...tags.keys()]).not.toContain('batch');
  });

  it('takes another reference each time', async () => {
    const ann = await server.register(undefined, { caps: 'batch labeled-response' });
    const references: (string | undefined)[] = [];
    for (let count = 0; count < 5; count++) {
      const heard = await ann.ask(`@label=a WHOIS ${ann.nick}`);
      references.push(batchOf(heard, 'labeled-response').opening.params[0]);
    }
    expect(new Set(references).size).toBe(5);
  });

  it('ends every batch, however many there are at once', async () => {
    const ann = await server.register(undefined, { caps: 'batch labeled-response' });
    for (let count = 0; count < 20; count++) ann.send(`@label=${count} WHOIS ${ann.nick}`);
    const batches = only(await ann.sync(), 'BATCH').map(({ params }) => params[0] ?? '');
    const started = batches.filter((word) => word.startsWith('+')).map((word) => word.slice(1));
    const ended = batches.filter((word) => word.startsWith('-')).map((word) => word.slice(1));
    expect(started).toHaveLength(20);
    expect(ended.sort()).toEqual(started.sort());
  });

  it('is not sent to who has not asked for the capability', async () => {
    const ann = await server.register(undefined, { caps: 'labeled-response message-tags' });
    const heard = await ann.ask(`@label=a WHOIS ${ann.nick}`);
    expect(only(heard, 'BATCH')).toEqual([]);
    expect(heard.filter(({ tags }) => tags.has('batch'))).toEqual([]);
    expect(only(heard, '318')).toHaveLength(1);
  });
});
