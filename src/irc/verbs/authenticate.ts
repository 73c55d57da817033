import type { Client } from '../client.ts';
import { logIn, mayTryAgain, waitFor } from '../login.ts';
import { beginSasl, chunksOf, gather, isMechanism, respond, SASL_MECHANISMS, type SaslStep } from '../sasl.ts';
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
  if (!isMechanism(mechanism)) {
    client.reply('RPL_SASLMECHS', SASL_MECHANISMS.join(','));
    return client.reply('ERR_SASLFAIL');
  }
  client.sasl = beginSasl(mechanism);
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
      waitFor(client, respond(exchange, gathered.response, client.host.accounts), (step) => answer(client, step));
  }
}

function answer(client: Client, step: SaslStep | 'busy'): void {
  if (step === 'busy') return client.reply('ERR_SASLFAIL');
  switch (step.kind) {
    case 'challenge':
      client.sasl = step.next;
      for (const chunk of chunksOf(step.text)) client.say('AUTHENTICATE', [chunk]);
      return;
    case 'proved':
      logIn(client, step.account);
      return client.reply('RPL_SASLSUCCESS');
    case 'failed':
      client.reply('ERR_SASLFAIL');
      mayTryAgain(client);
  }
}
