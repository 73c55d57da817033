// Accounts, made as a client without a face would.
import { connect, irc, type TestClient } from '../client.ts';

/** Registers a name with a password, over a connection that is closed again. */
export async function registerName(port: number, name: string, password: string): Promise<void> {
  const client = await connect(port, name);
  client.say(`NICK ${name}`, `USER ${name} 0 * :${name}`, `REGISTER * * :${password}`);
  await client.until(` REGISTER SUCCESS ${name} `);
  client.say('QUIT');
  await client.closed;
}

/** Somebody in the lobby who has registered its name there and is told of everything about others. */
export async function registered(port: number, name: string): Promise<TestClient> {
  const client = await irc(port, name, 'account-notify extended-join away-notify');
  client.say('REGISTER * * :a password');
  await client.until(` ACCOUNT ${name}\r\n`);
  return client;
}
