import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession, Page } from 'puppeteer-core';
import { marksIn, type MarkSeen } from '../e2e/pages/marks-in.ts';
import { answerTo } from '../e2e/support/asking.ts';
import { startSite } from '../e2e/support/site.ts';
import { extensionOrigins, launchBrowser } from '../support/launch.ts';
import { load } from '../support/tab.ts';
import { until } from '../support/until.ts';
import type { Row } from './table.ts';

const letters = 200;
const changes = 10_000;

/** 5,000 nodes and some fields, as a long discussion has them. */
const html = `<!doctype html><html><head><meta charset="utf-8"><style>.away { visibility: hidden }</style></head>
<body style="margin:40px"><div id="panel"><textarea id="area" rows="3" style="width:400px"></textarea></div>
<main>${'<p>A line of <b>somebody’s</b> long discussion</p>'.repeat(1_000)}</main></body></html>`;

/**
 * What our scripts cost a page, or what it costs with others in their place. Milliseconds of the page's thread, whatever else runs on the
 * machine.
 */
interface Costs {
  /** Script, style and layout in the half second after the first press. */
  readonly firstEvent: number;
  /** Script for 200 letters typed into a field that has the focus and its mark, less that of the same time without keys. */
  readonly typing: number;
  /** Bytes on the heap after 10,000 changes of the DOM, by bytes before. */
  readonly growth: number;
}

interface Moves {
  /** From the change of a class to the paint in which the mark is gone, or back. */
  readonly gone: number;
  readonly back: number;
}

const middle = (figures: number[]): number =>
  figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;

async function metricsOf(session: CDPSession): Promise<Readonly<Record<string, number>>> {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Milliseconds that the page's thread worked at these things while `act` ran. */
async function workDuring(session: CDPSession, kinds: readonly string[], act: () => Promise<unknown>): Promise<number> {
  const before = await metricsOf(session);
  await act();
  const after = await metricsOf(session);
  return kinds.reduce((sum, kind) => sum + ((after[kind] ?? 0) - (before[kind] ?? 0)) * 1000, 0);
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await metricsOf(session))['JSHeapUsedSize'] ?? Number.NaN;
}

const settled = (page: Page, time: number): Promise<unknown> =>
  page.evaluate((wait) => new Promise((done) => setTimeout(done, wait)), time);

/** Fields that come and go, a hundred at a time, with a frame drawn in between. */
const change = (page: Page, count: number): Promise<unknown> =>
  page.evaluate(async (all) => {
    for (let done = 0; done < all; done += 200) {
      const added = Array.from({ length: 100 }, () => document.createElement('textarea'));
      document.body.append(...added);
      await new Promise(requestAnimationFrame);
      for (const one of added) one.remove();
      await new Promise(requestAnimationFrame);
    }
  }, count);

async function opened(browser: Browser, url: string): Promise<{ page: Page; session: CDPSession }> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.bringToFront();
  const session = await page.createCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await settled(page, 500);
  return { page, session };
}

async function costsOf(browser: Browser, url: string): Promise<Costs> {
  const figures: Costs[] = [];
  for (let run = 0; run < 5; run += 1) {
    const { page, session } = await opened(browser, url);
    const firstEvent = await workDuring(
      session,
      ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'],
      async () => {
        await page.mouse.click(100, 60);
        await settled(page, 500);
      },
    );
    const start = performance.now();
    const withKeys = await workDuring(session, ['ScriptDuration'], () => page.keyboard.type('a'.repeat(letters)));
    const time = performance.now() - start;
    const typing = withKeys - (await workDuring(session, ['ScriptDuration'], () => settled(page, time)));
    // The browser makes more of what runs often, once: what is measured is what each change leaves behind.
    await change(page, changes);
    const before = await heapOf(session);
    await change(page, changes);
    await settled(page, 1_000);
    figures.push({ firstEvent, typing, growth: (await heapOf(session)) / before });
    await page.close();
  }
  const of = (name: keyof Costs): number => middle(figures.map((one) => one[name]));
  // The least: what other work on the machine adds to a press is none of ours.
  const firstEvent = Math.min(...figures.map((one) => one.firstEvent));
  return { firstEvent, typing: of('typing'), growth: of('growth') };
}

