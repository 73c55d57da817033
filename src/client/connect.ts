// `chaguan connect`: which face this client has.
import { chatFromPipe } from './chat-pipe.ts';
import { chatInTerminal } from './chat-terminal.ts';
import { helpText } from './help.ts';
import { readOptions } from './options.ts';
import { talkRaw } from './raw.ts';

/** @returns the exit code: 1 if it could not connect or say what was to be said, 2 if the options were wrong */
export async function connect(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv, process.env);
  switch (options.kind) {
    case 'help':
      console.log(helpText(options.lang, process.stdout.columns ?? 80));
      return 0;
    case 'mistake':
      console.error(options.text);
      return 2;
    case 'raw':
      return talkRaw(options);
    case 'chat':
      return process.stdin.isTTY && process.stdout.isTTY ? chatInTerminal(options) : chatFromPipe(options);
  }
}
