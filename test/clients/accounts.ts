// Accounts, made as a client without a face would.
import { connect } from '../client.ts';

/** Registers a name with a password, over a connection that is closed again. */
export async function registerName(port: number, name: string, password: string): Promise<void> {
  const client = await connect(port, name);
  client.say(`NICK ${name}`, `USER ${name} 0 * :${name}`, `REGISTER * * :${password}`);
  await client.until(` REGISTER SUCCESS ${name} `);
  client.say('QUIT');
  await client.closed;
}
