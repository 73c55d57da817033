import { expect, it } from 'vitest';
import type { Fact } from '../chat/fact.ts';
import { BatchBuilder } from './batch.ts';

it('keeps of each fact only the last', () => {
  const builder = new BatchBuilder(0);
  const know = (kind: string, key: string, value: number): Fact => {
    const fact = { kind, key, value };
    builder.begin();
    builder.add({ kind: 'fact', fact });
    return fact;
  };
  know('stay', 'ann', 1);
  const others = [know('stay', 'bob', 2), know('room', 'ann', 3)];
  const last = know('stay', 'ann', 4);
  const { changes, starts } = builder.batch;
  expect(changes).toEqual([last, ...others].map((fact) => ({ kind: 'fact', fact })));
  expect(starts).toEqual([0, 1, 2, 3]);
});
