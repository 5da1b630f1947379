import * as v from 'valibot';

const fields = v.looseObject({ history: v.optional(v.unknown()) });

/** A record's body without what a merge put aside (protocol 3): these shapes keep nothing of it. */
export function withoutHistory(body: unknown): unknown {
  const read = v.safeParse(fields, body);
  if (!read.success) return body;
  const { history: _, ...own } = read.output;
  return own;
}
