import { describe, expect, it } from 'vitest';
import { type Chat, createChat } from '../chat/chat.ts';
import type { Command, Departure, Entry, UserId } from '../chat/command.ts';
import type { Event, Outcome, Refusal } from '../chat/event.ts';
import { CREDENTIALS } from '../chat/house.fixture.ts';
import { createLocalLog } from '../cluster/local.ts';
import { defaultLimits } from '../limits.ts';
import type { Happening } from './happening.ts';
import { Hub, type Participant } from './hub.ts';

/** Somebody who writes down what is brought, in order. */
class Guest implements Participant {
  readonly id: UserId;
  readonly notes: string[] = [];
  readonly shown: Event[] = [];
  onSettled = (): void => {};
  readonly #hub: Hub;

  constructor(hub: Hub, id: string, name = id, account: string | null = name === id ? null : name) {
    this.id = id;
    this.#hub = hub;
    hub.add(this, id);
    this.enter(name, account);
  }

  enter(name: string, account: string | null): void {
    this.ask({
      kind: 'enter',
      user: this.id,
      name: { kind: 'chosen', name },
      peer: { host: '127.0.0.1', port: 1000 + this.id.charCodeAt(0) },
      username: '',
      realname: '',
      face: name === 'host' ? 'console' : 'plain',
      account,
      away: '',
      secure: false,
      certificate: null,
    });
  }

  ask(command: Command): void {
    this.#hub.submit(command, this);
  }

  say(text: string, to = '#lobby'): void {
    this.ask({ kind: 'say', user: this.id, to, text, form: 'message', tags: {}, least: null, lines: null });
  }

  show(event: Event): void {
    this.shown.push(event);
    this.notes.push(`saw ${wordsOf(event)}`);
  }

  own(event: Event): void {
    this.notes.push(`did ${wordsOf(event)}`);
  }

  befall(event: Event): void {
    this.notes.push(`suffered ${wordsOf(event)}`);
  }

  refuse(refusal: Refusal): void {
    this.notes.push(`refused ${refusal.why}`);
  }

  settled(): void {
    this.notes.push('settled');
    this.onSettled();
  }

  dismiss({ cause, text }: Departure): void {
    this.notes.push(`dismissed ${cause} ${text}`);
  }

  /** What has been noted since this was last asked. */
  news(): string[] {
    return this.notes.splice(0);
  }
}

function wordsOf(event: Event): string {
  return `${event.who.name} ${event.kind}${event.kind === 'said' ? ` ${event.text}` : ''}`;
}

/** Three guests in the lobby who have noted nothing yet. */
function teaTable(chat: Chat = createChat(defaultLimits())) {
  const happened: Happening[] = [];
  const kept: string[] = [];
  const shelf = {
    health: 'well',
    commit: async () => {},
    keep: ({ command }: Entry, { refusals }: Outcome) => {
      kept.push(`${command.kind}${refusals.length > 0 ? ' refused' : ''}`);
    },
  };
  const hub = new Hub(
    chat,
    (apply) => createLocalLog(apply, () => 1000, shelf),
    shelf,
    (happening) => happened.push(happening),
  );
  const guests = ['ann', 'ben', 'cid'].map((name) => new Guest(hub, name)) as [Guest, Guest, Guest];
  for (const guest of guests) guest.news();
  happened.length = 0;
  kept.length = 0;
  return { hub, guests, happened, kept, shelf };
}

