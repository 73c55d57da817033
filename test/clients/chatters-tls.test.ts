// irssi, WeeChat and catgirl, the real programs, through TLS: each side knows the other by its certificate.
import { beforeAll, test } from 'vitest';
import { files } from '../certificates.ts';
import { startServer } from '../server.ts';
import { connectSecurely, makeCertificate, tlsOptions } from '../tls.ts';
import { registered } from './accounts.ts';
import { CHATTERS } from './chatters.ts';
import { INSTALLING, need } from './packages.ts';

beforeAll(() => need('irssi', 'weechat', 'catgirl', 'tmux'), INSTALLING);

const TLS = await tlsOptions();

test.each(CHATTERS)(
  '$program pins the certificate of the server, and logs in with SASL EXTERNAL',
  async ({ open, commands, shows }) => {
    const server = await startServer(...TLS);
    const bob = await registered(server.port, 'Bob');
    const certificate = await makeCertificate();
    const first = await connectSecurely(server.port, certificate, 'Ann');
    first.say('NICK Ann', 'USER ann 0 * :Ann', 'REGISTER * * :a password', 'NS CERT ADD', 'QUIT');
    await first.closed;

    const { file } = files({ file: `${certificate.cert}\n${certificate.key}\n` });
    const { fingerprint: pinned } = await server.logged({ event: 'listening' });
    const ann = await open(server.port, {
      login: { mechanism: 'EXTERNAL', file, pinned: String(pinned) },
      columns: 160,
    });
    await ann.sees(shows.loggedIn('Ann'));
    ann.types('/join #lobby');
    await bob.until(':Ann!~ann@127.0.0.1 JOIN #lobby Ann :Ann Lee\r\n');
    await ann.sees(shows.joined('Ann', '#lobby'));
    ann.types(commands.turnToServer);
    ann.types('/whois Ann');
    await ann.sees(shows.whoisCertificate('Ann', certificate.fingerprint));
    await ann.sees(shows.whoisSecure('Ann'));
    bob.say('WHOIS Ann');
    await bob.until(' 671 Bob Ann :');
  },
);
