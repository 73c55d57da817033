import { describe, expect, it } from 'vitest';
import { textWidth } from '../chat/width.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { serverLines } from './discover.ts';
import { readOptions } from './options.ts';
import type { FoundServer } from './service.ts';

const SERVERS: readonly FoundServer[] = [
  { name: 'Chaguan', version: '1', port: 12000, tls: 'none', needsPassword: false, addresses: ['192.168.1.5'] },
  { name: '茶馆', version: '1', port: 6697, tls: 'only', needsPassword: true, addresses: ['10.0.0.2', '10.1.0.2'] },
];

describe('the servers found', () => {
  it('have a row each, with the command that joins', () => {
    expect(serverLines(SERVERS, 'en', 90)).toEqual([
      'name     join with',
      'Chaguan  chaguan connect 192.168.1.5:12000',
      '茶馆     chaguan connect --tls 10.0.0.2:6697  TLS only, password, also 10.1.0.2',
    ]);
    expect(serverLines(SERVERS, 'zh-CN', 90)[2]).toBe(
      '茶馆     chaguan connect --tls 10.0.0.2:6697  只用 TLS，需要密码，还有 10.1.0.2',
    );
  });

  it('fit a narrow screen', () => {
    for (const lang of LANGUAGES) {
      for (const line of serverLines(SERVERS, lang, 40)) expect(textWidth(line)).toBeLessThanOrEqual(40);
    }
  });
});

describe('the arguments of discover', () => {
  it('are understood', () => {
    expect(readOptions([], {})).toEqual({ kind: 'discover', seconds: 3, host: null, lang: 'en' });
    expect(readOptions(['--seconds', '5', '--host=10.0.0.2', '--lang', 'zh-CN'], {})).toEqual({
      kind: 'discover',
      seconds: 5,
      host: '10.0.0.2',
      lang: 'zh-CN',
    });
    expect(readOptions(['-h'], { LANG: 'zh_CN.UTF-8' })).toEqual({ kind: 'help', lang: 'zh-CN' });
  });

  it.each([
    [['--second', '3'], 'There is no option --second. See --help.'],
    [['here'], '"here" is too much. See --help.'],
    [['--seconds'], '--seconds needs a value.'],
    [['--seconds', '0'], '--seconds: a whole number from 1 to 60 wanted, not "0".'],
    [['--seconds', '1e1'], '--seconds: a whole number from 1 to 60 wanted, not "1e1".'],
    [['--host', 'here'], '--host: an IPv4 address of this machine wanted, not "here".'],
    [['--lang', 'de'], '--lang: one of en, zh-CN wanted, not "de".'],
    [['--help=yes'], '--help takes no value.'],
  ])('%j: one clear line', (args, text) => {
    expect(readOptions(args, {})).toEqual({ kind: 'mistake', text });
  });
});
