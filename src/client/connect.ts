// `chaguan connect`: which face this client has.
import { clientSentences } from '../i18n/client.ts';
import { chatFromPipe } from './chat-pipe.ts';
import { chatInTerminal } from './chat-terminal.ts';
import { readOptions } from './options.ts';
import { talkRaw } from './raw.ts';

/** @returns the exit code: 1 if it could not connect or say what was to be said, 2 if the options were wrong */
export async function connect(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv, process.env);
  switch (options.kind) {
    case 'help':
      console.log(clientSentences[options.lang].help);
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
