// People in one room who differ in their capabilities.
import { type ConformanceClient, type ConformanceServer, freshRoom } from './irc.ts';

/**
 * For each of these sets of capabilities (as in CAP REQ) somebody in a new room. The first has opened it and is its op;
 * everything about arriving has been read.
 */
export async function gathering<const Caps extends readonly string[]>(server: ConformanceServer, ...sets: Caps) {
  const room = freshRoom();
  const people: ConformanceClient[] = [];
  for (const caps of sets) {
    const person = await server.register(undefined, { caps });
    await person.join(room);
    people.push(person);
  }
  for (const person of people) await person.sync();
  return { room, people: people as { [Index in keyof Caps]: ConformanceClient } };
}

/** Lets somebody into the room, and everybody read about it. */
export async function comeIn(room: string, newcomer: ConformanceClient, ...others: ConformanceClient[]): Promise<void> {
  await newcomer.join(room);
  for (const other of others) await other.sync();
}
