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

/** The same for many pages. */
export function readAll(pages: readonly string[]): string[][][] {
  return pages.map(readHtml);
}
