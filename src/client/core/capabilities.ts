// What the server can do beyond the old protocol (IRCv3 capability-negotiation, sts).
import type { Context, Handler } from './context.ts';
import { takesCertificates } from './login.ts';
import { introduce } from './registration.ts';

const WANTED = new Set([
  'message-tags',
  'server-time',
  'echo-message',
  'multi-prefix',
  'extended-join',
  'away-notify',
  'setname',
  'batch',
  'labeled-response',
  'standard-replies',
  'cap-notify',
]);

/** Asked for once one is in: whoever comes back by certificate is shown by the server what it has missed, also in private. */
const HISTORY = 'draft/chathistory';

export const capability: Handler = (context, { params }) => {
  const [, subcommand = '', ...rest] = params;
  const offers = (rest.at(-1) ?? '').split(' ').map(readOffer);
  const names = offers.map(({ name }) => name);
  switch (subcommand.toUpperCase()) {
    case 'LS':
      if (divert(context, offers)) return;
      for (const { name, value } of offers) if (isWanted(context, name, value)) context.offered.add(name);
      if (names.includes(HISTORY)) context.offersHistory = true;
      // `*` before the list: more of it follows.
      if (rest[0] === '*' && rest.length > 1) return;
      introduce(context);
      if (context.proof !== null && !context.offered.has('sasl')) context.show({ kind: 'proof-useless' });
      if (context.offered.size === 0) context.send('CAP', 'END');
      else context.send('CAP', 'REQ', [...context.offered].join(' '));
      break;
    case 'NEW': {
      if (divert(context, offers)) return;
      const news = names.filter((name) => WANTED.has(name));
      if (news.length > 0) context.send('CAP', 'REQ', news.join(' '));
      break;
    }
    case 'DEL':
      for (const name of names) context.capabilities.delete(name);
      break;
    case 'ACK':
      for (const name of names) {
        if (name.startsWith('-')) context.capabilities.delete(name.slice(1));
        else if (name !== '') context.capabilities.add(name);
      }
      if (context.connection.kind === 'online') return;
      if (context.capabilities.has('sasl')) context.send('AUTHENTICATE', 'EXTERNAL');
      else context.send('CAP', 'END');
      break;
    case 'NAK':
      if (context.connection.kind !== 'online') context.send('CAP', 'END');
      break;
  }
};

interface Offer {
  readonly name: string;
  /** Empty: none. */
  readonly value: string;
}

function readOffer(word: string): Offer {
  const [name = '', value = ''] = word.split(/=(.*)/s);
  return { name, value };
}

/** From now on it is the client that asks for what was said before. */
export function takeUpHistory(context: Context): void {
  if (context.offersHistory) context.send('CAP', 'REQ', HISTORY);
}

function isWanted(context: Context, name: string, value: string): boolean {
  return WANTED.has(name) || (name === 'sasl' && context.proof !== null && takesCertificates(value));
}

/**
 * Where others can read along, a server may want to be called with TLS instead: an upgrade policy (IRCv3 sts).
 * @returns whether it does
 */
function divert(context: Context, offers: readonly Offer[]): boolean {
  if (context.privacy === 'private') return false;
  const policy = offers.find(({ name }) => name === 'sts')?.value.split(',') ?? [];
  const port = Number(/^port=(\d{1,5})$/.exec(policy.find((token) => token.startsWith('port=')) ?? '')?.[1]);
  if (!(port >= 1 && port <= 65_535)) return false;
  context.forgetConnection();
  context.connection = { kind: 'diverted', port };
  context.show({ kind: 'diverted', port });
  return true;
}
