import { stripVTControlCharacters } from 'node:util';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { type Ink, qrLines } from './qr.ts';

const URLS = [
  'http://10.0.0.5:7000/',
  'http://192.168.100.200:12000/',
  'https://[2001:db8:1234:5678:9abc:def0:12:34]:65535/',
];

/** Pixels for each module; cameras see more. */
const SCALE = 4;

/** What a camera reads on a screen where what is drawn is as bright as `drawn` (0 to 255), and the rest as `left`. */
function read(lines: readonly string[], drawn: number, left: number): string {
  const rows = lines.flatMap((line) => {
    const blocks = [...stripVTControlCharacters(line)];
    return [blocks.map((block) => '█▀'.includes(block)), blocks.map((block) => '█▄'.includes(block))];
  });
  const width = (rows[0]?.length ?? 0) * SCALE;
  const height = rows.length * SCALE;
  const data = new Uint8Array(width * height * 3);
  for (let index = 0; index < data.length; index++) {
    const pixel = Math.floor(index / 3);
    const isDrawn = rows[Math.floor(pixel / width / SCALE)]?.[Math.floor((pixel % width) / SCALE)] ?? false;
    data[index] = isDrawn ? drawn : left;
  }
  return decodeQR({ width, height, data });
}

describe('a QR code', () => {
  it('is read again, black on white or on a dark terminal', () => {
    for (const url of URLS) {
      expect(read(qrLines(url, 80, 'black-on-white') ?? [], 0, 255)).toBe(url);
      expect(read(qrLines(url, 80, 'own') ?? [], 200, 30)).toBe(url);
    }
  });

  it('sets both colours on every line, and takes them back', () => {
    for (const line of qrLines('http://10.0.0.5:7000/', 80, 'black-on-white') ?? []) {
      expect(line).toMatch(/^\x1b\[30m\x1b\[107m[█▀▄ ]+\x1b\[49m\x1b\[39m$/);
    }
    for (const line of qrLines('http://10.0.0.5:7000/', 80, 'own') ?? []) expect(line).toMatch(/^[█▀▄ ]+$/);
  });

  it('has four light modules around it', () => {
    const inks: readonly [Ink, light: string][] = [
      ['black-on-white', ' '],
      ['own', '█'],
    ];
    for (const [ink, light] of inks) {
      const lines = (qrLines('http://10.0.0.5:7000/', 80, ink) ?? []).map(stripVTControlCharacters);
      for (const line of lines) {
        expect(line.slice(0, 4) + line.slice(-4)).toBe(light.repeat(8));
      }
      for (const line of lines.slice(0, 2)) expect(new Set(line)).toEqual(new Set(light));
    }
  });

  it('fits on a screen of 40 columns for an IPv4 address, and is left where it does not', () => {
    expect(qrLines('http://192.168.100.200:12000/', 40, 'own')).not.toBeNull();
    expect(qrLines('http://192.168.100.200:12000/', 32, 'own')).toBeNull();
  });
});
