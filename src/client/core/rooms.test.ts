import { describe, expect, test } from 'vitest';
import { inLobby, members } from './core.fixture.ts';

describe('rooms', () => {
  test('knows who is in them, with which roles', () => {
    const client = inLobby();
    expect(members(client.core, '#lobby')).toEqual({ ann: '', bob: '@' });
    client.hear(':Eve!e@h JOIN #lobby', ':bob!b@h MODE #lobby +v-o+l EVE bob 5', ':EVE!e@h NICK Eva');
    expect(members(client.core, '#lobby')).toEqual({ ann: '', bob: '', eva: '+' });
    client.hear(':bob!b@h PART #lobby :bye', ':ann!a@h KICK #lobby Eva :why');
    expect(members(client.core, '#lobby')).toEqual({ ann: '' });
    expect([...client.core.roster.users.keys()]).toEqual(['ann']);
  });

  test('goes to a room that was asked for, and back when it is left', () => {
    const client = inLobby();
    client.ask({ kind: 'join', room: 'dev', key: null }).hear(':ann!a@h JOIN #dev');
    expect(client.core.currentRoom).toBe('#dev');
    expect(client.news().lines).toEqual(['@label=c2 JOIN #dev']);
    client.hear(':bob!b@h KICK #dev ann :out');
    expect(client.core.currentRoom).toBe('#lobby');
    expect(client.ask({ kind: 'choose', room: 'dev' }).news().views.at(-1)).toEqual({
      kind: 'not-done',
      why: 'not-in-room',
      about: '#dev',
    });
  });

  test('does not try again to enter a room that was refused', () => {
    const client = inLobby().ask({ kind: 'join', room: '#dev', key: 'wrong' });
    client.hear(':s 475 ann #dev :Cannot join').reopen().hear(':s 001 ann :Welcome');
    expect(client.news().lines.filter((line) => line.includes('JOIN'))).toEqual([
      expect.stringMatching(/JOIN #dev wrong$/),
      'JOIN #lobby',
    ]);
  });
});
