// The least that can be called a chat server, to compare with: what one says goes to every socket, sender included.
//
//   each   one write per message and socket, as it comes
//   tick   what came during a tick, joined, in one write per socket
//
// Nothing else: no names, no limits, no protocol, no reader who is too slow.
import { createServer, type Socket } from 'node:net';

const [way, port] = process.argv.slice(2);
const sockets = new Set<Socket>();
let waiting: Buffer[] = [];

function sayNow(lines: Buffer): void {
  for (let from = 0; from < lines.length; ) {
    const next = lines.indexOf('\n', from) + 1;
    const line = lines.subarray(from, next);
    for (const socket of sockets) socket.write(line);
    from = next;
  }
}

function sayThisTick(lines: Buffer): void {
  if (waiting.length === 0) setImmediate(sayWaiting);
  waiting.push(lines);
}

function sayWaiting(): void {
  const lines = Buffer.concat(waiting);
  waiting = [];
  for (const socket of sockets) socket.write(lines);
}

const say = way === 'each' ? sayNow : sayThisTick;

createServer((socket) => {
  let kept: Buffer = Buffer.alloc(0);
  sockets.add(socket);
  socket.setNoDelay(true);
  socket.write('welcome\n');
  socket.on('data', (chunk: Buffer) => {
    const bytes = Buffer.concat([kept, chunk]);
    const end = bytes.lastIndexOf('\n') + 1;
    kept = bytes.subarray(end);
    if (end > 0) say(bytes.subarray(0, end));
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}).listen(Number(port), '127.0.0.1');
