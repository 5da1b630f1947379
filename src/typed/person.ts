import { NameError } from './errors.ts';

/** Characters (code points) of a person's name on a card. */
const MOST_CHARACTERS = 64;

/**
 * What turns a text around, or isn't seen: controls, format characters (bidi, zero-width, tags), separators of lines, what
 * Unicode lets a program ignore, half and private characters; and the blank letter of Braille. Not what is unassigned: that
 * is another set in every version of Unicode.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * A name by which a person shows themselves to others (protocol 8.1), of what was typed: NFC, spaces around it gone, 1 to
 * 64 characters, all of them seen, in the order in which they stand. Throws NameError.
 */
export function personName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
  const length = Array.from(name).length;
  if (length === 0 || length > MOST_CHARACTERS || unseen.test(name)) throw new NameError();
  return name;
}

/** Whether a text is such a name, in its one spelling. */
export function isPersonName(text: string): boolean {
  try {
    return personName(text) === text;
  } catch {
    return false;
  }
}
