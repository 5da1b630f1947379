import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeBodies, same } from '../../src/records/index.ts';
import { runs } from '../support/runs.ts';

/*
 * A model of copies that drift apart and meet again: one shared place and some replicas, one record. A replica edits,
 * deletes and recreates its copy offline, and meets the shared place when the schedule says so, merging against the body
 * of their last meeting. Every value written is a token of its own, so that it can be followed.
 */

type Body = Record<string, unknown> | undefined;

interface Replica {
  base: Body;
  copy: Body;
}

type Step = { readonly who: number } & (
  { readonly what: 'edit'; readonly field: string } | { readonly what: 'delete' | 'meet' }
);

const who = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ what: fc.constant('edit' as const), who, field: fc.constantFrom('a', 'b', 'c') }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('delete' as const), who }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('meet' as const), who }) },
);

/** All tokens of a body: current values and former ones. */
function tokensOf(body: Body): string[] {
  const history = (body?.['history'] ?? []) as { value: unknown }[];
  const values = [...Object.values(body ?? {}), ...history.map(({ value }) => value)];
  return values.filter((value) => typeof value === 'string');
}

class Model {
  shared: Body;
  replicas: Replica[] = [0, 1, 2].map(() => ({ base: undefined, copy: undefined }));
  /** Tokens that nobody replaced or deleted while seeing them. */
  alive = new Set<string>();
  #clock = 0;

  run(step: Step): void {
    const replica = this.replicas[step.who];
    if (!replica) return;
    if (step.what === 'edit') this.#edit(replica, step.field);
    if (step.what === 'delete') this.#delete(replica);
    if (step.what === 'meet') this.meet(replica);
  }

  #edit(replica: Replica, field: string): void {
    this.#clock += 1;
    const token = `token ${String(this.#clock)}`;
    const seen = replica.copy?.[field];
    if (typeof seen === 'string') this.alive.delete(seen);
    this.alive.add(token);
    replica.copy = { ...replica.copy, [field]: token, updatedAt: this.#clock };
  }

  #delete(replica: Replica): void {
    for (const token of tokensOf(replica.copy)) this.alive.delete(token);
    replica.copy = undefined;
  }

  meet(replica: Replica): void {
    const merged = mergeBodies(replica.base, replica.copy, this.shared) as Body;
    this.shared = merged;
    replica.base = merged;
    replica.copy = merged;
  }
}

test('copies that drift apart come together again, and no edit is lost', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (schedule) => {
      const model = new Model();
      for (const next of schedule) model.run(next);
      for (let round = 0; round < 2; round += 1) for (const replica of model.replicas) model.meet(replica);
      for (const { copy } of model.replicas) expect(same(copy, model.shared)).toBe(true);
      const found = new Set(tokensOf(model.shared));
      for (const token of model.alive) expect(found, JSON.stringify(schedule)).toContain(token);
    }),
    { numRuns: runs(300), seed: 3 },
  );
});
