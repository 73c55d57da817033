// PRIVMSG, NOTICE and TAGMSG: to whom, and what goes wrong.
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';

function code(line: string): string {
  return line.split(' ').slice(1, 4).join(' ');
}

function tearoom() {
  const { enter } = openHouse();
  const [ann, hal, vic, eve] = [enter('ann'), enter('hal'), enter('vic'), enter('eve')];
  for (const one of [ann, hal, vic, eve]) one.say('JOIN #tea');
  ann.say('MODE #tea +hv hal vic');
  for (const one of [ann, hal, vic, eve]) one.heard();
  return { enter, ann, hal, vic, eve };
}

describe('STATUSMSG', () => {
  it('reaches who has the role or a higher one; the sign stays', () => {
    const { ann, hal, vic, eve } = tearoom();
    expect(eve.say('PRIVMSG %#TEA :psst')).toEqual([]);
    for (const one of [ann, hal]) expect(one.heard()).toEqual([':eve!~eve@192.0.2.7 PRIVMSG %#tea :psst']);
    for (const one of [vic, eve]) expect(one.heard()).toEqual([]);
  });

  it('of several signs takes the lowest, in any order', () => {
    const { ann, hal, vic, eve } = tearoom();
    for (const target of ['~+@#tea', '+~#tea', '++#tea']) {
      eve.say(`NOTICE ${target} :x`);
      for (const one of [ann, hal, vic]) expect(one.heard()).toEqual([':eve!~eve@192.0.2.7 NOTICE +#tea :x']);
    }
  });

  it('comes back with echo-message', () => {
    const { enter } = openHouse();
    const ann = enter('ann', 'echo-message');
    ann.say('JOIN #tea');
    expect(ann.say('PRIVMSG @#tea :x')).toEqual([':ann!~ann@192.0.2.7 PRIVMSG @#tea :x']);
  });

  it('is for rooms alone', () => {
    const { ann } = tearoom();
    expect(ann.say('PRIVMSG @hal :x', 'PRIVMSG @#none :x', 'PRIVMSG a#tea :x', 'PRIVMSG @@ :x').map(code)).toEqual([
      '401 ann @hal',
      '403 ann #none',
      '401 ann a#tea',
      '401 ann @@',
    ]);
  });
});

describe('what goes wrong', () => {
  it('nobody to send to comes before nobody of that name, and that before nothing to send', () => {
    const { ann } = tearoom();
    const lines = [
      'PRIVMSG',
      'PRIVMSG :',
      'PRIVMSG , :x',
      'PRIVMSG ghost',
      'PRIVMSG #none :',
      'PRIVMSG eve',
      'TAGMSG ,',
    ];
    expect(ann.say(...lines).map(code)).toEqual([
      '411 ann :PRIVMSG',
      '411 ann :PRIVMSG',
      '411 ann :PRIVMSG',
      '401 ann ghost',
      '403 ann #none',
      '412 ann :There',
      '411 ann :TAGMSG',
    ]);
  });

  it('too many targets: nothing is sent', () => {
    const { ann, eve } = tearoom();
    expect(ann.say('PRIVMSG eve,hal,vic,ann,#tea :x').map(code)).toEqual(['407 ann #tea']);
    expect(eve.heard()).toEqual([]);
  });

  it('a notice is never answered', () => {
    const { ann } = tearoom();
    const lines = ['NOTICE', 'NOTICE ghost :x', 'NOTICE @#none :x', 'NOTICE a,b,c,d,e :x', 'NOTICE eve', 'NOTICE , :x'];
    expect(ann.say(...lines)).toEqual([]);
  });

  it('CTCP and accounts', () => {
    const { ann, eve, enter } = tearoom();
    ann.say('MODE #tea +C', 'MODE #tea +M', 'MODE ann +R');
    eve.heard();
    expect(eve.say('PRIVMSG #tea :\x01VERSION\x01', 'PRIVMSG #tea :x', 'PRIVMSG ann :x').map(code)).toEqual([
      '404 eve #tea',
      '404 eve #tea',
      '486 eve ann',
    ]);
    ann.say('MODE #tea +R');
    expect(enter('bob').say('JOIN #tea').map(code)).toEqual(['477 bob #tea']);
  });
});
