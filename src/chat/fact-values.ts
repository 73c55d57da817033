// The values of facts, read without trusting that they are what this version would have written.
import type { Json, JsonObject } from './fact.ts';

/** Not what this version writes, nor an earlier one. */
export class Strange extends Error {
  override readonly name = 'Strange';
}

export function string(value: Json | undefined): string {
  if (typeof value !== 'string') throw new Strange();
  return value;
}

export function number(value: Json | undefined): number {
  if (typeof value !== 'number') throw new Strange();
  return value;
}

export function boolean(value: Json | undefined): boolean {
  if (typeof value !== 'boolean') throw new Strange();
  return value;
}

export function oneOf<T extends string>(choices: readonly T[], value: Json): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) throw new Strange();
  return chosen;
}

export function object(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || isList(value)) throw new Strange();
  return value;
}

export function list(value: Json | undefined): readonly Json[] {
  if (value === undefined) return [];
  if (!isList(value)) throw new Strange();
  return value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function orNull<T>(value: Json | undefined, read: (value: Json) => T): T | null {
  return value === undefined || value === null ? null : read(value);
}

export function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Strange();
  }
}

export function pair([of, is]: readonly Json[]): [string, string] {
  return [string(of), string(is)];
}
