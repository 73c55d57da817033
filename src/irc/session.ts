// A person at an IRC client, as the server sees it: lines become verbs, outcomes become lines.
import type { Departure } from '../chat/command.ts';
import type { Event, Person, Refusal } from '../chat/event.ts';
import { refusalSentence } from '../i18n/refusals.ts';
import { traceSentences } from '../i18n/trace.ts';
import type { Dialect } from '../session/dialect.ts';
import type { Host, Line, Session } from '../session/protocol.ts';
import { showBefallen } from './befallen.ts';
import { Client } from './client.ts';
import { BODY_BYTES, IrcDecoder } from './decoder.ts';
import { departureText } from './departure.ts';
import { formatMessage, type Message, parseMessage } from './message.ts';
import { NUMERICS } from './numerics.ts';
import { answerOwn } from './own.ts';
import { answerRefusal } from './refusals.ts';
import { forgetName } from './registration.ts';
import { serviceRefusing, serviceSays } from './services.ts';
import { sourceOf } from './userhost.ts';
import { spoilBatch, takeLine } from './verbs/batch.ts';
import { verbNamed } from './verbs/table.ts';
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
        spoilBatch(this.#client);
        return answerRefusal(this.#client, { why: 'too-long', limit: BODY_BYTES });
      case 'not-utf8': {
        // IRCv3 utf8-only, "The INVALID_UTF8 standard replies code"
        spoilBatch(this.#client);
        const message = parseMessage(line.text);
        if (message !== null && /^[A-Z0-9]+$/.test(message.verb)) this.#client.begin(message);
        return this.#client.fail('INVALID_UTF8', [], this.#client.text.notUtf8);
      }
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
    this.#client.aside(() => showBefallen(this.#client, event));
  }

  refuse(refusal: Refusal): void {
    // Not let in: the name it asked for is not its own.
    forgetName(this.#client);
    this.#client.giveUpBatch();
    const service = serviceRefusing(this.#client, refusal);
    if (service === null) answerRefusal(this.#client, refusal);
    else serviceSays(this.#client, service, refusalSentence(refusal, this.#client.rules.lang));
  }

  settled(): void {
    this.#client.finish();
  }

  quiet(): void {
    if (this.#isAsked) return this.#client.host.close('timed-out', '');
    this.#isAsked = true;
    this.#client.writeUnlabelled(encode([formatMessage('PING', [this.#client.server])]));
  }

  watched(change: 'begins' | 'ends'): void {
    const { server, nick, rules } = this.#client;
    const sentence = traceSentences[rules.lang].watched[change];
    this.#client.writeUnlabelled(encode([formatMessage('NOTICE', [nick, sentence], server)]));
  }

  farewell(departure: Departure, person: Person | null): Uint8Array {
    const { text, rules, peer } = this.#client;
    const { by } = departure;
    const reason = departureText(departure, rules.lang);
    const error = formatMessage('ERROR', [text.closing(peer.host, reason)]);
    const banned = departure.cause === 'banned' ? [this.#banned(departure, person)] : [];
    if (by === undefined || person === null) return encode([...banned, error]);
    // modern-irc "KILL message": the message itself, QUIT as everybody is shown it, ERROR.
    const kill = formatMessage('KILL', [person.name, departure.text || by.name], sourceOf(by));
    return encode([...banned, kill, formatMessage('QUIT', [reason], sourceOf(person)), error]);
  }

  /** Why, and until when: ERROR and KILL have no place for that. */
  #banned({ text, until }: Departure, person: Person | null): string {
    const { nick, server, rules } = this.#client;
    const why = { why: 'banned', whom: 'account', text, until: until ?? null } as const;
    const sentence = refusalSentence(why, rules.lang);
    return formatMessage(NUMERICS.ERR_YOUREBANNEDCREEP, [person?.name ?? nick, sentence], server);
  }

  #dispatch(message: Message): void {
    const client = this.#client;
    client.begin(message);
    if (takeLine(client, message)) return;
    const verb = verbNamed(message.verb);
    if (verb === undefined) return client.reply('ERR_UNKNOWNCOMMAND', message.verb);
    if (!isTimeFor(verb, client)) {
      // modern-irc "NOTICE message": never an error back.
      if (message.verb === 'NOTICE') return;
      return client.reply(client.stage.kind === 'entered' ? 'ERR_ALREADYREGISTERED' : 'ERR_NOTREGISTERED');
    }
    if (message.params.length < verb.least) return client.reply('ERR_NEEDMOREPARAMS', message.verb);
    verb.run(client, message);
  }
}

function isTimeFor(verb: Verb, client: Client): boolean {
  return verb.when === 'always' || verb.when === client.stage.kind;
}
