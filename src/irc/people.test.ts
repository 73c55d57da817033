// Questions about people: WHO, WHOIS, WHOWAS, USERHOST, ISON; who may know what.
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';

/** The parameters after the client's name of the lines with this numeric. */
function told(lines: readonly string[], numeric: string): string[] {
  const pattern = new RegExp(`^:\\S+ ${numeric} \\S+ (.*)$`);
  return lines.flatMap((line) => pattern.exec(line)?.[1] ?? []);
}

function code(line: string): string {
  return line.split(' ').slice(1, 4).join(' ');
}

describe('WHOIS', () => {
  it('tells all there is, and ends with the name as it was asked for', () => {
    const { enter } = openHouse();
    const ann = enter('ann', '', '::1');
    ann.say('JOIN #tea', 'AWAY :at lunch', 'OPER boss secret', 'MODE ann +B');
    expect(enter('bob').say('WHOIS ANN')).toEqual([
      ':tea.example 311 bob ann ~ann 0::1 * :ann Real',
      ':tea.example 319 bob ann :@#tea',
      ':tea.example 312 bob ann tea.example :A teahouse for every chat client',
      ':tea.example 301 bob ann :at lunch',
      ':tea.example 313 bob ann :is an operator of this server',
      ':tea.example 335 bob ann :is a bot',
      ':tea.example 317 bob ann 0 1767323045 :seconds idle, signon time',
      ':tea.example 318 bob ANN :End of the WHOIS list',
    ]);
  });

  it('may be put to this server, and to no other', () => {
    const { enter } = openHouse();
    const bob = enter('bob');
    expect(bob.say('WHOIS tea.example nobody', 'WHOIS nobody nobody', 'WHOIS BOB bob').map(code)).toEqual([
      '401 bob nobody',
      '318 bob nobody',
      '401 bob nobody',
      '318 bob nobody',
      ...['311', '312', '317', '318'].map((numeric) => `${numeric} bob bob`),
    ]);
    expect(bob.say('WHOIS else.where bob').map(code)).toEqual(['402 bob else.where', '318 bob bob']);
  });

  it('takes several names, as many as TARGMAX says, and ends once', () => {
    const { enter } = openHouse();
    for (const name of ['a', 'b', 'c', 'd', 'e']) enter(name);
    const lines = enter('bob').say('WHOIS a,b,A,c,d,e', 'WHOIS ,', 'WHOIS');
    expect(told(lines, '311').map((rest) => rest.split(' ')[0])).toEqual(['a', 'b', 'c', 'd']);
    expect(told(lines, '318')).toEqual(['a,b,A,c,d,e :End of the WHOIS list']);
    expect(told(lines, '431')).toHaveLength(2);
  });

  it('shows the actual address to operators and to oneself', () => {
    const { enter } = openHouse();
    const [ann, bob, boss] = [enter('ann'), enter('bob'), enter('boss')];
    boss.say('OPER boss secret');
    expect(told(boss.say('WHOIS ann'), '338')).toEqual([]);
    boss.say('CHGHOST ann tea house.example');
    for (const asker of [ann, boss]) {
      expect(told(asker.say('WHOIS ann'), '338')).toEqual(['ann 192.0.2.7 :is the actual address']);
    }
    const lines = bob.say('WHOIS ann', 'WHO ann', 'WHO ann %ih', 'USERHOST ann');
    expect(lines.join('\n')).not.toContain('192.0.2.7');
    expect(told(lines, '311')).toEqual(['ann tea house.example * :ann Real']);
    expect(told(lines, '354')).toEqual(['255.255.255.255 house.example']);
    expect(told(boss.say('WHO ann %ih'), '354')).toEqual(['192.0.2.7 house.example']);
  });
});

describe('CHGHOST', () => {
  it('is for operators, and keeps to USERLEN', () => {
    const { enter } = openHouse();
    const [ann, boss] = [enter('ann'), enter('boss')];
    expect(ann.say('CHGHOST ann tea house').map(code)).toEqual(['481 ann :Only']);
    boss.say('OPER boss secret');
    for (const line of ['CHGHOST ann elevenchars x', 'CHGHOST ann a b!c', 'CHGHOST ann a :b c', 'CHGHOST ann a 茶']) {
      expect(boss.say(line).map(code)).toEqual(['400 boss CHGHOST']);
    }
  });
});

