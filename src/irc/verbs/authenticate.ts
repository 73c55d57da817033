import type { Denial } from '../../accounts/attempts.ts';
import type { Client } from '../client.ts';
import { closeIfTooOften, logIn } from '../login.ts';
import { NUMERICS } from '../numerics.ts';
import { beginSasl, chunksOf, gather, mechanismsFor, respond, type SaslStep } from '../sasl.ts';
import type { Verb } from './verb.ts';

/** IRCv3 sasl-3.1 "The AUTHENTICATE command"; sasl-3.2 "SASL Reauthentication": at any time, again too. */
export const authenticate: Verb = {
  when: 'always',
  least: 1,
  usage: '<mechanism or data>',
  help: { en: 'Logs in with SASL, before or after coming in.', 'zh-CN': '用 SASL 登录，进来之前或之后都可以。' },
  run(client, { params: [param = ''] }) {
    if (!client.caps.has('sasl')) return client.reply('ERR_SASLFAIL');
    if (param === '*') {
      client.sasl = null;
      return client.reply('ERR_SASLABORTED');
    }
    if (client.sasl === null) begin(client, param.toUpperCase());
    else goOn(client, client.sasl, param);
  },
};

function begin(client: Client, mechanism: string): void {
  client.sasl = beginSasl(mechanism, client.certificate);
  if (client.sasl === null) {
    client.reply('RPL_SASLMECHS', mechanismsFor(client.certificate).join(','));
    return client.reply('ERR_SASLFAIL');
  }
  client.say('AUTHENTICATE', ['+']);
}

function goOn(client: Client, exchange: NonNullable<Client['sasl']>, chunk: string): void {
  const gathered = gather(exchange, chunk);
  switch (gathered.kind) {
    case 'more':
      client.sasl = gathered.next;
      return;
    case 'too-long':
      client.sasl = null;
      return client.reply('ERR_SASLTOOLONG');
    case 'whole':
      client.sasl = null;
      client.host.wait(respond(exchange, gathered.response, client.attempts), (step) => answer(client, step));
  }
}

function answer(client: Client, step: SaslStep): void {
  switch (step.kind) {
    case 'challenge':
      client.sasl = step.next;
      for (const chunk of chunksOf(step.text)) client.say('AUTHENTICATE', [chunk]);
      return;
    case 'proved':
      return logIn(client, step.account);
    case 'denied':
      return deny(client, step.why);
  }
}

/** Where it may go better the next time, ERR_SASLFAIL says why in its words, and a standard reply to programs. */
function deny(client: Client, why: Denial): void {
  if (why === 'busy' || why === 'paused') {
    const sentence = client.text.accounts.denied[why];
    if (client.caps.has('standard-replies')) {
      client.say('NOTE', ['AUTHENTICATE', 'TEMPORARILY_UNAVAILABLE', sentence]);
    }
    return client.say(NUMERICS.ERR_SASLFAIL, [client.nick, sentence]);
  }
  client.reply('ERR_SASLFAIL');
  closeIfTooOften(client, why);
}
