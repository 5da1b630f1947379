import * as v from 'valibot';
import type { LoginUrl } from '../../../items/index.ts';
import { itemLimits } from '../../../typed/index.ts';
import { line, longText, shared } from './shared.ts';

/** What a later version put into it comes back with it. */
const url = v.looseObject({
  url: line,
  match: v.pipe(v.string(), v.maxLength(40)),
}) as unknown as v.GenericSchema<LoginUrl>;

export const login = v.strictObject({
  kind: v.literal('login'),
  ...shared,
  urls: v.pipe(v.array(url), v.maxLength(itemLimits.urls), v.readonly()),
  username: line,
  password: line,
  accountId: line,
  totp: line,
  notes: longText,
});

export type LoginFields = v.InferOutput<typeof login>;
