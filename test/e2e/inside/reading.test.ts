import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { padme } from '../../../src/encoding/index.ts';
import { armor, dearmor } from '../../../src/messaging/index.ts';
import { runs } from '../../support/runs.ts';
import { describeInTurn, startSite, type Site } from '../support/index.ts';
import { waysShown } from './ways-shown.ts';

/** The reading room as one script that leaves `reader` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('reading.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'reader' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

/** A whole armored text, for the vault's own people. */
const anyText = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.infiniteStream(fc.integer({ min: 0, max: 255 })))
  .map(([length, bytes]) => armor(Uint8Array.of(1, 2, ...bytes.take(36 + padme(length + 1)))));

const inline = ['span', 'mark', 'b', 'code', 'a', 'x-token', 'font'] as const;
/** What stands between the pieces and is no part of the text: not drawn, not read, or nothing at all. */
const noise = [
  ...[
    '<style>LK1:A</style>',
    '<script>1</script>',
    '<template>LK1</template>',
    '<!-- LK1: -->',
    '<wbr>',
    '<b></b>',
    '&shy;',
    '&#8203;',
  ],
  ...[
    '<i hidden>more</i>',
    '<span style="font-size: 0">x</span>',
    '<span style="position: absolute; left: -9999px">line</span>',
  ],
  '<span style="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)">copy</span>',
];

const wrapped = fc
  .tuple(
    anyText,
    fc.array(
      fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constantFrom('', ...inline), fc.constantFrom('', '', ...noise)),
    ),
  )
  .map(([text, cuts]) => {
    let rest = text;
    let html = '';
    for (const [length, tag, between] of cuts) {
      const piece = rest.slice(0, length);
      rest = rest.slice(length);
      html += (tag === '' ? piece : `<${tag}>${piece}</${tag}>`) + (rest === '' ? '' : between);
    }
    return { text, html: html + rest };
  });

/** The text as whoever opens a reading would take it; undefined: none. */
function opened(reading: string): string | undefined {
  try {
    return armor(dearmor(reading)[0]);
  } catch {
    return undefined;
  }
}

describeInTurn('armored texts in a page', (launch) => {
  let site: Site;
  let page: Page;

  beforeAll(async () => {
    const session = await launch();
    site = await startSite();
    page = await session.open(site.put('/reading', '<!doctype html><meta charset="utf-8"><body></body>'));
    await page.evaluate(`${await bundle()}; globalThis.reader = reader; undefined`);
  });
  afterAll(() => site.close());

  /** Each text that is found in each page, as whoever opens it would try it. */
  async function read(pages: readonly string[]): Promise<string[][]> {
    const found = (await page.evaluate(`reader.readAll(${JSON.stringify(pages)})`)) as string[][][];
    return found.map((texts) => texts.map((readings) => readings.map(opened).find((one) => one) ?? 'damaged'));
  }

  const [text = ''] = fc.sample(
    anyText.filter(({ length }) => length > 160 && length < 240),
    { numRuns: 1, seed: 7 },
  );
  const around = (html: string): string => `<h1>LOOK, HTML and XL</h1>${html}<p>thanks</p><p>Mira, 12 Lane</p>`;

  it('are found and read, however they are shown', async () => {
    const names = Object.keys(waysShown);
    const found = await read(Object.values(waysShown).map((show) => around(show(text))));
    const wrong = names.filter((_, i) => JSON.stringify(found[i]) !== JSON.stringify([text]));
    expect(wrong.map((name) => [name, found[names.indexOf(name)]])).toEqual([]);
  });

  it('are found whole in whatever pieces, and never joined with the next', async () => {
    const cases = fc.sample(fc.tuple(wrapped, wrapped, fc.constantFrom('<br>', ' ', ', ', '<hr>', '</p><p>')), {
      numRuns: runs(150),
      seed: 28,
    });
    const found = await read(cases.map(([one, other, between]) => `<p>${one.html}${between}${other.html}</p>`));
    const wrong = cases.filter(
      ([one, other], i) => JSON.stringify(found[i]) !== JSON.stringify([one.text, other.text]),
    );
    expect(wrong.slice(0, 3).map((one) => [one, found[cases.indexOf(one)]])).toEqual([]);
  });

  it('that are typed have the letters that were typed, whatever a page draws of them', async () => {
    const draft =
      '<p>Die Straße 7, <b>ﬁne</b> ǆ</p><p>two<br>three <i style="text-transform: lowercase">BIG</i></p><span hidden>x</span>🔑 Ünd &amp;';
    const ask = async (rules: string, html = draft): Promise<Record<'typed' | 'drawn', string>> =>
      (await page.evaluate(`reader.typedIn(${JSON.stringify(html)}, ${JSON.stringify(rules)})`)) as Record<
        'typed' | 'drawn',
        string
      >;
    const wanted = (await ask('')).drawn.replace('big', 'BIG');
    for (const rules of ['', 'text-transform: uppercase', 'text-transform: capitalize', 'text-transform: lowercase']) {
      const { typed, drawn } = await ask(rules);
      expect([rules, typed]).toEqual([rules, wanted]);
      expect(drawn, rules).not.toBe(wanted);
    }
    // Browsers count the dots for an emoji each in its own way.
    const dots = await ask('-webkit-text-security: disc', draft.replace('🔑 ', ''));
    expect(dots.typed).toBe(wanted.replace('🔑 ', ''));
  });

  it('that are cut are not taken for whole, nor words for texts', async () => {
    const cut = `${text.slice(0, 90)}</b>`;
    expect(await read([`<p>LK<b>${cut.slice(2)}</p><p>${text}</p>`])).toEqual([['damaged', text]]);
    expect(
      await read([
        '<p>L<b>K1</b>: A short word</p>',
        '<script>LK1:AQIAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyAhIiMk</script>',
      ]),
    ).toEqual([[], []]);
  });
});
