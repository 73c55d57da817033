import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Length } from '../chat/text.ts';
import { MOST_ADDRESSES_FOUND } from '../limits.ts';
import type { Answer } from './link.ts';
import { type AnnouncedServer, instanceName, labelOf, recordsOf, serversIn } from './service.ts';

const TEA: AnnouncedServer = { name: '茶馆', version: '0.1.0', port: 12000, tls: 'none', needsPassword: false };
const HOST = 'chaguan-0000.local';
const records = (server: AnnouncedServer): Answer[] => recordsOf(server, instanceName(server, 1), HOST, '192.168.1.5');

describe('what a server says of itself', () => {
  it('is read again', () => {
    for (const tls of ['none', 'offered', 'only'] as const) {
      for (const needsPassword of [true, false]) {
        const server = { ...TEA, tls, needsPassword };
        const [sighting] = serversIn(records(server), '10.0.0.1');
        expect(sighting?.server).toEqual({ ...server, addresses: ['192.168.1.5'] });
      }
    }
  });

  it('is under a name registered for IRC', () => {
    expect(instanceName(TEA, 1)).toBe('茶馆._irc._tcp.local');
    expect(instanceName(TEA, 2)).toBe('茶馆 (2)._irc._tcp.local');
    expect(instanceName({ ...TEA, tls: 'only' }, 1)).toBe('茶馆._ircs-u._tcp.local');
  });

  it('has an instance name of one label, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.integer({ min: 1, max: 100 }), (name, number) => {
        const instance = instanceName({ ...TEA, name }, number);
        expect(instance).toMatch(/^[^.]+\._irc\._tcp\.local$/);
        expect(utf8Length(labelOf(instance))).toBeLessThanOrEqual(63);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what strangers say', () => {
  it('is nothing without the mark of a Chaguan server', () => {
    const others = records(TEA).map((record) => (record.type === 'TXT' ? { ...record, data: ['name=x'] } : record));
    expect(serversIn(others, '10.0.0.1')).toEqual([]);
    expect(serversIn([], '10.0.0.1')).toEqual([]);
  });

  it('is printable and short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const wild = records({ ...TEA, version: text }).map((record) =>
          record.type === 'TXT'
            ? { ...record, data: ['chaguan', Buffer.from(`NAME=${text}\x1b[2J`), 'name=second'] }
            : record,
        );
        const server = serversIn(wild, '10.0.0.1')[0]?.server;
        expect(server?.name).not.toMatch(/[\p{Cc}\u202e]|second/u);
        expect(utf8Length(server?.name ?? '')).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('has only addresses, and few', () => {
    const none = records(TEA).filter(({ type }) => type !== 'A');
    const a = (data: string): Answer => ({ name: HOST, type: 'A', data });
    const many = Array.from({ length: 50 }, (_, index) => a(`10.0.0.${index}`));
    expect(serversIn([...none, a('evil.example'), ...many], '10.9.9.9')[0]?.server?.addresses).toEqual(
      ['10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3'].slice(0, MOST_ADDRESSES_FOUND),
    );
    expect(serversIn(none, '10.9.9.9')[0]?.server?.addresses).toEqual(['10.9.9.9']);
  });

  it('can be a goodbye', () => {
    const [sighting] = serversIn(
      records(TEA).map((record) => ({ ...record, ttl: 0 })),
      '10.0.0.1',
    );
    expect(sighting).toEqual({ key: serversIn(records(TEA), '')[0]?.key, server: null });
  });
});
