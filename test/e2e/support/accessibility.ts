import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'puppeteer-core';
import { inTime, until } from '../../support/until.ts';

async function runAxe(place: Page | Frame): Promise<AxeResults> {
  // Behind another page (the welcome page opens whenever it likes) no animation ever ends.
  await ('page' in place ? place.page() : place).bringToFront();
  await place.evaluate(axe.source);
  // Half of a fade is no colour that anybody has to read; one without an end (or behind another page) is left alone.
  await place.evaluate(`document.getAnimations().forEach((animation) => { try { animation.finish(); } catch {} })`);
  return (await place.evaluate('axe.run()')) as AxeResults;
}

/** Fields in which a browser may have somebody else read what is typed: for whoever looks at a screen looks at its fields. */
const servedFields = `[...document.querySelectorAll('input:not([type=radio], [type=checkbox], [type=file]), textarea')]
  .filter((field) => field.spellcheck || field.translate || field.getAttribute('autocorrect') !== 'off' ||
    field.getAttribute('writingsuggestions') !== 'false')
  .map((field) => 'served by others: ' + field.outerHTML.slice(0, 200))`;

/** After a press that took the focus it is somewhere: whoever has no mouse, or hears the screen, would begin at its top again. */
const lostFocus = `globalThis.hadFocus && document.hasFocus() && document.activeElement === document.body
  ? ['the focus is lost: ' + document.body.innerText.slice(0, 200)] : []`;

/**
 * What axe finds wrong with what is shown now, one line each: rule, element, and how to mend it. Our pages load themselves
 * anew when the vault locks: then it is asked again. With them, fields that services of the browser's
 * maker are sent, and a focus that was lost by a press of `hands`.
 */
export async function findBarriers(place: Page | Frame): Promise<string[]> {
  const { violations } = await until('axe to answer', () => inTime('axe', runAxe(place), 10_000));
  const barriers = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  const found = [servedFields, lostFocus].map((look) => place.evaluate(look) as Promise<string[]>);
  return [...barriers, ...(await Promise.all(found)).flat()];
}
