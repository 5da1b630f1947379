import * as v from 'valibot';
import { longText, shared } from './shared.ts';

export const note = v.strictObject({ kind: v.literal('note'), ...shared, body: longText });

export type NoteFields = v.InferOutput<typeof note>;
