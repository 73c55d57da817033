import { describe, expect, it } from 'vitest';
import { textWidth } from './chat/width.ts';
import { LANGUAGES } from './i18n/language.ts';
import { joinLines } from './joincard.ts';

describe('how to join', () => {
  it('stands side by side on a screen of 80 columns', () => {
    expect(joinLines(['192.168.1.5', '127.0.0.1'], 12000, 'en', 80)).toEqual([
      '  nc 192.168.1.5 12000               any terminal; telnet works too',
      '  irc://192.168.1.5:12000            any IRC client, then /join #lobby',
      "  chaguan connect 192.168.1.5:12000  Chaguan's own client",
      '  (other addresses of this machine: 127.0.0.1)',
    ]);
  });

  it('stands below each other on a narrow one, in every language', () => {
    for (const lang of LANGUAGES) {
      const lines = joinLines(['192.168.100.200', '10.0.0.1', '127.0.0.1'], 12000, lang, 40);
      for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(40);
      expect(lines).toContain('  nc 192.168.100.200 12000');
    }
  });

  it('has brackets around IPv6 where a port follows, and no line is lost', () => {
    const lines = joinLines(['2001:db8:1234:5678:9abc:def0:1234:5678'], 12000, 'en', 60);
    expect(lines).toContain('  nc 2001:db8:1234:5678:9abc:def0:1234:5678 12000');
    expect(lines).toContain('  chaguan connect [2001:db8:1234:5678:9abc:def0:1234:5678]:12000');
    expect(lines).toHaveLength(6);
  });
});
