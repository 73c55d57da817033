import { Dialect } from '../session/dialect.ts';
import type { HouseRules } from '../session/protocol.ts';
import { type Capabilities, shaping } from './capabilities.ts';
import { eventLines } from './events.ts';
import { type Look, serverSource } from './look.ts';
import { encode } from './wire.ts';

/** The dialects of each server, by the capabilities that shape them. */
const dialects = new WeakMap<HouseRules, Map<string, Dialect>>();

/** The one dialect for these capabilities: sessions that are shown the same bytes get the same object. */
export function dialectFor(rules: HouseRules, caps: Capabilities): Dialect {
  const known = dialects.get(rules) ?? new Map<string, Dialect>();
  dialects.set(rules, known);
  const shape = shaping(caps);
  const key = shape.join(' ');
  const dialect = known.get(key) ?? eventDialect(lookOf(rules, new Set(shape)));
  known.set(key, dialect);
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
