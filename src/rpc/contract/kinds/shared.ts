import * as v from 'valibot';

/** The fields of every kind. Lengths in UTF-16 units, as fields of a page count them. */
export const shared = {
  title: v.pipe(v.string(), v.maxLength(500)),
  favourite: v.boolean(),
  tags: v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(50), v.readonly()),
};
