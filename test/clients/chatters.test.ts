// irssi, WeeChat and catgirl, the real programs, in the same rooms with nc.
import { beforeAll, describe, expect, test } from 'vitest';
import { startServer } from '../server.ts';
import { tlsOptions } from '../tls.ts';
import { CHATTERS } from './chatters.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { exitedWith } from './tmux.ts';

beforeAll(() => need('irssi', 'weechat', 'catgirl', 'nc', 'tmux'), INSTALLING);

// catgirl speaks nothing else.
const TLS = await tlsOptions();

describe.each(CHATTERS)('$program', ({ open, commands, shows }) => {
  test('talks with nc in both directions, to the room and in private', async () => {
    const server = await startServer(...TLS);
    const nc = await netcat(server.port, '李雷');
    const ann = await open(server.port);
    ann.types('/join #lobby');
    await ann.sees(shows.joined('Ann', '#lobby'));
    await nc.printed.until('-- Ann joined\n');

    ann.types('hello from Ann');
    await nc.printed.until('Ann: hello from Ann\n');
    ann.types('你好，李雷');
    await nc.printed.until('Ann: 你好，李雷\n');
    nc.type('hello from nc');
    nc.type('你好，安 👋');
    await ann.sees(shows.said('李雷', 'hello from nc'));
    await ann.sees(shows.said('李雷', '你好，安 👋'));

    ann.types('/me 倒了一杯茶');
    await nc.printed.until('* Ann 倒了一杯茶\n');
    nc.type('/me 喝了一口');
    await ann.sees(shows.did('李雷', '喝了一口'));

    nc.type('@Ann 只有你看得到');
    await server.logged({ event: 'said', target: 'Ann' });
    ann.types('/query 李雷');
    await ann.sees(shows.said('李雷', '只有你看得到'));
    ann.types('悄悄话');
    await nc.printed.until('[private] Ann: 悄悄话\n');

    ann.types(commands.turnTo('#lobby'));
    nc.type('/quit 下次见');
    await ann.sees(shows.left('李雷', 'Quit: 下次见'));
    expect(await nc.exited).toBe(0);
  });

  test('opens a room, sets topic and modes there, and kicks', async () => {
    const server = await startServer(...TLS);
    const nc = await netcat(server.port, '李雷');
    const ann = await open(server.port);
    ann.types('/join #茶');
    await ann.sees(shows.opped('#茶'));
    nc.type('/join #茶');
    await nc.printed.until('In #茶: Ann, 李雷\n');
    await ann.sees(shows.joined('李雷', '#茶'));

    ann.types('/topic 今天喝龙井');
    await nc.printed.until('-- Ann set the topic of #茶: 今天喝龙井\n');
    await ann.sees(shows.topic('#茶', '今天喝龙井'));
    ann.types('/voice 李雷');
    await nc.printed.until('-- Ann gave 李雷 a voice in #茶\n');
    await ann.sees(shows.voiced('李雷', '#茶'));
    ann.types(commands.mode('#茶', '+k secret'));
    await nc.printed.until('-- #茶 needs a key now (by Ann)\n');
    await ann.sees(shows.keyed('#茶', 'secret'));
    ann.types(commands.mode('#茶', '+l 10'));
    await nc.printed.until('-- #茶 has room for 10 people now (by Ann)\n');
    await ann.sees(shows.limited('#茶', 10));
    ann.types(commands.mode('#茶', '-kl secret'));
    await nc.printed.until('#茶 has room for any number of people now (by Ann)\n');
    ann.types('/devoice 李雷');
    ann.types(commands.mode('#茶', '+m'));
    await nc.printed.until('Only ops and people with voice may speak in #茶 now (by Ann)\n');
    await ann.sees(shows.moderated('#茶'));
    nc.type('can you hear me?');
    await nc.printed.until('-- You cannot speak in #茶: only ops and people with voice may speak there now.\n');

    ann.types('/kick 李雷 太吵了');
    await nc.printed.until('-- Ann put 李雷 out of #茶 (太吵了)\n');
    await ann.sees(shows.kicked('李雷', '#茶', '太吵了'));
    ann.types(commands.mode('#茶', '+b 李雷!*@*'));
    await ann.sees(shows.banned('#茶', '李雷!*@*'));
    nc.type('/join #茶');
    await nc.printed.until('-- You cannot join #茶: you are banned there.\n');
    ann.types('/invite 李雷');
    await nc.printed.until('-- Ann invites you to #茶 (/join #茶)\n');
    nc.type('/join #茶');
    await nc.printed.until('-- Topic of #茶: 今天喝龙井\n');
  });

  test('bans one guest with plain text, not the others at the same address', async () => {
    const server = await startServer(...TLS);
    const [lei, mei] = [await netcat(server.port, '李雷'), await netcat(server.port, '小梅')];
    const ann = await open(server.port);
    ann.types('/join #茶');
    await ann.sees(shows.opped('#茶'));
    lei.type('/join #茶');
    await ann.sees(shows.joined('李雷', '#茶'));
    ann.types('/ban 李雷');
    await lei.printed.until(/-- Ann banned (?:李雷|\S*lain\d+@127\.0\.0\.\S+) from #茶\n/);
    lei.type('/leave');
    lei.type('/join #茶');
    await lei.printed.until('-- You cannot join #茶: you are banned there.\n');
    mei.type('/join #茶');
    await mei.printed.until('-- You are now speaking in #茶\n');
  });

  test('changes its name, goes away, asks who somebody is and which rooms there are, and quits', async () => {
    const server = await startServer(...TLS);
    const nc = await netcat(server.port, '李雷');
    const ann = await open(server.port);
    ann.types('/join #lobby');
    await ann.sees(shows.joined('Ann', '#lobby'));
    nc.type('/nick 小李');
    await ann.sees(shows.renamed('李雷', '小李'));
    ann.types('/topic 谁都能改吗');
    await ann.sees(shows.refused('#lobby', 'You need a higher role in #lobby to do that.'));

    ann.types('/nick 安娜');
    await nc.printed.until('-- Ann is now 安娜\n');
    await ann.sees(shows.mySelf('安娜'));
    nc.type('/join #tea');
    nc.type('/topic 普洱');
    await server.logged({ event: 'topic-changed' });

    ann.types(commands.turnToServer);
    ann.types('/whois 小李');
    await ann.sees(shows.whois('小李', 'plain', '@127.0.0.1'));
    ann.types('/away 吃饭去了');
    await nc.printed.until('-- 安娜 is away: 吃饭去了\n');
    await ann.sees(shows.away);
    nc.type('@安娜 在吗');
    // The first line told the room, this one answers.
    await nc.printed.until('-- 安娜 is away: 吃饭去了\n');
    ann.types(commands.turnToServer);
    ann.types('/away');
    await nc.printed.until('-- 安娜 is back\n');
    await ann.sees(shows.back);

    ann.types(commands.list);
    await ann.sees(shows.listed('#tea', 1, '普洱'));
    ann.types('/quit 再见');
    await nc.printed.until('-- 安娜 left (再见)\n');
    await ann.screen.until(exitedWith(0));
  });

  test('comes back by itself, and into its room, when the server has been started again', async () => {
    const first = await startServer(...TLS);
    const ann = await open(first.port, { room: '#lobby' });
    await first.logged({ event: 'joined', who: 'Ann', room: '#lobby' });
    await first.stop();
    const second = await startServer(...TLS, '--port', String(first.port));
    const nc = await netcat(second.port, '李雷');
    await second.logged({ event: 'joined', who: 'Ann', room: '#lobby' });
    nc.type('欢迎回来');
    await ann.sees(shows.said('李雷', '欢迎回来'));
    ann.types('我回来了');
    await nc.printed.until('Ann: 我回来了\n');
  });
});
