// PRIVMSG, NOTICE or TAGMSG to a service. It is no event of the chat: nobody else is shown it, nor is it logged.
import type { EventOf } from '../chat/event.ts';
import { CHANSERV, chanServHelp } from './chanserv.ts';
import type { Client } from './client.ts';
import { NICKSERV, nickServHelp } from './nickserv.ts';
import { type Service, servicePerson } from './services.ts';
import { firstWord } from './words.ts';

type Said = Pick<EventOf<'said'>, 'text' | 'form' | 'tags' | 'lines'>;

/** What is done for the first word, with what stands behind it; and for any other. */
interface Requests {
  readonly words: ReadonlyMap<string, (client: Client, rest: string) => void>;
  readonly help: (client: Client) => void;
}

const REQUESTS: Readonly<Record<Service, Requests>> = {
  NickServ: { words: NICKSERV, help: nickServHelp },
  ChanServ: { words: CHANSERV, help: chanServHelp },
};

export function sayToService(client: Client, service: Service, said: Said): void {
  echo(client, service, said);
  if (said.form !== 'tags') askService(client, service, said.text);
}

/** IRCv3 echo-message. Clients show and keep what comes back, so a password does not. */
function echo(client: Client, service: Service, said: Said): void {
  const { host, self } = client;
  if (self === undefined || !client.caps.has('echo-message')) return;
  const [word, rest] = firstWord(said.text);
  const isSecret = service === 'NickServ' && rest !== '' && NICKSERV.has(word.toUpperCase());
  client.show({
    kind: 'said',
    id: `${host.userId}.${client.nextReference()}`,
    at: host.now(),
    who: self.person,
    to: { kind: 'user', person: servicePerson(client, service), away: null, by: 'name' },
    ...said,
    ...(isSecret ? { text: `${word} ***`, lines: null } : {}),
  });
}

/** What somebody has written to a service. Answers, also of the chat, come back as its notices. */
export function askService(client: Client, service: Service, text: string): void {
  client.asks(service);
  const [word, rest] = firstWord(text);
  const { words, help } = REQUESTS[service];
  (words.get(word.toUpperCase()) ?? help)(client, rest);
}
