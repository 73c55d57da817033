import { Dialect } from '../session/dialect.ts';
import type { HouseRules } from '../session/protocol.ts';
import { type Capabilities, shaping } from './capabilities.ts';
import { eventLines } from './events.ts';
import { type Look, serverSource } from './look.ts';
import { encode } from './wire.ts';

/** The dialects of each server that a session still has, by the capabilities that shape them. */
const dialects = new WeakMap<HouseRules, Map<string, WeakRef<Dialect>>>();

/** There are thousands of combinations, and each dialect keeps the bytes of an event: those that nobody has are forgotten. */
const forgotten = new FinalizationRegistry<() => void>((forget) => forget());

/** The one dialect for these capabilities: sessions that are shown the same bytes get the same object. */
export function dialectFor(rules: HouseRules, caps: Capabilities): Dialect {
  const known = dialects.get(rules) ?? new Map<string, WeakRef<Dialect>>();
  dialects.set(rules, known);
  const shape = shaping(caps);
  const key = shape.join(' ');
  const shared = known.get(key)?.deref();
  if (shared !== undefined) return shared;
  const dialect = eventDialect(lookOf(rules, new Set(shape)));
  const ref = new WeakRef(dialect);
  known.set(key, ref);
  forgotten.register(dialect, () => {
    // Somebody may have come with the same capabilities meanwhile.
    if (known.get(key) === ref) known.delete(key);
  });
  return dialect;
}

export function lookOf(rules: HouseRules, caps: Capabilities): Look {
  return { caps, server: serverSource(rules.serverName), lang: rules.lang };
}

function eventDialect(look: Look): Dialect {
  return new Dialect((event) => {
    const lines = eventLines(event, look);
    return lines.length === 0 ? null : encode(lines);
  });
}
