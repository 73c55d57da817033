// The server's side of SASL: what a client has sent of an authentication so far (IRCv3 sasl-3.1, sasl-3.2).
import type { Accounts } from '../accounts/accounts.ts';
import { type Challenge, challenge, conclude, createNonce, readClientFirst } from '../accounts/scram.ts';

export const SASL_MECHANISMS = ['PLAIN', 'SCRAM-SHA-256'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];

/** Characters of base64 in one AUTHENTICATE; as many as this: another one follows (sasl-3.1 "The AUTHENTICATE command"). */
const CHUNK = 400;
/** Characters in one response: far more than a name and a password need. */
const MOST_RESPONSE = 4 * CHUNK;

/** An authentication that has begun. */
export type SaslExchange =
  | { readonly mechanism: 'PLAIN'; readonly gathered: string }
  | { readonly mechanism: 'SCRAM-SHA-256'; readonly gathered: string; readonly step: ScramStep };

type ScramStep =
  | { readonly at: 'first' }
  | { readonly at: 'final'; readonly challenge: Challenge }
  /** The client owns the account; it has been told that the server knows it too, and says that it is content. */
  | { readonly at: 'proved'; readonly account: string };

/** What comes of a response: something to send and the exchange as it is then, an account, or nothing. */
export type SaslStep =
  | { readonly kind: 'challenge'; readonly text: string; readonly next: SaslExchange }
  | { readonly kind: 'proved'; readonly account: string }
  | { readonly kind: 'failed' };

const FAILED: SaslStep = { kind: 'failed' };

export function isMechanism(name: string): name is SaslMechanism {
  return SASL_MECHANISMS.some((mechanism) => mechanism === name);
}

export function beginSasl(mechanism: SaslMechanism): SaslExchange {
  return mechanism === 'PLAIN' ? { mechanism, gathered: '' } : { mechanism, gathered: '', step: { at: 'first' } };
}

/** What one AUTHENTICATE brings: another piece, the whole response, or more than is allowed. */
export type Gathered =
  | { readonly kind: 'more'; readonly next: SaslExchange }
  | { readonly kind: 'whole'; readonly response: Buffer }
  | { readonly kind: 'too-long' };

export function gather(exchange: SaslExchange, chunk: string): Gathered {
  const text = exchange.gathered + (chunk === '+' ? '' : chunk);
  if (chunk.length > CHUNK || text.length > MOST_RESPONSE) return { kind: 'too-long' };
  if (chunk.length === CHUNK) return { kind: 'more', next: { ...exchange, gathered: text } };
  return { kind: 'whole', response: Buffer.from(text, 'base64') };
}

/** A whole response of the client. @throws TooBusy when too many passwords are being checked */
export async function respond(exchange: SaslExchange, response: Buffer, accounts: Accounts): Promise<SaslStep> {
  const text = response.toString();
  if (exchange.mechanism === 'PLAIN') return await plain(text, accounts);
  const { step, mechanism } = exchange;
  switch (step.at) {
    case 'first': {
      const first = readClientFirst(text);
      if (first.kind === 'failed') return FAILED;
      const asked = challenge(first, await accounts.scram(first.account), createNonce());
      const next = { mechanism, gathered: '', step: { at: 'final', challenge: asked } } as const;
      return { kind: 'challenge', text: asked.message, next };
    }
    case 'final': {
      const proved = conclude(step.challenge, text);
      if (proved.kind === 'failed') return FAILED;
      const next = { mechanism, gathered: '', step: { at: 'proved', account: proved.account } } as const;
      return { kind: 'challenge', text: proved.message, next };
    }
    case 'proved':
      return text === '' ? { kind: 'proved', account: step.account } : FAILED;
  }
}

/** RFC 4616: `[authzid] NUL authcid NUL passwd`. Nobody may act as somebody else. */
async function plain(text: string, accounts: Accounts): Promise<SaslStep> {
  const [authzid, name, password, ...more] = text.split('\0');
  if (name === undefined || name === '' || password === undefined || more.length > 0) return FAILED;
  if (authzid !== '' && authzid !== name) return FAILED;
  const account = await accounts.verify(name, password);
  return account === null ? FAILED : { kind: 'proved', account };
}

/** A challenge as the parameters of AUTHENTICATE, one message each. */
export function chunksOf(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64');
  const chunks = base64.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [];
  return base64.length % CHUNK === 0 ? [...chunks, '+'] : chunks;
}
