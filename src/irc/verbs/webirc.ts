import { hostIn } from '../../chat/address.ts';
import type { Verb } from './verb.ts';

/**
 * IRCv3 webirc "Format": a gateway says for whom it speaks. Its word on a name for the address is not taken, nor on a
 * certificate (`certfp-sha-256`), with which it could be anybody; and its own is not that person's.
 */
export const webirc: Verb = {
  when: 'registering',
  least: 4,
  usage: '<password> <gateway> <hostname> <ip> [<options>]',
  help: { en: 'Lets a web gateway say for whom it speaks.', 'zh-CN': '网页网关用来说明替谁连接。' },
  run(client, { params: [password = '', , , ip = '', ...options] }) {
    const { stage, host, rules } = client;
    const isFirst = stage.kind === 'registering' && stage.name === null && stage.user === null && !stage.negotiating;
    const address = hostIn(ip);
    if (!isFirst || address === null || !rules.isGateway(host.peer.host, password)) {
      return client.close('refused', client.text.notAGateway);
    }
    client.peer = { host: address, port: host.peer.port };
    client.secured = host.secured !== null && isSecure(options) ? { ...host.secured, fingerprint: null } : null;
  },
};

/** "Options": as several parameters or as one; "`secure` and `secure=examplevalue123` in exactly the same way". */
function isSecure(options: readonly string[]): boolean {
  return options.some((words) => /(?:^| )secure(?:[= ]|$)/.test(words));
}
