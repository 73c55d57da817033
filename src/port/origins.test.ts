import { describe, expect, it } from 'vitest';
import { originsIn } from './origins.ts';
import { good } from './web.fixture.ts';

describe('whose pages may connect', () => {
  it.each([
    ['http://tea.example', 'tea.example', true],
    ['http://tea.example:12000', 'tea.example:12000', true],
    ['http://TEA.example', 'tea.EXAMPLE:80', true],
    // TLS was taken off by a proxy.
    ['https://tea.example', 'tea.example', true],
    ['https://tea.example', 'tea.example:443', true],
    ['http://[::1]:12000', '[::1]:12000', true],
    ['http://tea.example', 'tea.example:12000', false],
    ['http://tea.example.evil', 'tea.example', false],
    ['http://evil', 'tea.example', false],
    ['null', 'null', false],
    ['file://', '', false],
    ['http://tea.example', '', false],
    ['http://a, http://tea.example', 'tea.example', false],
    ['chrome-extension://tea.example', 'tea.example', false],
  ])('unless said otherwise the own: %s at %s: %s', (origin, host, expected) => {
    expect(good(originsIn([]))(origin, host)).toBe(expected);
  });

  it('those in a list besides the own, and no others', () => {
    const origins = good(originsIn(['https://Tea.example', 'http://b:8080/']));
    expect(origins('https://tea.example', 'x')).toBe(true);
    expect(origins('http://b:8080', 'x')).toBe(true);
    expect(origins('http://tea.example', 'x')).toBe(false);
    expect(origins('http://x', 'x')).toBe(true);
    expect(origins('http://y', 'x')).toBe(false);
  });

  it('all of them', () => {
    expect(good(originsIn(['*']))('null', '')).toBe(true);
  });

  it.each(['tea.example', 'https://tea.example/page', 'ftp://tea.example', 'https://', 'https://a@tea.example'])(
    'no origin: %s',
    (text) => {
      expect(originsIn(['https://a.example', text])).toEqual({ wrong: text });
    },
  );
});
