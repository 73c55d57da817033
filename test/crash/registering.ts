import { once } from 'node:events';
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { ACCOUNTS, nameOf, PASSWORD } from './places.ts';

/** Registers the names of those who talk in private. */
export async function registerAccounts(port: number): Promise<void> {
  await Promise.all(Array.from({ length: ACCOUNTS }, (_, guest) => register(port, nameOf(guest))));
}

async function register(port: number, name: string): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  socket.write(`NICK ${name}\r\nUSER ${name} 0 * :${name}\r\nREGISTER * * :${PASSWORD}\r\n`);
  const closed = once(socket, 'close');
  let isRegistered = false;
  for await (const line of createInterface(socket)) {
    if (!line.includes(` REGISTER SUCCESS ${name} `)) continue;
    isRegistered = true;
    socket.end('QUIT\r\n');
  }
  await closed;
  if (!isRegistered) throw new Error(`${name} could not be registered`);
}
