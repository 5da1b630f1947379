import { itemLimits } from '../../../typed/index.ts';

/** The tags that a typed line means: separated by commas, each once. */
export function tagsOf(line: string): string[] {
  const tags = line.split(',').map((tag) => tag.trim().slice(0, itemLimits.tag));
  return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, itemLimits.tags);
}
