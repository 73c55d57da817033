import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Gives the statement for a text, prepared once for a database. */
export type Sql = (text: string) => StatementSync;

export function statementsOf(database: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  return (text) => {
    let statement = prepared.get(text);
    if (statement === undefined) {
      statement = database.prepare(text);
      prepared.set(text, statement);
    }
    return statement;
  };
}

/** Does something in a transaction: all of it, or nothing if it throws. */
export function inTransaction<T>(database: DatabaseSync, kind: 'IMMEDIATE' | 'DEFERRED', act: () => T): T {
  database.exec(`BEGIN ${kind}`);
  try {
    const result = act();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some errors end the transaction by themselves.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
