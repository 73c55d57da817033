// `chaguan serve`: from the arguments to a running server, and to its end.
import { openConsole } from './console/console.ts';
import { openLog } from './console/log.ts';
import { pageQr } from './console/qr.ts';
import type { Lang } from './i18n/language.ts';
import { serveSentences, storeSentence } from './i18n/serve.ts';
import { entranceName, fingerprintRows, joinLines, ownAddresses, pageUrl } from './joincard.ts';
import { type Announcement, announce } from './lan/announce.ts';
import { LOG_QUEUE_BYTES } from './limits.ts';
import { helpText } from './options/help.ts';
import { OptionError } from './options/mistake.ts';
import { languageAsked, readOptions } from './options/read.ts';
import type { Settings } from './options/table.ts';
import { CertificateError } from './port/certificates.ts';
import { type Server, startServer, version } from './server.ts';
import type { Happening } from './session/happening.ts';
import { StoreError } from './store/trouble.ts';
import { wrap } from './terminal/definitions.ts';
import { inkFor } from './terminal/qr.ts';
import { unblock } from './terminal/unblock.ts';

/** @returns the exit code: 1 if the server could not run, 2 if the options were wrong */
export async function serve(args: readonly string[]): Promise<number> {
  const lang = languageAsked(args, process.env);
  try {
    const settings = readOptions(args, process.env);
    if (settings === 'help') console.log(helpText(lang, process.stdout.columns ?? 80));
    else await run(settings);
    return 0;
  } catch (error) {
    if (error instanceof OptionError) {
      console.error(error.message);
      return 2;
    }
    const mistake = mistakeIn(error as ListenError, lang);
    if (mistake === null) throw error;
    console.error(mistake);
    return 1;
  }
}

/** How long what was written last may take to be read. */
const LAST_WORDS_MS = 500;

/** Runs until somebody stops it. Everything that happens is shown in the terminal, or written a line each. */
async function run(settings: Settings): Promise<void> {
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
  const early: Happening[] = [];
  const face = { observe: (happening: Happening): void => void early.push(happening) };
  const server = await startServer(settings, (happening) => face.observe(happening));
  // A console notices by itself that its terminal is gone.
  process.on('SIGHUP', () => (server.fingerprint === null ? stop() : server.renewCertificates()));
  reportOwnMistakes((error) => face.observe({ kind: 'failed', at: Date.now(), doing: 'running', error }));
  // Who reads our output may go before us.
  process.stdout.on('error', () => {});

  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const url = pageUrl(server.joinable, ownAddresses());
  if (isTerminal || settings.log === 'text') console.log(joinCard(settings, server, url).join('\n'));
  const close = isTerminal ? openTerminal(settings, server, url, face, stop) : openStream(settings, server, face);
  for (const happening of early) face.observe(happening);
  const announcements = settings.announce ? announceServer(settings, server, face) : [];
  await stopped;
  await Promise.all([server.close(), ...announcements.map((one) => one.close())]);
  close();
  // Whoever does not read our last words must not keep us.
  setTimeout(() => process.exit(0), LAST_WORDS_MS).unref();
}

/** Each TCP port is announced. */
function announceServer(
  { name, password }: Settings,
  { entrances }: Server,
  face: { observe: (happening: Happening) => void },
): readonly Announcement[] {
  return entrances.flatMap(({ address, tls }) => {
    if (address.kind !== 'tcp') return [];
    const announced = { name, version, port: address.port, tls, needsPassword: password !== null } as const;
    return announce(announced, address.host, (news) => face.observe({ at: Date.now(), ...news }));
  });
}

function openTerminal(
  { operatorName, lang }: Settings,
  server: Server,
  url: string | null,
  face: { observe: (happening: Happening) => void },
  stop: () => void,
): () => void {
  // Both need each other: the seat tells the console what is refused, the console speaks through the seat.
  const seat = server.seatOperator(operatorName, (refusal) => screen.refuse(refusal));
  const screen = openConsole(
    {
      chat: server.chat,
      lang,
      tally: server.tally,
      pageUrl: url,
      userId: seat.user,
      submit: seat.submit,
      trace: server.trace,
      audit: server.audit,
      stop,
    },
    process.stdin,
    process.stdout,
  );
  face.observe = (happening) => screen.observe(happening);
  return () => screen.close();
}

function openStream(
  { log, lang }: Settings,
  server: Server,
  face: { observe: (happening: Happening) => void },
): () => void {
  const { stdout } = process;
  unblock(stdout);
  const lines = openLog(log, lang, (line) => stdout.write(`${line}\n`));
  let skipped = 0;
  face.observe = (happening) => {
    if (stdout.writableLength > LOG_QUEUE_BYTES) skipped++;
    else {
      if (skipped > 0) lines.observe({ kind: 'log-gap', at: Date.now(), lines: skipped });
      skipped = 0;
      lines.observe(happening);
    }
  };
  const { entrances, fingerprint } = server;
  const [port = 0] = entrances.flatMap(({ address }) => (address.kind === 'tcp' ? [address.port] : []));
  lines.observe({ kind: 'listening', at: Date.now(), port, addresses: entrances.map(entranceName), fingerprint });
  return () => {};
}

/** A mistake of ours that nobody caught is told, and the others' chat goes on. */
function reportOwnMistakes(report: (error: unknown) => void): void {
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}

function joinCard(
  { name, lang, qr }: Settings,
  { joinable, fingerprint, chat }: Server,
  url: string | null,
): readonly string[] {
  const t = serveSentences[lang];
  const columns = process.stdout.columns ?? 80;
  const hint = process.stdin.isTTY ? ['', ...wrap(chat.house.mode === 'hub' ? t.hostHint : t.deskHint, columns)] : [];
  const how = joinLines(joinable, ownAddresses(), lang, columns);
  const code = qr ? ['', ...pageQr(url, columns, inkFor(process.stdout), lang)] : [];
  const certificate =
    fingerprint === null ? [] : ['', ...wrap(t.certificateIs, columns), ...fingerprintRows(fingerprint, columns)];
  return ['', ...wrap(t.isOpen(name, version), columns), '', ...how, ...certificate, ...code, ...hint, ''];
}

type ListenError = NodeJS.ErrnoException & { readonly port?: number; readonly address?: string };

/** What was wrong with what the operator asked for; null for any other error, which is a mistake of ours. */
function mistakeIn(error: ListenError | CertificateError | StoreError, lang: Lang): string | null {
  const t = serveSentences[lang];
  if (error instanceof CertificateError) return t.badCertificate(error.files, error.message);
  if (error instanceof StoreError) return storeSentence(error, lang);
  if (error.syscall === 'mkdir' || error.syscall === 'open') return t.cannotKeep(error.path ?? '', error.message);
  const option = error.syscall === 'bind' ? '--udp' : '--port';
  // Node gives Unix sockets the port -1.
  const path = (error.port ?? 0) < 0 ? (error.address ?? '') : null;
  switch (error.code) {
    case 'EADDRINUSE':
      return path === null ? t.portInUse(error.port ?? 0, option) : t.pathInUse(path);
    case 'EACCES':
      return path === null ? t.portForbidden(error.port ?? 0, option) : t.pathForbidden(path);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return t.noSuchAddress(error.address ?? (error as { hostname?: string }).hostname ?? '');
    default:
      return error.syscall === 'listen' || error.syscall === 'bind' ? t.cannotListen(error.message) : null;
  }
}
