import { describe, expect, it } from 'vitest';
import { textWidth } from './chat/width.ts';
import { LANGUAGES } from './i18n/language.ts';
import { type Entrance, fingerprintRows, joinLines, type OwnAddress, pageUrl, withoutComplaints } from './joincard.ts';

const LOOPBACK: OwnAddress = { address: '127.0.0.1', family: 'IPv4', internal: true };
const v4 = (address: string): OwnAddress => ({ address, family: 'IPv4', internal: false });
const v6 = (address: string): OwnAddress => ({ address, family: 'IPv6', internal: false });

function tcp(host: string | null, port = 12000, tls: 'none' | 'offered' | 'only' = 'none'): Entrance {
  return { address: { kind: 'tcp', host, port }, tls };
}

const LAN = [LOOPBACK, v4('192.168.1.5')];

describe('how to join', () => {
  it('stands side by side on a screen of 80 columns', () => {
    expect(joinLines([tcp(null)], LAN, 'en', 80)).toEqual([
      '  nc 192.168.1.5 12000               any terminal; telnet works too',
      '  http://192.168.1.5:12000           any browser',
      '  irc://192.168.1.5:12000            any IRC client, then /join #lobby',
      "  chaguan connect 192.168.1.5:12000  Chaguan's own client",
    ]);
  });

  it('stands below each other on a narrow one, in every language', () => {
    const own = [LOOPBACK, v4('192.168.100.200'), v4('10.0.0.1'), v6('2001:db8::1')];
    for (const lang of LANGUAGES) {
      const lines = joinLines([tcp(null), tcp(null, 6697, 'only')], own, lang, 40);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(40);
      expect(lines).toContain('  nc 192.168.100.200 12000');
    }
  });

  it('has brackets around IPv6 where a port follows, and no line is lost', () => {
    const lines = joinLines([tcp('2001:db8:1234:5678:9abc:def0:1234:5678')], LAN, 'en', 60);
    expect(lines).toContain('  nc 2001:db8:1234:5678:9abc:def0:1234:5678 12000');
    expect(lines).toContain('  chaguan connect [2001:db8:1234:5678:9abc:def0:1234:5678]:12000');
    expect(lines).toHaveLength(8);
  });

  it('names the other addresses, IPv6 last, link-local not, each once', () => {
    const own = [v6('fe80::1'), v6('2001:db8::1'), v4('10.0.0.1'), ...LAN];
    const lines = joinLines([tcp('0.0.0.0'), tcp('::')], own, 'en', 80);
    expect(lines[0]).toContain('nc 10.0.0.1 12000');
    expect(lines.slice(4)).toEqual(['  (other addresses of this machine: 192.168.1.5, [2001:db8::1])']);
  });

  it('names the port of an address that has another, and its TLS', () => {
    const lines = joinLines([tcp('127.0.0.1', 7000), tcp(null), tcp(null, 6697, 'only')], LAN, 'en', 80);
    expect(lines[0]).toContain('nc 192.168.1.5 12000');
    expect(lines.slice(4)).toEqual(['  (other addresses of this machine: 192.168.1.5:6697 (TLS), 127.0.0.1:7000)']);
  });

  it('uses TLS where it is offered, and still has nc', () => {
    expect(joinLines([tcp(null, 12000, 'offered')], LAN, 'en', 90)).toEqual([
      '  nc 192.168.1.5 12000                     any terminal; telnet works too',
      '  https://192.168.1.5:12000                any browser',
      '  ircs://192.168.1.5:12000                 any IRC client, then /join #lobby',
      "  chaguan connect --tls 192.168.1.5:12000  Chaguan's own client",
    ]);
  });

  it('names no TLS that others complain of where it goes without', () => {
    const own = withoutComplaints([tcp(null, 12000, 'offered'), tcp(null, 6697, 'only')]);
    expect(own.map(({ tls }) => tls)).toEqual(['none', 'only']);
  });

  it('needs a terminal program that speaks TLS where there is nothing else', () => {
    const [first = ''] = joinLines([tcp(null, 6697, 'only')], LAN, 'en', 80);
    expect(first).toBe('  openssl s_client -quiet -connect 192.168.1.5:6697');
  });

  it('has Unix sockets, alone or beside the rest', () => {
    const socket: Entrance = { address: { kind: 'unix', path: '/run/chaguan.sock' }, tls: 'none' };
    expect(joinLines([socket], LAN, 'en', 80)).toEqual(['  nc -U /run/chaguan.sock  on this machine']);
    expect(joinLines([tcp(null), socket], LAN, 'en', 80)).toHaveLength(5);
  });

  it('has the own address when there is no network', () => {
    expect(joinLines([tcp(null)], [LOOPBACK], 'en', 80)[0]).toContain('nc 127.0.0.1 12000');
  });
});

it('shows a fingerprint in rows that can be compared', () => {
  const fingerprint = Array.from({ length: 32 }, (_, at) => (at + 16).toString(16).toUpperCase()).join(':');
  expect(fingerprintRows(fingerprint, 80)).toEqual([
    '  10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F',
    '  20:21:22:23:24:25:26:27:28:29:2A:2B:2C:2D:2E:2F',
  ]);
  const narrow = fingerprintRows(fingerprint, 40);
  expect(narrow).toHaveLength(4);
  expect(narrow.map((row) => row.trim()).join(':')).toBe(fingerprint);
});

describe('the page', () => {
  it('is at the best address, with TLS where there is a certificate', () => {
    expect(pageUrl([tcp(null)], LAN)).toBe('http://192.168.1.5:12000/');
    expect(pageUrl([tcp('::1', 7000), tcp('2001:db8::1', 12000, 'offered')], LAN)).toBe('https://[2001:db8::1]:12000/');
    expect(pageUrl([{ address: { kind: 'unix', path: '/x' }, tls: 'none' }], LAN)).toBeNull();
  });
});
