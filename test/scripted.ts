// A server of a few lines, for what no real one does on demand.
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Opens it on a free port of 127.0.0.1, until the test is over. @returns the port */
export async function scripted(serve: (socket: Socket) => void): Promise<number> {
  return await opened(createServer({ allowHalfOpen: true }), 'connection', serve);
}

/** Opens a server on a free port of 127.0.0.1, until the test is over. @param event of a socket that can be written to @returns the port */
export async function opened<S extends Socket>(
  server: Server,
  event: 'connection' | 'secureConnection',
  serve: (socket: S) => void,
): Promise<number> {
  const sockets = new Set<S>();
  server.on(event, (socket: S) => {
    sockets.add(socket);
    // A client that breaks off is no mistake here.
    socket.on('error', () => {});
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a server on TCP has a port');
  return address.port;
}

/** A port on which nobody listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a server on TCP has a port');
  return address.port;
}
