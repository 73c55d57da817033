// IRCv3 chathistory (draft/chathistory): whose history is whose. TARGETS, and the section "Security Considerations".
import { describe, expect, it } from 'vitest';
import { batchOf } from './batches.ts';
import { HISTORY_CAPS, history, say, sendLine, talk, texts } from './history.ts';
import { type ConformanceClient, conformanceServer, fresh, freshRoom, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();
const FUTURE = 'timestamp=2100-01-01T00:00:00.000Z';
const PAST = 'timestamp=2001-01-01T00:00:00.000Z';

async function person(caps = HISTORY_CAPS): Promise<ConformanceClient> {
  return server.register(undefined, { caps });
}

describe('Private conversations', () => {
  it('have what both said, for both', async () => {
    const [ann, bob] = [await person(), await person()];
    await say(ann, bob.nick, 'hello');
    await say(bob, ann.nick, 'hi! how are you?');
    await ann.sync();
    for (const [asker, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      const { opening, inside } = batchOf(await asker.ask(`CHATHISTORY LATEST ${other.nick} * 50`), 'chathistory');
      expect(opening.params[2]).toBe(other.nick);
      expect(inside).toEqual([
        from(ann.nick, 'PRIVMSG', bob.nick, 'hello'),
        from(bob.nick, 'PRIVMSG', ann.nick, 'hi! how are you?'),
      ]);
    }
  });

  it('go on under other names, and are shown under them', async () => {
    const [ann, bob] = [await person(), await person()];
    await say(ann, bob.nick, 'hello');
    const before = { ann: ann.nick, bob: bob.nick };
    await ann.ask(`NICK ${fresh()}`);
    await bob.ask(`NICK ${fresh()}`);
    await ann.sync();
    expect(await history(ann, `CHATHISTORY LATEST ${bob.nick} * 50`)).toEqual([
      from(ann.nick, 'PRIVMSG', bob.nick, 'hello'),
    ]);
    // Nobody else has the old name.
    expect(await texts(ann, `CHATHISTORY LATEST ${before.bob} * 50`)).toEqual(['hello']);
    // Whoever takes it has not talked with her.
    await (await person()).ask(`NICK ${before.bob}`);
    expect(await texts(ann, `CHATHISTORY LATEST ${before.bob} * 50`)).toEqual([]);
  });

  it('are nobody else’s, not even of who has the name now', async () => {
    const [ann, bob, eve] = [await person(), await person(), await person()];
    await say(ann, bob.nick, 'secret');
    for (const name of [ann.nick, bob.nick]) {
      expect(await texts(eve, `CHATHISTORY LATEST ${name} * 50`)).toEqual([]);
    }
    bob.send('QUIT');
    await bob.toTheEnd();
    await eve.ask(`NICK ${bob.nick}`);
    expect(eve.nick).toBe(bob.nick);
    expect(await texts(eve, `CHATHISTORY LATEST ${ann.nick} * 50`)).toEqual([]);
    expect(await texts(ann, `CHATHISTORY LATEST ${eve.nick} * 50`)).toEqual([]);
  });

  it('are an account’s, wherever it comes from', async () => {
    const name = fresh('owner');
    const [ann, bob] = [await person(), await server.register(name, { caps: HISTORY_CAPS })];
    await bob.ask('REGISTER * * s3cret');
    await say(ann, name, 'for the account');
    await bob.sync();
    bob.send('QUIT');
    await bob.toTheEnd();
    expect(await texts(ann, `CHATHISTORY LATEST ${name} * 50`)).toEqual(['for the account']);
    const again = await person();
    await again.ask(`PRIVMSG NickServ :IDENTIFY ${name} s3cret`);
    expect(await texts(again, `CHATHISTORY LATEST ${ann.nick} * 50`)).toEqual(['for the account']);
  });
});

describe('TARGETS', () => {
  const TARGETS = 'draft/chathistory-targets';

  it('lists where something was said, by the time of the last message', async () => {
    const { room, ann, bob } = await talk(server, 1);
    const quiet = freshRoom();
    await ann.join(quiet);
    const [toBob] = await say(ann, bob.nick, 'hello');
    const other = await talk(server, 1);
    await ann.join(other.room);
    const [last] = await say(ann, room, 'again');
    const heard = await history(ann, `CHATHISTORY TARGETS ${PAST} ${FUTURE} 50`, TARGETS);
    expect(heard).toEqual([
      message('CHATHISTORY', 'TARGETS', bob.nick, toBob?.time),
      message('CHATHISTORY', 'TARGETS', other.room, other.spoken[0]?.time),
      message('CHATHISTORY', 'TARGETS', room, last?.time),
    ]);
    const names = async (line: string): Promise<unknown> =>
      (await history(ann, `CHATHISTORY TARGETS ${line}`, TARGETS)).map(({ params }) => params[1]);
    expect(await names(`${PAST} ${FUTURE} 1`)).toEqual([bob.nick]);
    expect(await names(`${FUTURE} ${PAST} 1`)).toEqual([room]);
    expect(await names(`${FUTURE} timestamp=${toBob?.time} 9`)).toEqual([other.room, room]);
    // Its latest message is outside, though others are not.
    expect(await names(`${PAST} timestamp=${last?.time} 9`)).toEqual([bob.nick, other.room]);
    expect(await history(bob, `CHATHISTORY TARGETS ${PAST} timestamp=${toBob?.time} 9`, TARGETS)).toEqual([]);
  });

  it('does not list what is nobody else’s', async () => {
    const { ann, bob } = await talk(server, 1);
    await say(ann, bob.nick, 'secret');
    const eve = await person();
    expect(await history(eve, `CHATHISTORY TARGETS ${PAST} ${FUTURE} 50`, TARGETS)).toEqual([]);
  });
});

describe('Security Considerations', () => {
  it('a room is only read by who is in it', async () => {
    const { room, ann, bob } = await talk(server, 1);
    const eve = await person();
    for (const target of [room, '#no-such-room', fresh(), '*', 'a,b']) {
      expect(await eve.ask(`CHATHISTORY LATEST ${target} * 50`)).toEqual([
        message('FAIL', 'CHATHISTORY', 'INVALID_TARGET', 'LATEST', target, TEXT),
      ]);
    }
    await bob.ask(`PART ${room}`);
    expect(only(await bob.ask(`CHATHISTORY LATEST ${room} * 50`), 'PRIVMSG')).toEqual([]);
    await bob.join(room);
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 50`)).toEqual(['m1']);
    await ann.ask(`KICK ${room} ${bob.nick}`);
    await bob.sync();
    expect(only(await bob.ask(`CHATHISTORY LATEST ${room} * 50`), 'PRIVMSG')).toEqual([]);
  });

  it('what was said to ops alone is for who is one now, and more is read instead', async () => {
    const { room, ann, bob } = await talk(server, 3);
    for (let count = 1; count <= 7; count++) await sendLine(ann, `PRIVMSG @${room} :ops ${count}`);
    await bob.sync();
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 2`)).toEqual(['m2', 'm3']);
    expect(await texts(ann, `CHATHISTORY LATEST ${room} * 2`)).toEqual(['ops 6', 'ops 7']);
    await ann.ask(`MODE ${room} +o ${bob.nick}`);
    await bob.sync();
    expect((await history(bob, `CHATHISTORY LATEST ${room} * 1`))[0]).toEqual(
      from(ann.nick, 'PRIVMSG', `@${room}`, 'ops 7'),
    );
    await ann.ask(`MODE ${room} -o ${bob.nick}`);
    await bob.sync();
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 50`)).toEqual(['m1', 'm2', 'm3']);
  });

  it('questions of clients are not asked again', async () => {
    const { room, ann, bob } = await talk(server, 1);
    await sendLine(ann, `PRIVMSG ${room} :\x01VERSION\x01`);
    await bob.sync();
    expect(await texts(bob, `CHATHISTORY LATEST ${room} * 50`)).toEqual(['m1']);
  });
});
