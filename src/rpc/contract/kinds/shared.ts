import * as v from 'valibot';
import type { CustomField } from '../../../items/index.ts';
import { itemLimits } from '../../../typed/index.ts';

export const line = v.pipe(v.string(), v.maxLength(itemLimits.line));
export const longText = v.pipe(v.string(), v.maxLength(itemLimits.text));
export const folder = v.pipe(v.string(), v.maxLength(itemLimits.folder));
export const tag = v.pipe(v.string(), v.maxLength(itemLimits.tag));

/** What a later version put into it comes back with it. */
const customField = v.looseObject({
  id: v.pipe(v.string(), v.maxLength(64)),
  label: v.pipe(v.string(), v.maxLength(itemLimits.label)),
  // One of a later version's types comes back as it was.
  type: v.pipe(v.string(), v.maxLength(40)),
  value: longText,
}) as unknown as v.GenericSchema<CustomField>;

/** The fields of every kind. */
export const shared = {
  title: v.pipe(v.string(), v.maxLength(itemLimits.title)),
  favourite: v.boolean(),
  tags: v.pipe(v.array(tag), v.maxLength(itemLimits.tags), v.readonly()),
  folder,
  fields: v.pipe(v.array(customField), v.maxLength(itemLimits.fields), v.readonly()),
};
