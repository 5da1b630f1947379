import { textOf } from '../../../src/content/writing/text.ts';
import { findBegun, looksArmored, readingsOf } from '../../../src/content/reading/index.ts';

/** Draws a page and reads it as our script in it does: the readings of each armored text that is found. */
export function readHtml(html: string): string[][] {
  document.body.setHTMLUnsafe(html);
  const begun = [document.body, ...rootsIn(document)].flatMap((root) => findBegun(root));
  return begun.filter(looksArmored).map(readingsOf);
}

function rootsIn(tree: ParentNode): ShadowRoot[] {
  return [...tree.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot, ...rootsIn(shadowRoot)] : [],
  );
}

/** What is typed in a box of the page under these rules, beside what the browser says of it. */
export function typedIn(html: string, rules: string): { readonly typed: string; readonly drawn: string } {
  document.body.setHTMLUnsafe(`<style>#box { ${rules} }</style><div id="box" contenteditable>${html}</div>`);
  const box = document.querySelector<HTMLElement>('#box') ?? document.body;
  return { typed: textOf(box), drawn: box.innerText };
}

/** The same for many pages. */
export function readAll(pages: readonly string[]): string[][][] {
  return pages.map(readHtml);
}
