// The way in: NICK, USER and, if it was begun, the end of capability negotiation (modern-irc "Connection Registration").
import type { Client } from './client.ts';
import { denyPassword } from './login.ts';

/** Asks the chat to let the client in, once everything is there. */
export function enterWhenReady(client: Client): void {
  const { stage, host } = client;
  if (stage.kind === 'entered' || stage.negotiating || stage.name === null || stage.user === null) return;
  if (!knowsServerPassword(client, stage.password)) return;
  // sasl-3.1: who completes registration in the middle of it goes on without.
  if (client.sasl !== null) {
    client.sasl = null;
    client.reply('ERR_SASLABORTED');
  }
  client.submit({
    kind: 'enter',
    user: host.sessionId,
    name: { kind: 'chosen', name: stage.name },
    peer: client.peer,
    ...stage.user,
    face: 'irc',
    account: stage.account !== null && client.attempts.isStillProved(stage.account) ? stage.account : null,
    away: stage.away,
    secure: client.secured !== null,
    certificate: client.certificate,
  });
}

/** Sends it away if it does not. Who gives no password has not guessed. */
function knowsServerPassword(client: Client, given: string | null): boolean {
  const { rules, attempts, text } = client;
  if (!rules.needsPassword) return true;
  const verdict =
    given === null ? ({ kind: 'denied', why: 'wrong' } as const) : attempts.check(() => rules.isPassword(given));
  if (verdict.kind === 'proved') return true;
  denyPassword(client, verdict.why);
  client.close('refused', verdict.why === 'paused' ? text.accounts.denied.paused : text.serverPasswordNeeded);
  return false;
}

/** The chat has not let it in under this name: another NICK may follow. */
export function forgetName(client: Client): void {
  if (client.stage.kind === 'registering') client.stage = { ...client.stage, name: null };
}
