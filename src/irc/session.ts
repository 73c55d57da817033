// A person at an IRC client, as the server sees it: lines become verbs, outcomes become lines.
import type { DepartureCause } from '../chat/command.ts';
import type { Event, Refusal } from '../chat/event.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, Line, Session } from '../session/protocol.ts';
import { Client } from './client.ts';
import { BODY_BYTES, IrcDecoder } from './decoder.ts';
import { departureText } from './departure.ts';
import { formatMessage, type Message, parseMessage } from './message.ts';
import { answerOwn } from './own.ts';
import { answerRefusal } from './refusals.ts';
import { forgetName } from './registration.ts';
import { VERBS } from './verbs/table.ts';
import type { Verb } from './verbs/verb.ts';
import { encode } from './wire.ts';

export class IrcSession implements Session {
  readonly protocol = 'irc';
  readonly decoder = new IrcDecoder();
  readonly #client: Client;
  /** A PING has been sent and nothing has come since. */
  #isAsked = false;

  constructor(host: Host) {
    this.#client = new Client(host);
  }

  get dialect(): Dialect {
    return this.#client.dialect;
  }

  /** In IRC the client speaks first. */
  greet(): void {}

  handle(line: Line): void {
    this.#isAsked = false;
    switch (line.kind) {
      case 'too-long':
        return answerRefusal(this.#client, { why: 'too-long', limit: BODY_BYTES });
      case 'not-utf8':
        // IRCv3 utf8-only, "The INVALID_UTF8 standard replies code"
        return this.#client.say('FAIL', ['*', 'INVALID_UTF8', this.#client.text.notUtf8]);
      case 'text': {
        const message = parseMessage(line.text);
        if (message !== null) this.#dispatch(message);
      }
    }
  }

  own(event: Event): void {
    answerOwn(this.#client, event);
  }

  befall(event: Event): void {
    const bytes = this.dialect.render(event);
    if (bytes !== null) this.#client.writeUnlabelled(bytes);
  }

  refuse(refusal: Refusal): void {
    // Not let in: the name it asked for is not its own.
    forgetName(this.#client);
    answerRefusal(this.#client, refusal);
  }

  settled(): void {
    this.#client.finish();
  }

  quiet(): void {
    if (this.#isAsked) return this.#client.host.close('timed-out', '');
    this.#isAsked = true;
    this.#client.writeUnlabelled(encode([formatMessage('PING', [this.#client.server])]));
  }

  farewell(cause: DepartureCause, text: string): Uint8Array {
    const { text: sentences, rules, host } = this.#client;
    const reason = departureText({ cause, text }, rules.lang);
    return encode([formatMessage('ERROR', [sentences.closing(host.peer.host, reason)])]);
  }

  #dispatch(message: Message): void {
    const client = this.#client;
    client.begin(message);
    const verb = VERBS.get(message.verb);
    if (verb === undefined) return client.reply('ERR_UNKNOWNCOMMAND', message.verb);
    if (!isTimeFor(verb, client)) {
      return client.reply(client.stage.kind === 'entered' ? 'ERR_ALREADYREGISTERED' : 'ERR_NOTREGISTERED');
    }
    if (message.params.length < verb.least) return client.reply('ERR_NEEDMOREPARAMS', message.verb);
    verb.run(client, message);
  }
}

function isTimeFor(verb: Verb, client: Client): boolean {
  return verb.when === 'always' || verb.when === client.stage.kind;
}
