// The server's side of SASL: what a client has sent of an authentication so far (IRCv3 sasl-3.1, sasl-3.2).
import type { Denied } from '../accounts/accounts.ts';
import type { Attempts, Denial } from '../accounts/attempts.ts';
import { type Challenge, challenge, createNonce, readClientFirst } from '../accounts/scram.ts';
import { fold } from '../chat/names.ts';

/** The mechanisms that are of use to who has shown this certificate, or none (null; sasl-3.2 "Mechanism list in CAP LS"). */
export function mechanismsFor(certificate: string | null): readonly string[] {
  return certificate === null ? PASSWORD_MECHANISMS : ['EXTERNAL', ...PASSWORD_MECHANISMS];
}

const PASSWORD_MECHANISMS = ['PLAIN', 'SCRAM-SHA-256'];

/** Characters of base64 in one AUTHENTICATE; as many as this: another one follows (sasl-3.1 "The AUTHENTICATE command"). */
const CHUNK = 400;
/** Characters in one response: far more than a name and a password need. */
const MOST_RESPONSE = 4 * CHUNK;

/** An authentication that has begun. */
export type SaslExchange =
  | { readonly mechanism: 'EXTERNAL'; readonly gathered: string; readonly certificate: string }
  | { readonly mechanism: 'PLAIN'; readonly gathered: string }
  | { readonly mechanism: 'SCRAM-SHA-256'; readonly gathered: string; readonly step: ScramStep };

type ScramStep =
  | { readonly at: 'first' }
  | { readonly at: 'final'; readonly challenge: Challenge }
  /** The client owns the account; it has been told that the server knows it too, and says that it is content. */
  | { readonly at: 'proved'; readonly account: string };

/** What comes of a response: something to send and the exchange as it is then, an account, or why not. */
export type SaslStep =
  | { readonly kind: 'challenge'; readonly text: string; readonly next: SaslExchange }
  | { readonly kind: 'proved'; readonly account: string }
  | Denied<Denial>;

/** Null: there is no such mechanism for who has shown this certificate, or none. */
export function beginSasl(mechanism: string, certificate: string | null): SaslExchange | null {
  switch (mechanism) {
    case 'EXTERNAL':
      return certificate === null ? null : { mechanism, gathered: '', certificate };
    case 'PLAIN':
      return { mechanism, gathered: '' };
    case 'SCRAM-SHA-256':
      return { mechanism, gathered: '', step: { at: 'first' } };
    default:
      return null;
  }
}

/** What one AUTHENTICATE brings: another piece, the whole response, or more than is allowed. */
export type Gathered =
  | { readonly kind: 'more'; readonly next: SaslExchange }
  /** As it was before base64; null: it is not base64, or not UTF-8. */
  | { readonly kind: 'whole'; readonly response: string | null }
  | { readonly kind: 'too-long' };

export function gather(exchange: SaslExchange, chunk: string): Gathered {
  const text = exchange.gathered + (chunk === '+' ? '' : chunk);
  if (chunk.length > CHUNK || text.length > MOST_RESPONSE) return { kind: 'too-long' };
  if (chunk.length === CHUNK) return { kind: 'more', next: { ...exchange, gathered: text } };
  return { kind: 'whole', response: decoded(text) };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** RFC 4648 section 3: what base64 does not write is refused, and not passed over. */
function decoded(base64: string): string | null {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.toString('base64') !== base64) return null;
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** What comes of a whole response. */
export async function respond(exchange: SaslExchange, text: string | null, attempts: Attempts): Promise<SaslStep> {
  if (text === null) return attempts.wrong();
  if (exchange.mechanism === 'PLAIN') return await plain(text, attempts);
  if (exchange.mechanism === 'EXTERNAL') return await external(text, exchange.certificate, attempts);
  const { step, mechanism } = exchange;
  switch (step.at) {
    case 'first': {
      const first = readClientFirst(text);
      if (first.kind === 'failed') return attempts.wrong();
      const asked = challenge(first, await attempts.scram(first.account), createNonce());
      const next = { mechanism, gathered: '', step: { at: 'final', challenge: asked } } as const;
      return { kind: 'challenge', text: asked.message, next };
    }
    case 'final': {
      const verdict = attempts.conclude(step.challenge, text);
      if (verdict.kind === 'denied') return verdict;
      const next = { mechanism, gathered: '', step: { at: 'proved', account: verdict.account } } as const;
      return { kind: 'challenge', text: verdict.message, next };
    }
    case 'proved':
      if (text !== '' || !attempts.isStillProved(step.account)) return attempts.wrong();
      return { kind: 'proved', account: step.account };
  }
}

/** RFC 4616: `[authzid] NUL authcid NUL passwd`. Nobody may act as somebody else. */
async function plain(text: string, attempts: Attempts): Promise<SaslStep> {
  const [authzid = '', name = '', password, ...more] = text.split('\0');
  if (name === '' || password === undefined || more.length > 0) return attempts.wrong();
  if (authzid !== '' && fold(authzid) !== fold(name)) return attempts.wrong();
  return await attempts.verify(name, password);
}

/** RFC 4422 appendix A: the response is `[authzid]`. Nobody may act as somebody else. */
async function external(authzid: string, certificate: string, attempts: Attempts): Promise<SaslStep> {
  const account = await attempts.ofCertificate(certificate);
  if (account === null || (authzid !== '' && fold(authzid) !== fold(account))) return attempts.wrong();
  return { kind: 'proved', account };
}

/** A challenge as the parameters of AUTHENTICATE, one message each. */
export function chunksOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64');
  const chunks = base64.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [];
  return base64.length % CHUNK === 0 ? [...chunks, '+'] : chunks;
}
