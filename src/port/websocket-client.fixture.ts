import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import WebSocket from 'ws';

/** A real client, open; terminated when the test is over. */
export async function open(port: number, protocols: string[] = [], scheme = 'ws'): Promise<WebSocket> {
  const client = new WebSocket(`${scheme}://127.0.0.1:${port}/`, protocols, { rejectUnauthorized: false });
  onTestFinished(() => client.terminate());
  await once(client, 'open');
  return client;
}
