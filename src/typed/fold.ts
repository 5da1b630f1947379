/** Letters that Unicode doesn't take apart, though people type them as these. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
  // Forms of one Arabic letter, which keyboards and languages choose differently (alef, yeh, kaf, heh).
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
};
/** Text that is more than ASCII; a back quote is an apostrophe. */
const UNUSUAL = /[^ -_a-~\n]/;
/**
 * Marks of alphabets and abjads, and what nobody sees: marks of direction, zero-width characters, soft hyphens. Kashida is
 * a stretched line. Marks of other scripts (か, が) tell words apart and stay.
 */
const DROPPED =
  /(?![\u3099\u309a])(?=[\p{Script=Inherited}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])\p{M}|[\p{Cf}\p{DI}\u0640]/gu;
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
const HYPHENS = /[\p{Pd}\u2212\u2043]/gu;
/** Every apostrophe, prime and single quotation mark, and the letters that stand for one. */
const APOSTROPHES = /[`´‘’‚‛‹›′‵ʹʻʼʽˈ՚׳＇＇]/g;
const QUOTES = /[“”„‟«»″‶〝〞〟״]/g;

/**
 * Text as search compares it: lower case, without diacritics, compatibility forms unified, one hyphen, one apostrophe, one
 * quotation mark, without what nobody sees; the same in every locale. Neither makes nor eats line breaks.
 */
export function fold(text: string): string {
  if (!UNUSUAL.test(text)) return text.toLowerCase();
  return text
    .replace(QUOTES, '"')
    .replace(APOSTROPHES, "'")
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(HYPHENS, '-')
    .replace(DROPPED, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}