describe('what happens', () => {
  it('is shown once to everybody it is for, and brought to who did it as its own, then settled', () => {
    const { guests } = teaTable();
    const [ann, ben, cid] = guests;
    ann.say('hello');
    expect(ann.news()).toEqual(['did ann said hello', 'settled']);
    expect(ben.news()).toEqual(['saw ann said hello']);
    expect(cid.news()).toEqual(['saw ann said hello']);
  });

  it('is the same object for everybody, so that it is rendered once', () => {
    const { guests } = teaTable();
    const [ann, ben, cid] = guests;
    ann.say('hello');
    expect(ben.shown.at(-1)).toBe(cid.shown.at(-1));
  });

  it('reaches nobody whom it does not concern', () => {
    const { guests } = teaTable();
    const [ann, ben, cid] = guests;
    ann.say('between us', 'ben');
    expect(ben.news()).toEqual(['saw ann said between us']);
    expect(cid.news()).toEqual([]);
  });

  it('comes in one order for all, also when one thing sets off another', () => {
    const { guests } = teaTable();
    const [ann, ben, cid] = guests;
    let left = 3;
    ben.onSettled = () => {
      if (left > 0) ben.say(`more ${left--}`);
    };
    ben.say('one');
    ann.say('two');
    const order = ['one', 'more 3', 'more 2', 'more 1'].map((text) => `saw ben said ${text}`);
    expect(cid.news()).toEqual([...order, 'saw ann said two']);
    expect(ann.news()).toEqual([...order, 'did ann said two', 'settled']);
  });

  it('is told to the observer before anybody else, once', () => {
    const { guests, happened } = teaTable();
    guests[0].say('hello');
    expect(happened.map((happening) => happening.kind === 'event' && wordsOf(happening.event))).toEqual([
      'ann said hello',
    ]);
  });

  it('may be shown when it is stored', async () => {
    const { hub, guests, shelf } = teaTable();
    const { promise: stored, resolve } = Promise.withResolvers<void>();
    shelf.commit = () => stored;
    guests[0].say('hello');
    let isShown = false;
    hub.whenDurable(() => {
      isShown = true;
    });
    await Promise.resolve();
    expect(isShown).toBe(false);
    resolve();
    await stored;
    expect(isShown).toBe(true);
  });
});

describe('what is refused', () => {
  it('is what would have to be kept, as long as nothing can be stored; who goes may go', () => {
    const { guests, kept, shelf } = teaTable();
    const [ann, ben] = guests;
    shelf.health = 'full';
    ann.say('hello');
    expect(ann.news()).toEqual(['refused cannot-store', 'settled']);
    expect([ben.news(), kept]).toEqual([[], []]);
    shelf.health = 'well';
    ann.say('hello');
    expect(ben.news()).toEqual(['saw ann said hello']);
  });

  it('is told only to who asked', () => {
    const { guests, happened } = teaTable();
    const [ann, ben] = guests;
    ann.say('hello', 'nobody');
    expect(ann.news()).toEqual(['refused no-such-user', 'settled']);
    expect([ben.news(), happened]).toEqual([[], []]);
  });
});

describe('somebody who comes or goes', () => {
  it('is shown everything from then on', () => {
    const { hub, guests } = teaTable();
    const dan = new Guest(hub, 'dan');
    dan.news();
    guests[0].say('hello');
    expect(dan.news()).toEqual(['saw ann said hello']);
  });

  it('is shown nothing any more', () => {
    const { hub, guests } = teaTable();
    const [ann, ben, cid] = guests;
    ann.say('before');
    hub.remove(ben, ben.id);
    ben.news();
    ann.say('after');
    hub.submit({ kind: 'leave', user: ben.id, session: ben.id, departure: { cause: 'left', text: '' } }, null);
    expect(ben.news()).toEqual([]);
    expect(cid.news()).toEqual(['saw ann said before', 'saw ann said after', 'saw ben left']);
  });

  it('is dismissed when the chat has sent it away', () => {
    const { hub, guests } = teaTable();
    const host = new Guest(hub, 'host');
    guests[1].news();
    host.ask({ kind: 'expel', user: 'host', name: 'ben', text: 'closing time' });
    expect(guests[1].news().at(-1)).toBe('dismissed kicked closing time');
  });
});

it('tells somebody apart who is what the event is about', () => {
  const { hub, guests } = teaTable();
  const host = new Guest(hub, 'host');
  const [ann, ben] = guests;
  ann.news();
  ben.news();
  host.ask({ kind: 'kick', user: 'host', room: '#lobby', names: ['ben'], text: '' });
  expect(ben.news()).toEqual(['suffered host kicked']);
  expect(ann.news()).toEqual(['saw host kicked']);
});

