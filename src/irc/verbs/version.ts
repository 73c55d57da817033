import { sendIsupport, softwareName } from '../welcome.ts';
import type { Verb } from './verb.ts';

/** modern-irc "VERSION message" */
export const version: Verb = {
  when: 'entered',
  least: 0,
  run(client, { params: [server] }) {
    if (server !== undefined && server !== client.server) return client.reply('ERR_NOSUCHSERVER', server);
    client.reply('RPL_VERSION', softwareName(client.rules.version), client.server, client.text.serverInfo);
    sendIsupport(client);
  },
};
