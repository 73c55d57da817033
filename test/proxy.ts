// Real proxies, with the configuration that docs/DEPLOYMENT.md gives.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { files } from './certificates.ts';
import { start } from './program.ts';

/** An address of this machine that no other test listens on (all of 127.0.0.0/8 is its own in Linux). */
export const PROXY_HOST = `127.77.${(process.pid >> 8) & 255}.${process.pid & 255 || 1}`;

/** Where Debian puts the module of nginx that is for streams. */
const STREAM_MODULE = '/usr/lib/nginx/modules/ngx_stream_module.so';

/** The blocks of the page that are in this language, in order. */
export function blocks(language: string, page = 'docs/DEPLOYMENT.md'): readonly string[] {
  const found = readFileSync(page, 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'));
  return [...found].map(([, block = '']) => block);
}

/** The block that has these words in it. */
export function block(language: string, words: string): string {
  const found = blocks(language).find((one) => one.includes(words));
  if (found === undefined) throw new Error(`no ${language} with "${words}" in it`);
  return found;
}

/** Texts in place of others, each of which must be there. */
export function replaced(text: string, others: Readonly<Record<string, string>>): string {
  return Object.entries(others).reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`no "${from}" in ${before}`);
    return before.replaceAll(from, to);
  }, text);
}

/** Starts HAProxy until the test is over. @returns its port, on `PROXY_HOST` */
export async function haproxy(port: number, config: string, certificate = ''): Promise<number> {
  const own = await freePort();
  const { pem } = files({ pem: certificate });
  const placed = config.replace(/bind :::\d+ v4v6/, `bind ${PROXY_HOST}:${own}`).replace('/etc/haproxy/chat.pem', pem);
  const { cfg } = files({ cfg: replaced(placed, { '127.0.0.1:12001': `127.0.0.1:${port}` }) });
  start('haproxy', '-db', '-f', cfg);
  await opened(own);
  return own;
}

/** Starts nginx until the test is over. @returns its port, on `PROXY_HOST` */
export async function nginx(
  port: number,
  config: string,
  { cert, key }: { readonly cert: string; readonly key: string } = { cert: '', key: '' },
): Promise<number> {
  const own = await freePort();
  const paths = files({ cert, key });
  const folder = dirname(paths.cert);
  const placed = replaced(config, { '127.0.0.1:12001': `127.0.0.1:${port}` })
    .replace(/^ *listen \[::\].*\n/m, '')
    .replace(/listen \d+/, `listen ${PROXY_HOST}:${own}`)
    .replaceAll(/\S*\/fullchain.pem/g, paths.cert)
    .replaceAll(/\S*\/privkey.pem/g, paths.key);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const isStream = placed.startsWith('stream');
  const parts = [
    ...(isStream ? [`load_module ${STREAM_MODULE};`] : []),
    // One process, which is gone when it is killed.
    'daemon off; master_process off; error_log stderr; events {}',
    `pid ${folder}/pid;`,
    isStream ? placed : `http { access_log off; ${temporary.join(' ')}\n${placed}}`,
  ];
  const { conf } = files({ conf: parts.join('\n') });
  start('nginx', '-c', conf, '-p', folder, '-e', 'stderr');
  await opened(own);
  return own;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, PROXY_HOST);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a server on TCP has a port');
  return address.port;
}

/** Waits until somebody listens there. */
async function opened(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const socket = createConnection({ port, host: PROXY_HOST });
    try {
      await once(socket, 'connect');
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await wait(20);
    } finally {
      socket.destroy();
    }
  }
}
