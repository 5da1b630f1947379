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
};
const UNUSUAL = /[^ -~\n]/;
const MARKS = /[\u0300-\u036f]/g;
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

/**
 * Text as search compares it: lower case, without diacritics, compatibility forms unified, the same in every locale.
 * Only marks of alphabets are dropped: in other scripts (か, が) they tell words apart.
 */
export function fold(text: string): string {
  if (!UNUSUAL.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(SPECIAL, (letter) => LETTERS[letter] ?? letter);
}