describe('WHO', () => {
  it('has the flags in one order: away, operator, signs, bot', () => {
    const { enter } = openHouse();
    const ann = enter('ann', 'multi-prefix');
    ann.say('JOIN #tea', 'MODE #tea +v ann', 'OPER boss secret', 'MODE ann +B', 'AWAY :x');
    expect(ann.say('WHO #tea')).toEqual([
      ':tea.example 352 ann #tea ~ann 192.0.2.7 tea.example ann G*@+B :0 ann Real',
      ':tea.example 315 ann #tea :End of the WHO list',
    ]);
  });

  it('with fields and flags together', () => {
    const { enter } = openHouse();
    const ann = enter('ann');
    enter('boss').say('OPER boss secret');
    expect(told(ann.say('WHO * o%nft,007'), '354')).toEqual(['007 boss H*']);
    expect(told(ann.say('WHO ann %tn'), '354')).toEqual(['0 ann']);
    expect(told(ann.say('WHO ann %tn,1234'), '354')).toEqual(['0 ann']);
    expect(told(ann.say('WHO ann %NZn'), '354')).toEqual(['ann']);
    expect(ann.say('WHO ann %')[0]).toBe(':tea.example 354 ann');
  });

  it('finds who fits in name, user name, address or real name', () => {
    const { enter } = openHouse();
    const ann = enter('ann', '', '::1');
    enter('bob', '', '198.51.100.9');
    const found = (mask: string) => told(ann.say(`WHO ${mask} %n`), '354');
    expect(found('b?b')).toEqual(['bob']);
    expect(found('~a*')).toEqual(['ann']);
    expect(found('198.51.*')).toEqual(['bob']);
    expect(found('0::1')).toEqual(['ann']);
    expect(found('*Real')).toEqual(['ann', 'bob']);
    expect(found('0')).toEqual(['ann', 'bob']);
    ann.say('NICK anna', 'SETNAME :Tea');
    expect(found('*Real')).toEqual(['bob']);
    expect(found('*a')).toEqual(['anna']);
  });

  it('takes no mask that is longer than anything to be found, but any name', () => {
    const { enter } = openHouse({ limits: { nameLength: 64 } });
    const ann = enter('ann');
    const name = '茶'.repeat(30);
    enter(name);
    expect(told(ann.say(`WHO ${name} %n`), '354')).toEqual([name]);
    expect(told(ann.say(`WHO ${'*a'.repeat(32)} %n`), '354')).toEqual([]);
    expect(ann.say(`WHO ${'*a'.repeat(32)}*`).map(code)).toEqual(['417 ann :That', `315 ann ${'*a'.repeat(32)}*`]);
  });
});

describe('the invisible', () => {
  it('are seen in a room only by who is there too', () => {
    const { enter } = openHouse();
    const [ann, bob, boss] = [enter('ann'), enter('bob'), enter('boss')];
    ann.say('JOIN #tea,#coffee', 'MODE ann +i');
    bob.say('JOIN #coffee');
    boss.say('OPER boss secret');
    expect(told(bob.say('NAMES #tea,#coffee'), '353')).toEqual(['= #coffee :@ann bob']);
    expect(told(bob.say('WHO #tea %n'), '354')).toEqual([]);
    expect(told(bob.say('WHOIS ann'), '319')).toEqual(['ann :@#coffee']);
    expect(told(bob.say('WHO ann %c'), '354')).toEqual(['#coffee']);
    expect(told(boss.say('NAMES #tea'), '353')).toEqual(['= #tea :@ann']);
    expect(told(boss.say('WHOIS ann'), '319')).toEqual(['ann :@#tea @#coffee']);
    expect(told(ann.say('WHOIS ann'), '319')).toEqual(['ann :@#tea @#coffee']);
  });
});

describe('WHOWAS', () => {
  it('has the latest first, with when that was', () => {
    const { enter } = openHouse();
    enter('ann').say('QUIT');
    enter('ann', '', '198.51.100.9').say('NICK anna');
    const bob = enter('bob');
    expect(bob.say('WHOWAS ANN')).toEqual([
      ':tea.example 314 bob ann ~ann 198.51.100.9 * :ann Real',
      ':tea.example 312 bob ann tea.example 2026-01-02T03:04:05.678Z',
      ':tea.example 314 bob ann ~ann 192.0.2.7 * :ann Real',
      ':tea.example 312 bob ann tea.example 2026-01-02T03:04:05.678Z',
      ':tea.example 369 bob ANN :End of the WHOWAS list',
    ]);
    expect(told(bob.say('WHOWAS ann 1'), '314')).toHaveLength(1);
    for (const all of ['0', '-1', 'x', '99999999999999999999']) {
      expect(told(bob.say(`WHOWAS ann ${all}`), '314')).toHaveLength(2);
    }
    expect(bob.say('WHOWAS bob', 'WHOWAS').map(code)).toEqual(['406 bob bob', '369 bob bob', '431 bob :A']);
  });
});

describe('MONITOR', () => {
  it('tells who watches, and not who is watched', () => {
    const { enter } = openHouse();
    const caps = 'extended-monitor away-notify setname chghost';
    const [eve, bob, boss] = [enter('eve', caps), enter('bob', caps), enter('boss', caps)];
    for (const watcher of [eve, boss]) watcher.say('MONITOR + bob,bobby');
    expect(bob.say('NICK bobby', 'AWAY :x', 'SETNAME :Bobby', 'MONITOR L')).toEqual([
      ':bob!~bob@192.0.2.7 NICK bobby',
      ':tea.example 306 bobby :You are marked as away',
      ':bobby!~bob@192.0.2.7 SETNAME Bobby',
      ':tea.example 733 bobby :End of the monitor list',
    ]);
    const heard = [
      ':tea.example 731 * bob',
      ':tea.example 730 * bobby!~bob@192.0.2.7',
      ':bobby!~bob@192.0.2.7 AWAY x',
      ':bobby!~bob@192.0.2.7 SETNAME Bobby',
    ];
    expect(eve.heard()).toEqual(heard);
    expect(boss.heard()).toEqual(heard);
    boss.say('OPER boss secret');
    expect(boss.say('CHGHOST bobby tea house', 'KILL bobby :x')).toEqual([
      ':bobby!~bob@192.0.2.7 CHGHOST tea house',
      ':tea.example 731 * bobby',
    ]);
  });
});

describe('USERHOST, ISON', () => {
  it('tell of who is here', () => {
    const { enter } = openHouse();
    enter('ann', '', '::1').say('AWAY :at lunch');
    enter('boss').say('OPER boss secret');
    expect(enter('bob').say('USERHOST ann nobody boss', 'ISON nobody', 'ISON :ANN nobody bob')).toEqual([
      ':tea.example 302 bob :ann=-~ann@0::1 boss*=+~boss@192.0.2.7',
      ':tea.example 303 bob :',
      ':tea.example 303 bob :ann bob',
    ]);
  });
});
