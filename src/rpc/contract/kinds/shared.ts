import * as v from 'valibot';
import type { CustomField } from '../../../items/index.ts';

/** Lengths in UTF-16 units, as fields of a page count them. */
export const line = v.pipe(v.string(), v.maxLength(10_000));
export const longText = v.pipe(v.string(), v.maxLength(1_000_000));

/** What a later version put into it comes back with it. */
const customField = v.looseObject({
  id: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(500)),
  // One of a later version's types comes back as it was.
  type: v.pipe(v.string(), v.maxLength(40)),
  value: longText,
}) as unknown as v.GenericSchema<CustomField>;

/** The fields of every kind. */
export const shared = {
  title: v.pipe(v.string(), v.maxLength(500)),
  favourite: v.boolean(),
  tags: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(50), v.readonly()),
  folder: v.pipe(v.string(), v.maxLength(500)),
  fields: v.pipe(v.array(customField), v.maxLength(200), v.readonly()),
};
