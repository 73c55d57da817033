// IRCv3 chathistory: draft/event-playback
import { expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { HISTORY_CAPS, history, say, sendLine } from './history.ts';
import { conformanceServer, fresh, from, only } from './irc.ts';

const server = conformanceServer();
const CAPS = `${HISTORY_CAPS} draft/event-playback draft/message-redaction`;

it('shows who came and went and what was changed, in order', async () => {
  const { room, people } = await gathering(server, CAPS, CAPS);
  const [ann, bob] = people;
  const first = bob.nick;
  await say(ann, room, 'hello');
  await ann.ask(`TOPIC ${room} :tea`);
  await ann.ask(`MODE ${room} +v ${bob.nick}`);
  await bob.ask(`NICK ${fresh()}`);
  await ann.ask(`@+draft/react=x TAGMSG ${room}`);
  await bob.ask(`PART ${room} :bye`);
  await bob.join(room);
  await ann.ask(`KICK ${room} ${bob.nick} :out`);
  await bob.sync();
  await bob.join(room);
  const nick = bob.nick;
  bob.send('QUIT :gone');
  await bob.toTheEnd();
  await ann.sync();
  const heard = await history(ann, `CHATHISTORY LATEST ${room} * 50`);
  expect(heard).toEqual([
    from(ann.nick, 'JOIN', room),
    from(first, 'JOIN', room),
    from(ann.nick, 'PRIVMSG', room, 'hello'),
    from(ann.nick, 'TOPIC', room, 'tea'),
    from(ann.nick, 'MODE', room, '+v', first),
    from(first, 'NICK', nick),
    from(ann.nick, 'TAGMSG', room),
    from(nick, 'PART', room, 'bye'),
    from(nick, 'JOIN', room),
    from(ann.nick, 'KICK', room, nick, 'out'),
    from(nick, 'JOIN', room),
    from(nick, 'QUIT', 'Quit: gone'),
  ]);
  expect(heard.every(({ tags }) => tags.has('time'))).toBe(true);
});

it('counts events like messages', async () => {
  const { room, people } = await gathering(server, CAPS);
  const [ann] = people;
  await say(ann, room, 'one');
  await ann.ask(`TOPIC ${room} :tea`);
  await say(ann, room, 'two');
  expect((await history(ann, `CHATHISTORY LATEST ${room} * 2`)).map(({ verb }) => verb)).toEqual(['TOPIC', 'PRIVMSG']);
});

it('has the form that other capabilities give to each line', async () => {
  const { room, people } = await gathering(server, CAPS, 'draft/chathistory draft/event-playback batch extended-join');
  const [ann, plain] = people;
  const { id } = await sendLine(ann, `PRIVMSG ${room} :oops`);
  await ann.ask(`@+draft/react=x TAGMSG ${room}`);
  await ann.ask(`REDACT ${room} ${id} :wrong room`);
  await plain.sync();
  const all = await history(ann, `CHATHISTORY LATEST ${room} * 50`);
  expect(only(all, 'PRIVMSG', 'TAGMSG', 'REDACT')).toEqual([
    from(ann.nick, 'TAGMSG', room),
    from(ann.nick, 'REDACT', room, id, 'wrong room'),
  ]);
  expect(await history(plain, `CHATHISTORY LATEST ${room} * 50`)).toEqual([
    from(ann.nick, 'JOIN', room, '*', 'Real Name'),
    from(plain.nick, 'JOIN', room, '*', 'Real Name'),
  ]);
});

it('tells nobody the keys that a room has had', async () => {
  const { room, people } = await gathering(server, CAPS);
  const [ann] = people;
  await ann.ask(`MODE ${room} +k cup`);
  await ann.ask(`MODE ${room} -k cup`);
  const heard = only(await history(ann, `CHATHISTORY LATEST ${room} * 50`), 'MODE');
  expect(heard.map(({ params }) => params)).toEqual([
    [room, '+k', '*'],
    [room, '-k', '*'],
  ]);
});
