import type { Verb } from './verb.ts';

/** modern-irc "AWAY message": without a text, or with an empty one, back again. IRCv3 pre-away: on the way in too. */
export const away: Verb = {
  when: 'always',
  least: 0,
  usage: '[<text>]',
  help: {
    en: 'Says that you are away; without a text, that you are back.',
    'zh-CN': '说明你暂时离开；不带内容表示回来了。',
  },
  run(client, { params: [text = ''] }) {
    const { stage, caps, host } = client;
    if (stage.kind === 'entered') return client.submit({ kind: 'away', user: host.userId, text });
    if (!caps.has('draft/pre-away')) return client.reply('ERR_NOTREGISTERED');
    client.stage = { ...stage, away: text };
    client.reply(text === '' ? 'RPL_UNAWAY' : 'RPL_NOWAWAY');
  },
};
