import * as v from 'valibot';
import { line, longText, shared } from './shared.ts';

export const identity = v.strictObject({
  kind: v.literal('identity'),
  ...shared,
  salutation: line,
  firstName: line,
  middleName: line,
  lastName: line,
  username: line,
  company: line,
  email: line,
  phone: line,
  birthday: line,
  address1: line,
  address2: line,
  address3: line,
  city: line,
  region: line,
  postalCode: line,
  country: line,
  nationalId: line,
  passport: line,
  licence: line,
  notes: longText,
});

export type IdentityFields = v.InferOutput<typeof identity>;
