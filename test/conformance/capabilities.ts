// What a server offers, for the tests of capabilities whose value says something.
import type { ConformanceClient } from './irc.ts';

/** The values of all capabilities by name, as CAP LS 302 lists them to a client; without a value, an empty one. */
export async function offered(client: ConformanceClient): Promise<ReadonlyMap<string, string>> {
  client.send('CAP LS 302');
  const words: string[] = [];
  for (;;) {
    const { params } = await client.next();
    words.push(...(params.at(-1) ?? '').split(' '));
    if (params[2] !== '*') return pairs(words);
  }
}

/** The tokens of such a value: `a=1,b`. */
export function valueTokens(value: string | undefined): ReadonlyMap<string, string> {
  return pairs((value ?? '').split(',').filter((token) => token !== ''));
}

function pairs(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    words.map((word) => {
      const [name = '', ...value] = word.split('=');
      return [name, value.join('=')];
    }),
  );
}
