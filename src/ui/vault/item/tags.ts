/** The most that the contract takes. */
const MOST = 50;
const LONGEST = 80;

/** The tags that a typed line means: separated by commas, each once. */
export function tagsOf(line: string): string[] {
  const tags = line.split(',').map((tag) => tag.trim().slice(0, LONGEST));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, MOST);
}
