// A ban of the house as an earlier run has left it.
import type { JsonObject } from './fact.ts';
import { list, number, orNull, string } from './fact-values.ts';
import { networkCalled, onlyAddress } from './network.ts';
import type { State } from './state.ts';

/** Before there were numbers, a ban was of an address, and kept under it. */
export function keepOut({ house }: State, key: string, value: JsonObject, numbers: Set<number>): void {
  const { by, at, text, name, account, networks, until } = value;
  const sanction = {
    name: orNull(name, string),
    account: orNull(account, string),
    networks: networks === undefined ? [onlyAddress(key)] : list(networks).map((one) => networkCalled(string(one))),
    text: string(text),
    by: string(by),
    at: number(at),
    until: orNull(until, number),
  };
  const written = numberIn(key);
  const numbered = written ?? lowestBeside(numbers);
  numbers.add(numbered);
  if (written === null) house.formerKeys.set(numbered, key);
  house.sanctions.set(numbered, { number: numbered, ...sanction });
}

export function numberIn(key: string): number | null {
  return /^[1-9]\d{0,8}$/.test(key) ? Number(key) : null;
}

function lowestBeside(numbers: ReadonlySet<number>): number {
  let lowest = 1;
  while (numbers.has(lowest)) lowest++;
  return lowest;
}