it('brings a room’s new name to all its members as something that befalls them', () => {
  const { guests } = teaTable();
  const [ann, ben, cid] = guests;
  for (const guest of [ann, ben]) guest.ask({ kind: 'join', user: guest.id, room: '#x', key: '' });
  for (const guest of guests) guest.news();
  ann.ask({ kind: 'rename-room', user: 'ann', room: '#x', name: '#y', text: '' });
  expect(ann.news()).toEqual(['did ann room-renamed', 'settled']);
  expect(ben.news()).toEqual(['suffered ann room-renamed']);
  expect(cid.news()).toEqual([]);
});

it('has each entry kept before anybody is told what came of it', () => {
  const { guests, kept } = teaTable();
  const [ann, ben] = guests;
  ben.show = () => expect(kept).toEqual(['say']);
  ann.say('hello');
  ann.say('hello', '#nowhere');
  expect(kept).toEqual(['say', 'say refused']);
});

it('tells the observer of a mistake of ours with one command, and goes on with the next', () => {
  const chat = createChat(defaultLimits());
  const broken: Chat = {
    view: chat.view,
    strange: [],
    apply: (entry) => {
      if (entry.command.kind === 'topic') throw new Error('spilled');
      return chat.apply(entry);
    },
  };
  const { guests, happened } = teaTable(broken);
  const [ann, ben] = guests;
  ann.ask({ kind: 'topic', user: 'ann', room: '#lobby', text: 'tea' });
  expect(happened).toMatchObject([{ kind: 'failed', doing: 'topic', error: { message: 'spilled' } }]);
  ann.say('hello');
  expect(ann.news()).toEqual(['settled', 'did ann said hello', 'settled']);
  expect(ben.news()).toEqual(['saw ann said hello']);
});

it('brings to each session of a user what the others do, and forgets one when it goes', () => {
  const { hub, guests } = teaTable();
  const [ann, ben] = guests;
  ann.ask({ kind: 'register', user: 'ann', account: 'ann', credentials: CREDENTIALS });
  const again = new Guest(hub, 'again', 'ann');
  expect(again.news()).toEqual(['did ann attached', 'settled']);
  ann.news();
  again.ask({ kind: 'say', user: 'ann', to: 'ben', text: 'hi', form: 'message', tags: {}, least: null, lines: null });
  expect(again.news()).toEqual(['did ann said hi', 'settled']);
  expect(ann.news()).toEqual(['suffered ann said hi']);
  ben.news();
  ben.say('hello', 'ann');
  for (const one of [ann, again]) expect(one.news()).toEqual(['saw ben said hello']);
  hub.remove(ann, 'ann');
  ann.ask({ kind: 'leave', user: 'ann', session: 'ann', departure: { cause: 'left', text: '' } });
  expect(again.news()).toEqual(['suffered ann detached']);
  ben.say('still here?', 'ann');
  expect([again.news(), ann.news()]).toEqual([['saw ben said still here?'], []]);
});

it('brings nothing twice to who had to ask twice to come in', () => {
  const { hub, guests } = teaTable();
  const [ann] = guests;
  const eve = new Guest(hub, 'eve', 'ann', null);
  expect(eve.news()).toEqual(['refused name-taken', 'settled']);
  hub.add(eve, 'eve');
  eve.enter('eve', null);
  eve.news();
  ann.say('hello');
  expect(eve.news()).toEqual(['saw ann said hello']);
});

it('takes away a session that was gone before it turned out whose it is', () => {
  const { hub, guests } = teaTable();
  const [ann, ben] = guests;
  ann.ask({ kind: 'register', user: 'ann', account: 'ann', credentials: CREDENTIALS });
  ann.news();
  // What is asked for in the middle of a command comes after it.
  ben.onSettled = () => hub.remove(new Guest(hub, 'again', 'ann'), 'again');
  ben.say('hello', 'cid');
  expect(ann.news()).toEqual(['suffered ann attached', 'suffered ann detached']);
});
