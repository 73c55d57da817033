// Many people of mixed kinds talk at once: every message reaches everybody once, in one order for all.
import { expect, test } from 'vitest';
import { connect, irc, plain, type TestClient } from './client.ts';
import { startServer, type TestServer } from './server.ts';

interface Talker {
  readonly name: string;
  readonly client: TestClient;
  readonly seesOwn: boolean;
  /** Says these, one after the other, without waiting for anything. */
  say(messages: readonly string[]): void;
}

const first = async (port: number, name: string): Promise<Talker> => {
  const client = await plain(port, name);
  return { name, client, seesOwn: false, say: (messages) => client.say(...messages) };
};

const KINDS: readonly (typeof first)[] = [
  first,
  async (port, name) => {
    const client = await connect(port, name);
    client.send(name);
    await client.until(/In #lobby: .*\n/);
    // Without newlines, what is sent at once is one message.
    return { name, client, seesOwn: false, say: (messages) => client.send(messages.join(' ')) };
  },
  async (port, name) => {
    const client = await irc(port, name);
    const say = (messages: readonly string[]): void => client.say(...messages.map((text) => `PRIVMSG #lobby :${text}`));
    return { name, client, seesOwn: false, say };
  },
  async (port, name) => {
    const client = await irc(port, name, 'echo-message server-time message-tags');
    const say = (messages: readonly string[]): void => client.say(...messages.map((text) => `PRIVMSG #lobby :${text}`));
    return { name, client, seesOwn: true, say };
  },
];

/** `<name-number>`, wherever it stands in a line. */
const MESSAGE = /<\S+?-\d+>/g;

async function allSaid(server: TestServer, count: number): Promise<string[]> {
  const said = (): string[] =>
    server.log.flatMap(({ event, text }) => (event === 'said' ? (`${text}`.match(MESSAGE) ?? []) : []));
  while (said().length < count) await server.news();
  return said();
}

test.each([
  [5, 20],
  [500, 2],
])('%i people who say %i things each', async (people, each) => {
  const server = await startServer('--commands-per-second', '100000', '--command-burst', '100000');
  const talkers = await Promise.all(
    Array.from({ length: people }, (_, index) => {
      const open = KINDS[index % KINDS.length] ?? first;
      return open(server.port, `客${index}`);
    }),
  );
  for (const { name, say } of talkers) say(Array.from({ length: each }, (_, index) => `<${name}-${index}>`));
  const order = await allSaid(server, people * each);
  const last = await plain(server.port, 'Last');
  last.say('that was all');
  await Promise.all(talkers.map(({ client }) => client.until('that was all')));

  expect(new Set(order).size).toBe(people * each);
  for (const { name, client, seesOwn } of talkers) {
    const expected = seesOwn ? order : order.filter((message) => !message.startsWith(`<${name}-`));
    // Compared as text: a difference in a list of thousands would take minutes to print.
    expect(client.heard.all.match(MESSAGE)?.join('\n') === expected.join('\n'), `what ${name} saw`).toBe(true);
  }
  // Nothing of what was written is mixed with anything else: every line is JSON, every plain line is one message.
  await server.logged({ event: 'entered', who: 'Last' });
  expect(server.log.filter((line) => line.event === 'entered')).toHaveLength(people + 1);
  const [watcher] = talkers;
  const foreign = watcher?.client.heard.all
    .split('\n')
    .filter((line) => !/^(客\d+: (<客\d+-\d+> ?)+|-- .*|Last: .*|)$/.test(line));
  expect(foreign).toEqual([]);
});
