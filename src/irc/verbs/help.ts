import type { Client } from '../client.ts';
import { verbNamed, verbNames } from './table.ts';
import type { Verb } from './verb.ts';

/** modern-irc "HELP message": of one command, or of all. */
export const help: Verb = {
  when: 'entered',
  least: 0,
  usage: '[<command>]',
  help: { en: 'Lists the commands, or tells what one of them does.', 'zh-CN': '列出所有命令，或说明其中一个。' },
  run(client, { params: [subject = ''] }) {
    if (subject === '') return sendAll(client);
    const name = subject.toUpperCase();
    const verb = verbNamed(name);
    if (verb === undefined) return client.reply('ERR_HELPNOTFOUND', subject);
    client.reply('RPL_HELPSTART', name, name);
    client.reply('RPL_HELPTXT', name, '');
    client.reply('RPL_HELPTXT', name, verb.help[client.rules.lang]);
    client.reply('RPL_ENDOFHELP', name, client.text.helpUsage(`${name} ${verb.usage}`.trim()));
  },
};

function sendAll(client: Client): void {
  client.reply('RPL_HELPSTART', '*', client.text.helpTitle);
  client.reply('RPL_HELPTXT', '*', '');
  client.replyList('RPL_HELPTXT', ['*'], verbNames());
  client.reply('RPL_ENDOFHELP', '*', client.text.helpHint);
}
