/** What sites and mail put before a line of somebody's text, with what follows it. */
const margins = [
  // Quoting, with and without a name: "> ", "MK> ", "| ".
  /^\s*[^\s<>|│┃]{0,12}[>|│┃»]/u,
  // Who wrote it, and when: "<mira> ", "[10:42] ", "10:42:07 ".
  /^\s*<[^<>\s]{1,24}>/u,
  /^\s*\[[^[\]]{1,24}\]/u,
  /^\s*\d{1,2}:\d{2}(?::\d{2})?\s/u,
  // Line numbers.
  /^\s*\d{1,6}[.:)]?\s+(?=\S)/u,
] as const;
/** A line with nothing but what stands in margins: a number, the sign of a change, a bullet. */
const onlyMargin = /^\s*(?:\d{1,6}[.:)]?|[-+*•·#>|│┃])\s*$/u;

/** A line without what stands before it. */
export function withoutMargin(line: string): string {
  let rest = onlyMargin.test(line) ? '' : line;
  // Quotes in quotes; nobody quotes deeper than this.
  for (let depth = 0; depth < 8; depth += 1) {
    const margin = margins.find((one) => one.test(rest));
    if (!margin) break;
    rest = rest.replace(margin, '');
  }
  return rest;
}

/** Base64 with what sites put into it where nobody sees it. */
const base64 = /^[A-Za-z0-9+/\u00ad\u200b-\u200f\u2060-\u2064\ufeff]*$/;

/** Whether it is nothing but a piece of an armored text, in groups of one length or as one. */
export function isWhole(line: string): boolean {
  const groups = line.trim().split(/\s+/);
  const length = groups[0]?.length ?? 0;
  return groups.every((group, i) => base64.test(group) && (group.length === length || i === groups.length - 1));
}

/** Shorter lines are words as likely as pieces of a text, in characters. */
const long = 20;

/** Lines as they were before somebody quoted, numbered or marked them; the first begins with the prefix. */
export function withoutMargins([first = '', ...others]: readonly string[]): string[] {
  const bare = others.map(withoutMargin);
  const isLong = (line: string): boolean => line.length >= long && isWhole(line);
  // Strange lines between those of a text are the site's.
  const last = bare.findLastIndex(isLong);
  const isMarked = last >= 0 && bare.slice(0, last + 1).every((line) => /^\s*[-+]/.test(line));
  const lines = isMarked ? bare.map((line) => line.replace(/^\s*[-+]/, '')) : bare;
  return [first, ...lines.filter((line, i) => i > last || isWhole(line))];
}
