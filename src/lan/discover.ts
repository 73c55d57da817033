// `chaguan discover`: which servers there are on this network, and how to join each.
import { lanFault, lanSentences } from '../i18n/lan.ts';
import type { Lang } from '../i18n/language.ts';
import { tabulate } from '../terminal/table.ts';
import { browse } from './browse.ts';
import { lanAddresses } from './link.ts';
import { readOptions } from './options.ts';
import type { FoundServer } from './service.ts';

/** The loopback interface: servers that are for this machine only. */
const OWN = '127.0.0.1';

/** @returns the exit code: 1 if nothing was found, 2 if the options were wrong */
export async function discover(args: readonly string[]): Promise<number> {
  const options = readOptions(args, process.env);
  switch (options.kind) {
    case 'help':
      console.log(lanSentences[options.lang].help);
      return 0;
    case 'mistake':
      console.error(options.text);
      return 2;
    case 'discover':
      return look(options.host === null ? [...lanAddresses(), OWN] : [options.host], options.seconds, options.lang);
  }
}

async function look(addresses: readonly string[], seconds: number, lang: Lang): Promise<number> {
  const t = lanSentences[lang];
  const { stdout, stderr } = process;
  const progress = (text: string): void => {
    if (stderr.isTTY) stderr.write(`\r\x1b[K${text}`);
  };
  try {
    const servers = await browse(addresses, seconds, (left, found) => progress(t.looking(left, found)));
    progress('');
    if (servers.length === 0) {
      console.error(t.nothingFound);
      return 1;
    }
    console.log(serverLines(servers, lang, stdout.columns ?? 80).join('\n'));
    return 0;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    progress('');
    console.error(t.cannotLook(lanFault(error, lang)));
    return 1;
  }
}

/** One row for each server. `columns`: how wide the screen is. */
export function serverLines(servers: readonly FoundServer[], lang: Lang, columns: number): readonly string[] {
  const t = lanSentences[lang];
  const rows = servers.map(({ name, addresses: [best = OWN, ...others], port, tls, needsPassword }) => {
    const notes = [
      t.tls[tls],
      needsPassword ? t.needsPassword : '',
      others.length === 0 ? '' : t.otherAddresses(others.join(' ')),
    ];
    const command = `chaguan connect ${tls === 'none' ? '' : '--tls '}${best}:${port}`;
    return [name, command, t.notes(notes.filter((note) => note !== ''))];
  });
  return tabulate([t.head, ...rows], columns);
}
