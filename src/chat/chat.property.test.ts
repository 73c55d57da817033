// Any sequence of commands keeps the state in step and tells exactly those whom it concerns.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCommand, isHere, SCENE } from './any-command.fixture.ts';
import type { Chat } from './chat.ts';
import type { Command } from './command.ts';
import type { Delivery, Event, Outcome } from './event.ts';
import { house, LIMITS } from './house.fixture.ts';
import { fold } from './names.ts';
import type { Room } from './room.ts';
import { banOf } from './sanctions.ts';
import type { State } from './state.ts';
import type { User } from './user.ts';
import { addressesOf } from './user.ts';
import type { ChatView } from './views.ts';

/** From the beginning, or in the middle of things. */
function anySequence(maxLength: number): fc.Arbitrary<readonly Command[]> {
  return fc
    .tuple(fc.constantFrom([], SCENE), fc.array(anyCommand, { maxLength }))
    .map(([scene, commands]) => [...scene, ...commands]);
}

describe('any sequence of commands', () => {
  it('keeps names unique, members and rooms in step, and tells exactly those whom it concerns', () => {
    fc.assert(
      fc.property(anySequence(60), (commands) => {
        const { chat, do: apply } = house();
        let at = 1000;
        for (const one of commands) {
          if (one.kind === 'enter' && isHere(chat.view, one.user)) continue;
          at++;
          const before = new Map([...chat.view.rooms].map((room) => [room.name, new Set(room.members.keys())]));
          const outcome = apply(one);
          for (const delivery of outcome.deliveries) checkAudience(delivery, before, outcome);
          checkState(chat);
          for (const { event } of outcome.deliveries) {
            if (event.kind === 'account-dropped') checkDropped(chat, event.account);
          }
          checkBans(chat, at);
          if (one.kind === 'expire') checkExpired(chat, at);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives every replica the same outcomes', () => {
    fc.assert(
      fc.property(anySequence(40), (commands) => {
        const one = house();
        const other = house();
        for (const next of commands) {
          if (next.kind === 'enter' && isHere(one.chat.view, next.user)) continue;
          const outcome = one.do(next);
          const again = other.do(next);
          expect(again.deliveries).toEqual(outcome.deliveries);
          expect(again.refusals).toEqual(outcome.refusals);
          expect(again.facts).toEqual(outcome.facts);
        }
      }),
      { numRuns: 100 },
    );
  });

  function checkState({ view }: Chat): void {
    const folded = [...view.users.values()].map((one) => fold(one.person.name));
    expect(new Set(folded).size).toBe(folded.length);
    for (const one of view.users.values()) {
      expect(view.userNamed(one.person.name)).toBe(one);
      const owned = view.accountNamed(one.person.name);
      if (owned !== undefined) expect(fold(one.person.account ?? '')).toBe(fold(owned.name));
      expect(one.monitored.size).toBeLessThanOrEqual(LIMITS.monitorsPerUser);
      expect(one.subscriptions.size).toBeLessThanOrEqual(LIMITS.subscriptionsPerUser);
      expect(one.metadata.size).toBeLessThanOrEqual(LIMITS.metadataKeys);
    }
    const { accounts, certificates, stayers, absent } = view as State;
    const sessions = [...view.users.values()].flatMap((one) => [...one.sessions.keys()]);
    expect(new Set(sessions).size).toBe(sessions.length);
    for (const one of view.users.values() as Iterable<User>) {
      expect(one.sessions.size).toBeLessThanOrEqual(LIMITS.sessionsPerUser);
      expect(one.sessions.size > 0).toBe(one.absentSince === null);
      expect(absent.has(one)).toBe(one.sessions.size === 0);
      if (one.sessions.size === 0) expect([one.stays, one.away === null]).toEqual([true, false]);
      if (one.sessions.size > 0) expect(one.away).not.toBe('');
      const account = one.person.account === null ? undefined : accounts.get(fold(one.person.account));
      if (one.stays) expect([account?.stays, stayers.get(fold(one.person.account ?? ''))]).toEqual([true, one]);
      for (const room of one.rooms) expect(room.stayers.has(one)).toBe(one.stays);
    }
    for (const one of stayers.values()) expect([one.stays, view.user(one.id)]).toEqual([true, one]);
    expect(
      accounts
        .values()
        .filter(({ stays }) => stays)
        .toArray().length,
    ).toBeLessThanOrEqual(LIMITS.staying);
    const owned = [...accounts.values()].flatMap((account) => [...account.certificates]);
    expect(owned.sort()).toEqual([...certificates].sort());
    for (const account of accounts.values()) {
      expect(account.certificates.size).toBeLessThanOrEqual(LIMITS.certificatesPerAccount);
    }
    const rooms = [...view.rooms];
    expect(new Set(rooms.map((one) => fold(one.name))).size).toBe(rooms.length);
    expect(view.roomNamed('#lobby')).toBeDefined();
    for (const one of rooms) {
      const masks = Object.values(one.lists).reduce((sum, list) => sum + list.size, 0);
      expect(masks).toBeLessThanOrEqual(LIMITS.bansPerRoom);
      expect(one.members.size > 0 || one.name === '#lobby' || one.registration !== null).toBe(true);
      expect(one.invitedAccounts.size).toBeLessThanOrEqual(LIMITS.invitedPerRoom);
      expect(one.roleHolders.size).toBeLessThanOrEqual(LIMITS.roleHoldersPerRoom);
      for (const [id, member] of one.members) {
        expect(view.user(id)).toBe(member.user);
        expect(member.user.rooms.has(one)).toBe(true);
      }
    }
    for (const one of view.users.values()) {
      expect(one.rooms.size).toBeLessThanOrEqual(LIMITS.roomsPerUser);
      for (const joined of one.rooms) expect(view.roomNamed(joined.name)?.members.has(one.id)).toBe(true);
      for (const room of (one as User).invitedTo) {
        expect(view.roomNamed(room.name)).toBe(room);
        expect(room.invited).toContain(one);
      }
    }
    for (const { invited } of rooms as Room[]) for (const one of invited) expect(view.user(one.id)).toBe(one);
    expect(view.house.line === null || view.user(view.house.line) !== undefined).toBe(true);
  }

  /** Nothing is left that whoever has the name later would have. */
  function checkDropped({ view }: Chat, account: string): void {
    const { accounts, users, rooms, markers } = view as State;
    const name = fold(account);
    expect(accounts.has(name)).toBe(false);
    for (const { person } of users.values()) expect(fold(person.account ?? ' ')).not.toBe(name);
    for (const { roleHolders, registration, invitedAccounts } of rooms) {
      expect(roleHolders.has(name)).toBe(false);
      expect(invitedAccounts.has(name)).toBe(false);
      expect(fold(registration?.founder ?? ' ')).not.toBe(name);
    }
    for (const target of ['#lobby', '#x', '#茶', '#y', '#z', 'alice', 'bob']) {
      expect(markers.of({ id: '', account }, target)).toBeNull();
    }
  }

  /** Nobody is here who is kept out, and nothing ends without its time being known. */
  function checkBans({ view }: Chat, at: number): void {
    const { sanctions } = view.house;
    expect(sanctions.size).toBeLessThanOrEqual(LIMITS.sanctions);
    for (const user of view.users.values() as Iterable<User>) {
      const { account } = user.person;
      for (const host of addressesOf(user)) {
        const ban = banOf(sanctions.values(), { host, account }, at);
        // Others from there may stay when somebody is banned by name.
        expect(ban?.whom ?? 'guests').toBe('guests');
      }
    }
    const ends = endsOf(view);
    if (ends.length > 0) expect(view.nextExpiry).toBeLessThanOrEqual(Math.min(...ends));
  }

  function checkExpired({ view }: Chat, at: number): void {
    const ends = endsOf(view);
    for (const end of ends) expect(end).toBeGreaterThan(at);
    expect(view.nextExpiry).toBe(ends.length === 0 ? null : Math.min(...ends));
  }

  function endsOf({ house: { sanctions }, rooms }: ChatView): number[] {
    const bans = [...rooms].flatMap(({ lists }) => [...lists.ban.values()]);
    return [...sanctions.values(), ...bans].flatMap(({ until }) => until ?? []);
  }

  /** Of several who go at once, those after the first leave rooms that are emptier by then. */
  function goneBefore(event: Event, { deliveries }: Outcome): Set<string> {
    const index = deliveries.findIndex((other) => other.event === event);
    const earlier = deliveries.slice(0, index).map((delivery) => delivery.event);
    return new Set(
      earlier.flatMap((one) => (one.kind === 'kicked' ? one.target.id : one.kind === 'left' ? one.who.id : [])),
    );
  }

  /** Before is what the rooms were; nothing else of the same outcome may have changed the room in between. */
  function checkAudience({ event, to }: Delivery, before: Map<string, Set<string>>, outcome: Outcome): void {
    expect(new Set(to).size).toBe(to.length);
    const members = (room: string): string[] => [...(before.get(room) ?? [])];
    switch (event.kind) {
      case 'said':
        if (event.to.kind === 'room') {
          const there = members(event.to.name).sort();
          if (event.to.least === null) expect([...to].sort()).toEqual(there);
          else expect(there).toEqual(expect.arrayContaining([...to]));
        } else
          expect(to).toEqual([
            ...new Set([event.who.id, event.to.kind === 'user' ? event.to.person.id : event.who.id]),
          ]);
        return;
      case 'joined': {
        const alone = outcome.deliveries.filter((other) => other.event.kind === 'joined').length === 1;
        if (alone) expect([...to].sort()).toEqual([...members(event.room), event.who.id].sort());
        return;
      }
      case 'parted':
      case 'topic-changed':
      case 'modes-changed':
      case 'bans-ended':
        expect([...to].sort()).toEqual(members(event.room).sort());
        return;
      case 'kicked': {
        const gone = goneBefore(event, outcome);
        const left = members(event.room).filter((id) => !gone.has(id));
        expect([...to].sort()).toEqual(left.sort());
        expect(to).toContain(event.target.id);
        return;
      }
      case 'attached':
        return expect(to).toEqual([event.who.id]);
      case 'away-changed': {
        const around = [...before.values()].filter((there) => there.has(event.who.id)).flatMap((there) => [...there]);
        expect([1, new Set([...around, event.who.id]).size]).toContain(to.length);
        expect(to).toContain(event.who.id);
        return;
      }
      case 'left': {
        const neighbours = new Set(event.rooms.flatMap(members)).difference(goneBefore(event, outcome));
        neighbours.delete(event.who.id);
        expect([...to].sort()).toEqual([...neighbours].sort());
        return;
      }
    }
  }
});
