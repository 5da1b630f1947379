/** What an item may hold: lengths in UTF-16 units, as fields of a page count them; the rest are numbers of entries. */
export const itemLimits = {
  title: 500,
  line: 10_000,
  text: 1_000_000,
  key: 100_000,
  tags: 50,
  tag: 80,
  folder: 500,
  fields: 200,
  label: 500,
  urls: 200,
} as const;
