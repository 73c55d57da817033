// An IRC server of a few lines, for clients.
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Heard } from './heard.ts';

/** Speaks IRC with one person, as far as these tests need it. `caps` is what it offers. */
export function ircServer(caps: string, heard: Heard): (socket: Socket) => void {
  return (socket) => {
    const answer = (line: string): void => {
      const [verb = '', first = ''] = line.split(' ');
      heard.add(`${line}\n`);
      if (line.startsWith('CAP LS')) socket.write(`:s CAP * LS :${caps}\r\n`);
      if (line.startsWith('CAP REQ')) socket.write(`:s CAP * ACK ${line.slice('CAP REQ '.length)}\r\n`);
      if (line === 'CAP END') socket.write(':s 001 bob :Welcome\r\n');
      if (line === 'AUTHENTICATE EXTERNAL') socket.write('AUTHENTICATE +\r\n');
      if (line === 'AUTHENTICATE +') socket.write(saslAnswer(socket));
      if (verb === 'JOIN') socket.write(`:bob!b@h JOIN ${first}\r\n:s 366 bob ${first} :End\r\n`);
      if (verb === 'PING') socket.write(`:s PONG s ${first}\r\n`);
      if (verb === 'QUIT') socket.end('ERROR :bye\r\n');
    };
    let rest = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(answer);
    });
    socket.on('end', () => socket.end());
  };
}

/** Knows one certificate: Bob's. */
function saslAnswer(socket: Socket): string {
  const shown = socket instanceof TLSSocket ? socket.getPeerX509Certificate()?.subject : undefined;
  return shown === 'CN=bob.example'
    ? ':s 900 bob bob!b@h Bob :You are logged in\r\n:s 903 bob :Done\r\n'
    : ':s 904 bob :No\r\n';
}
