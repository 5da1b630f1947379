/** What an item may hold, in UTF-16 units: the same as a page may put into one (rpc/contract/kinds), which a test compares. */
export const limits = {
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
