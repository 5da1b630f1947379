/** Characters that nobody sees: marks of direction, zero-width ones, soft hyphens, variation selectors. */
const UNSEEN = /[\p{Cf}\p{DI}]/gu;
/**
 * What stands before an address in prose, lists and code: punctuation, but the brackets of IPv6 and what an address may
 * begin with (RFC 5322's atoms), unless a blank follows.
 */
const BEFORE = /^(?:[\s\p{Z}]|(?!\[[\da-f:.]*:[\da-f:.]*\]|[_'*#%&/])\p{P}|(?:[_'*#%&/]|\p{S})+(?=[\s\p{Z}]))+/iu;
/** Marks of emphasis and quotes which an address may begin with: they go where they stand at its end, too. */
const PAIRED = /^[*_'`~|´]+/;
/** No address ends with anything else than a letter, a digit, a slash or the closing bracket of IPv6. */
const AFTER = /(?:(?<!\[[\da-f:.]*:[\da-f:.]*)\]|[^\p{L}\p{M}\p{N}\]/])+$/iu;
/** `Mira Moser <mira@example.org>` */
const IN_ANGLES = /^[^<>]*<([^<>]*)>[^<>\p{L}\p{N}]*$/u;

/** One spelling of what looks the same: compatibility forms unified, without what nobody sees, lone surrogates kept. */
export function asSeen(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '').normalize('NFKC');
}

/** An address without what stands around it: `<…>`, brackets, quotes, emphasis, and the punctuation of a sentence. */
export function unwrapped(typed: string): string {
  const seen = asSeen(typed);
  let text = IN_ANGLES.exec(seen)?.[1] ?? seen;
  for (let bare = layerLess(text); bare !== text; bare = layerLess(text)) text = bare;
  return text;
}

function layerLess(text: string): string {
  const started = text.replace(BEFORE, '');
  const after = AFTER.exec(started)?.[0] ?? '';
  const bare = started.slice(0, started.length - after.length);
  const [paired = ''] = PAIRED.exec(bare) ?? [];
  const kept = Array.from(paired).findIndex((mark) => !after.includes(mark));
  return bare.slice(kept < 0 ? paired.length : kept);
}
