// What people are told about being here on several connections, or on none.
import type { EventOf } from '../chat/event.ts';
import type { Lang, Translated } from './language.ts';

const en = {
  /** How somebody is greeted who is here already; `others` connections besides. */
  youAreHereToo: (server: string, name: string, others: number) =>
    `You are ${name} at ${server}, on ${others + 1} connections now. /help lists the commands.`,
  welcomeBack: (server: string, name: string) => `Welcome back to ${server}, ${name}. /help lists the commands.`,
  connectedToo: (address: string) => `You are now connected from ${address} too`,
  disconnectedThere: (address: string) => `You are no longer connected from ${address}`,
  missed: (name: string, count: number) =>
    `While you were away, ${name.startsWith('#') ? 'in' : 'with'} ${name} (${count === 1 ? 'one message' : `${count} messages`}):`,
  missedNothing: 'Nothing was said while you were away.',
  /** Instead of a reason for being away. */
  notConnected: 'not connected',
  readsLater: (name: string) => `${name} is not connected, and will read it later`,
  disconnected: (name: string) => `${name} disconnected, but stays`,
  attached: (who: string, address: string, face: string) => `${who} is now connected from ${address} too (${face})`,
  attachedAgain: (who: string, address: string, face: string) => `${who} is connected again, from ${address} (${face})`,
  detached: (who: string, address: string, why: string, others: number) =>
    others === 0 ? `${who} disconnected, but stays: ${why}` : `${who} is no longer connected from ${address}: ${why}`,
  stays: (account: string) =>
    `From now on ${account} stays here when you disconnect, and you read what you missed when you come back.`,
  staysNoMore: (account: string) => `From now on ${account} leaves when you disconnect.`,
  staysFor: (who: string) => `${who} stays here also without a connection`,
  staysNoMoreFor: (who: string) => `${who} no longer stays here without a connection`,
};

const zh: typeof en = {
  youAreHereToo: (server, name, others) =>
    `你在 ${server} 的名字是 ${name}，现在有 ${others + 1} 个连接。输入 /help 查看命令。`,
  welcomeBack: (server, name) => `${name}，欢迎回到 ${server}。输入 /help 查看命令。`,
  connectedToo: (address) => `你现在也从 ${address} 连接`,
  disconnectedThere: (address) => `你从 ${address} 的连接已断开`,
  missed: (name, count) => `你不在时，${name.startsWith('#') ? `${name} 里` : `和 ${name} `}的 ${count} 条消息：`,
  missedNothing: '你不在时没有人说话。',
  notConnected: '没有连接',
  readsLater: (name) => `${name} 没有连接，以后会读到`,
  disconnected: (name) => `${name} 断开了连接，但仍留在这里`,
  attached: (who, address, face) => `${who} 现在也从 ${address} 连接（${face}）`,
  attachedAgain: (who, address, face) => `${who} 又连接了，从 ${address}（${face}）`,
  detached: (who, address, why, others) =>
    others === 0 ? `${who} 断开了连接，但仍留在这里：${why}` : `${who} 从 ${address} 的连接已断开：${why}`,
  stays: (account) => `从现在起，你断开连接后 ${account} 仍然留在这里，回来时能读到错过的消息。`,
  staysNoMore: (account) => `从现在起，你断开连接时 ${account} 就离开。`,
  staysFor: (who) => `${who} 断开连接后也留在这里`,
  staysNoMoreFor: (who) => `${who} 断开连接后不再留在这里`,
};

export const sessionSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** That its owner stays without a connection, or does not any more. */
export function staySentence({ account, set }: EventOf<'stay-changed'>, lang: Lang): string {
  const { stays, staysNoMore } = sessionSentences[lang];
  return (set ? stays : staysNoMore)(account);
}

/** Why somebody is away: its own words, or that it is not connected. */
export function awayText(text: string, lang: Lang): string {
  return text === '' ? sessionSentences[lang].notConnected : text;
}
