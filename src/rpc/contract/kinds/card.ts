import * as v from 'valibot';
import { line, longText, shared } from './shared.ts';

export const card = v.strictObject({
  kind: v.literal('card'),
  ...shared,
  holder: line,
  number: line,
  expiryMonth: line,
  expiryYear: line,
  code: line,
  pin: line,
  notes: longText,
});

export type CardFields = v.InferOutput<typeof card>;
