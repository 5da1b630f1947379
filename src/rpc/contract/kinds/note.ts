import * as v from 'valibot';
import { shared } from './shared.ts';

export const note = v.strictObject({
  kind: v.literal('note'),
  ...shared,
  body: v.pipe(v.string(), v.maxLength(1_000_000)),
});

export type NoteFields = v.InferOutput<typeof note>;
