// The client tags of IRCv3: what a server has to do for typing, react, reply and channel-context is to pass them on.
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { conformanceServer, from } from './irc.ts';

const server = conformanceServer();

describe('typing', () => {
  it.each(['active', 'paused', 'done'])('passes %s on with TAGMSG, to rooms and people', async (state) => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags', '');
    const [ann, bob, cid] = people;
    for (const target of [room, bob.nick]) {
      expect(await ann.ask(`@+typing=${state} TAGMSG ${target}`)).toEqual([]);
      const heard = await bob.sync();
      expect(heard).toEqual([from(ann.nick, 'TAGMSG', target)]);
      expect(heard[0]?.tags.get('+typing')).toBe(state);
    }
    expect(await cid.sync()).toEqual([]);
  });

  it('does not make somebody appear less idle or less away', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags away-notify');
    const [ann, bob] = people;
    await ann.ask('AWAY :gone');
    await bob.sync();
    await ann.ask(`@+typing=active TAGMSG ${room}`);
    expect((await bob.sync()).map(({ verb }) => verb)).toEqual(['TAGMSG']);
  });
});

describe('reply', () => {
  it('refers to the ID of what was said', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room} :Hello!`);
    const id = (await bob.sync())[0]?.tags.get('msgid');
    expect(id).toMatch(/./);
    await bob.ask(`@+reply=${id} PRIVMSG ${room} :Hello to you!`);
    const [answer] = await ann.sync();
    expect(answer).toEqual(from(bob.nick, 'PRIVMSG', room, 'Hello to you!'));
    expect(answer?.tags.get('+reply')).toBe(id);
    expect(answer?.tags.get('msgid')).not.toBe(id);
  });
});

describe('react', () => {
  it.each(['lol', ':)', '👋', '🇩🇪'])('passes %s on with TAGMSG, and with a body', async (reaction) => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags', '');
    const [ann, bob, cid] = people;
    for (const tag of ['+draft/react', '+draft/unreact']) {
      await ann.ask(`@+reply=123;${tag}=${reaction} TAGMSG ${room}`);
      const [reacted] = await bob.sync();
      expect(reacted).toEqual(from(ann.nick, 'TAGMSG', room));
      expect(Object.fromEntries(reacted?.tags ?? [])).toMatchObject({ '+reply': '123', [tag]: reaction });
    }
    expect(await cid.sync()).toEqual([]);
    await ann.ask(`@+reply=123;+draft/react=${reaction} PRIVMSG ${room} :${reaction}`);
    expect((await bob.sync())[0]?.tags.get('+draft/react')).toBe(reaction);
    expect(await cid.sync()).toEqual([from(ann.nick, 'PRIVMSG', room, reaction)]);
  });
});

describe('channel-context', () => {
  it.each(['PRIVMSG', 'NOTICE'])('passes the channel on with %s to somebody', async (verb) => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    await ann.ask(`@+channel-context=${room} ${verb} ${bob.nick} :I'm helping.`);
    const [said] = await bob.sync();
    expect(said).toEqual(from(ann.nick, verb, bob.nick, "I'm helping."));
    expect(said?.tags.get('+channel-context')).toBe(room);
  });
});
