import { hostIn } from '../../chat/address.ts';
import type { Verb } from './verb.ts';

/** IRCv3 webirc "Format": a gateway says for whom it speaks. Its word on a name for the address is not taken. */
export const webirc: Verb = {
  when: 'registering',
  least: 4,
  usage: '<password> <gateway> <hostname> <ip> [<options>]',
  help: { en: 'Lets a web gateway say for whom it speaks.', 'zh-CN': '网页网关用来说明替谁连接。' },
  run(client, { params: [password = '', , , ip = ''] }) {
    const { stage, host, rules } = client;
    const isFirst = stage.kind === 'registering' && stage.name === null && stage.user === null && !stage.negotiating;
    const address = hostIn(ip);
    if (!isFirst || address === null || !rules.isGateway(host.peer.host, password)) {
      return client.close('refused', client.text.notAGateway);
    }
    client.peer = { host: address, port: host.peer.port };
  },
};
