// A small program around a prompt, for its test: prints what comes over a socket, one line each, and what is entered. Answers `ping`.
import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { openPrompt } from './prompt.ts';

const socket = createConnection(Number(process.argv[2]), '127.0.0.1');
const WORDS = ['/help', '/hello', '@李雷', '@Alice'];

function stop(why: string): void {
  prompt.print(why);
  prompt.close();
  socket.end();
}

const prompt = openPrompt({
  input: process.stdin,
  output: process.stdout,
  prompt: '茶> ',
  onLine: (line) => {
    prompt.print(`entered: ${line}`);
    socket.write(`${line}\n`);
  },
  onInterrupt: () => stop('interrupted'),
  onEnd: () => stop('ended'),
  complete: (line) => {
    const word = line.split(' ').at(-1) ?? '';
    return { word, candidates: WORDS.filter((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase())) };
  },
});

process.stdout.on('resize', () => prompt.print(`${process.stdout.columns} columns`));
createInterface({ input: socket }).on('line', (line) => {
  if (line === 'ping') socket.write('pong\n');
  else prompt.print(line);
});