/** Runs in the page: changes a class and looks, frame by frame, until what is pressed at this point is a host or is none. */
function timeOf(isAway: boolean, x: number, y: number): Promise<number> {
  const start = performance.now();
  document.querySelector('#panel')?.classList.toggle('away', isAway);
  return new Promise((done) => {
    const look = (): void => {
      const [top] = document.elementsFromPoint(x, y);
      const isHost = top instanceof HTMLDivElement && top.attributes.length + top.childNodes.length === 0;
      if (isHost !== isAway) done(performance.now() - start);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

async function movesOf(browser: Browser, url: string): Promise<Moves> {
  const { page } = await opened(browser, url);
  await page.click('#area');
  const { left, right, top, bottom }: MarkSeen = await until('the mark', async () => (await marksIn(page, '#area'))[0]);
  const at = [(left + right) / 2, (top + bottom) / 2] as const;
  const [gone, back]: [number[], number[]] = [[], []];
  for (let run = 0; run < 9; run += 1) {
    gone.push(await page.evaluate(timeOf, true, ...at));
    // A field that is hidden loses the focus.
    await settled(page, 300 + run * 40);
    const shown = page.evaluate(timeOf, false, ...at);
    await page.focus('#area');
    back.push(await shown);
    await settled(page, 300 + run * 40);
  }
  await page.close();
  return { gone: middle(gone), back: middle(back) };
}

/** Runs `work` in a browser with this build and an open vault. */
async function inBrowser<Answer>(folder: string, work: (browser: Browser) => Promise<Answer>): Promise<Answer> {
  const profile = await mkdtemp(join(tmpdir(), 'latchkey-bench-'));
  const browser = await launchBrowser('chromium', { extension: folder, profile, headless: true, forTests: true });
  try {
    const page = await browser.newPage();
    await load(page, `${extensionOrigins.chromium}/welcome.html`);
    await answerTo(page, 'vault.create', { password: 'a bench password, long enough', deviceName: 'Bench' });
    return await work(browser);
  } finally {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** The build in a folder of its own, with something else in the place of our page scripts. */
async function withScripts(folder: string, name: string, made: (source: string) => string): Promise<string> {
  const other = `${folder}-${name}`;
  await cp(folder, other, { recursive: true });
  for (const script of ['page.js', 'guard.js'])
    await writeFile(join(other, script), made(await readFile(join(folder, script), 'utf8')));
  return other;
}

/**
 * Our marks in a page of 5,000 nodes, beside the same extension with its page scripts emptied, and with them there but not
 * run: what the browser takes to read so much. `folder`: a test build.
 */
export async function markRows(folder: string): Promise<Row[]> {
  const bare = await withScripts(folder, 'bare', () => '');
  const unrun = await withScripts(folder, 'unrun', (source) => `globalThis.latchkeyNever && ${source}`);
  const site = await startSite();
  try {
    const url = site.put('/', html);
    const { costs, moves } = await inBrowser(folder, async (browser) => ({
      moves: await movesOf(browser, url),
      costs: await costsOf(browser, url),
    }));
    const limit = await inBrowser(bare, (browser) => costsOf(browser, url));
    const read = await inBrowser(unrun, (browser) => costsOf(browser, url));
    const scripts = await Promise.all(['page.js', 'forms.js'].map((script) => readFile(join(folder, script))));
    return rowsOf({ ours: costs, limit, read }, moves, scripts);
  } finally {
    await site.close();
    for (const made of [bare, unrun]) await rm(made, { recursive: true, force: true });
  }
}

function rowsOf(
  { ours, limit, read }: Readonly<Record<'ours' | 'limit' | 'read', Costs>>,
  moves: Moves,
  scripts: readonly Buffer[],
): Row[] {
  const what = 'the same with an empty page.js';
  const zipped = scripts.reduce((sum, script) => sum + gzipSync(script, { level: 9 }).length, 0);
  const bytes = scripts.reduce((sum, { length }) => sum + length, 0);
  return [
    {
      work: 'Marks and classifier, in a frame where somebody is in a form: bytes',
      unit: 'kB',
      ours: bytes / 1000,
      goal: `<= 70 kB, 26 kB gzip (${(zipped / 1000).toFixed(1)})`,
      reached: bytes <= 70_000 && zipped <= 26_000,
    },
    {
      work: 'Marks, first press in a page of 5,000 nodes: script, style, layout',
      unit: 'ms',
      ours: ours.firstEvent,
      peers: { 'the same page.js, read and not run': read.firstEvent },
      limit: { what, figure: limit.firstEvent },
      goal: '<= 8 ms more',
      reached: ours.firstEvent - limit.firstEvent <= 8,
    },
    {
      work: `Marks, script for ${String(letters)} letters typed into the page’s field, over the same time without keys`,
      unit: 'ms',
      ours: ours.typing,
      limit: { what, figure: limit.typing },
      goal: 'no work a keystroke',
    },
    {
      work: `Marks, heap after ${String(changes)} changes of the DOM, by heap after as many before`,
      unit: 'x',
      ours: ours.growth,
      limit: { what, figure: limit.growth },
      goal: '<= 1.02 x the growth without',
      reached: ours.growth <= 1.02 * limit.growth,
    },
    { work: 'Marks, from hidden to gone', unit: 'ms', ours: moves.gone, goal: '< 500 ms', reached: moves.gone < 500 },
    { work: 'Marks, from shown to there', unit: 'ms', ours: moves.back, goal: '< 500 ms', reached: moves.back < 500 },
  ];
}
