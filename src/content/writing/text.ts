/** What is no letter: how a text is parted is told by how it is drawn. What hides letters hides spaces between them, too. */
const gaps = [/\s/u, /\n/u];

/**
 * The text of an element, on the lines on which it is drawn, and with the letters that were typed: a page's rules change how
 * letters look (capitals, dots), and never what they are. Where it can't be told which letter is which, they are as drawn.
 */
export function textOf(element: HTMLElement): string {
  const drawn = element.innerText;
  const [, ...same] = new Set([drawn, element.textContent].map((text) => text.replace(/\s/g, '')));
  if (same.length === 0) return drawn;
  const seen = seenIn(element);
  const [likely = drawn] = gaps.flatMap((gap) => typedAs(drawn, seen, gap) ?? []);
  return likely;
}

function lettersOf(text: string, gap: RegExp): string[] {
  return Array.from(text).filter((letter) => !gap.test(letter));
}

/** Every text that is drawn in an element. */
function seenIn(element: HTMLElement): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let text = '';
  while (walker.nextNode()) {
    const { currentNode } = walker;
    range.selectNodeContents(currentNode);
    const parent = currentNode.parentElement ?? element;
    const isDrawn = range.getClientRects().length > 0 && getComputedStyle(parent).visibility === 'visible';
    if (isDrawn) text += currentNode.nodeValue ?? '';
  }
  return text;
}

/** The drawn text with each letter as it was typed; undefined: they are not the same letters. */
function typedAs(drawn: string, seen: string, gap: RegExp): string | undefined {
  const [letters, typed] = [lettersOf(drawn, gap), lettersOf(seen, gap)];
  const isEven = letters.length === typed.length;
  let [text, at] = ['', 0];
  for (const letter of typed) {
    while (at < drawn.length && gap.test(drawn.charAt(at))) text += drawn.charAt(at++);
    const form = isEven ? codePointAt(drawn, at) : formOf(letter, drawn, at);
    if (form === undefined) return undefined;
    text += letter;
    at += form.length;
  }
  const rest = drawn.slice(at);
  return rest.trim() === '' ? text + rest : undefined;
}

/** As what a letter is drawn here: one small letter may be two capitals (ß). */
function formOf(letter: string, drawn: string, at: number): string | undefined {
  const here = codePointAt(drawn, at);
  if (here.toLowerCase() === letter.toLowerCase()) return here;
  const capital = letter.toUpperCase();
  return [capital, capital.charAt(0) + capital.slice(1).toLowerCase()].find((form) => drawn.startsWith(form, at));
}

function codePointAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 0);
}
