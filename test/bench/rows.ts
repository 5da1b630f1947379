import type { Page } from 'puppeteer-core';
import type { ExtensionFigures } from './extension.ts';
import type { PopupFigures } from './popup.ts';
import type { Cases } from './page/index.ts';
import type { Row } from './table.ts';

/** The sizes at which growth is shown; the goals are about the third. */
export const sizes = [100, 1_000, 10_000, 50_000] as const;
const goalSize = 10_000;
const bitwarden = 'Bitwarden SDK';

type Ask = <Name extends keyof Cases>(name: Name, ...input: Parameters<Cases[Name]>) => ReturnType<Cases[Name]>;

/** Asks the open page of the bench for one of its cases. */
export function asking(page: Page): Ask {
  return (name, ...input) =>
    page.evaluate(
      (wanted: string, given: unknown[]) => {
        const { cases } = globalThis as unknown as { cases: Record<string, (...input: unknown[]) => unknown> };
        return cases[wanted]?.(...given);
      },
      name,
      input,
    ) as ReturnType<Cases[typeof name]>;
}

async function kdfRow(ask: Ask): Promise<Row> {
  const { ours, peer, limit } = await ask('kdf');
  return {
    work: 'Argon2id, 64 MiB, t=3, in the worker',
    unit: 'ms',
    ours,
    peers: { 'argon2-browser': peer },
    limit: { what: 'bare hash-wasm, in a worker too', figure: limit },
    goal: '<= 1.05 x bare',
    reached: ours <= 1.05 * limit,
  };
}

async function unlockRows(ask: Ask, count: number): Promise<Row[]> {
  const { ours, ahead, blob, chunks, stored, peer } = await ask('unlock', count, count === goalSize);
  const beside = { 'the same blob, read from IndexedDB first': stored };
  const limit = { what: 'one blob of the same summaries, AES-GCM and JSON.parse', figure: blob };
  const rowOf = (how: string, figure: number): Row => {
    const row = { work: `Unlock after the KDF, ${count} items${how}`, unit: 'ms', ours: figure, peers: beside, limit };
    if (peer === undefined) return { ...row, goal: 'at most linear' };
    const reached = figure <= 0.05 * peer && figure <= 1.3 * Math.max(blob, chunks);
    return { ...row, peers: { [bitwarden]: peer, ...beside }, goal: '<= 0.05 x SDK, <= 1.3 x limit', reached };
  };
  return [rowOf(', by passkey or phrase', ours), rowOf(', by password (read during the KDF)', ahead)];
}

async function archiveRows(ask: Ask): Promise<Row[]> {
  const { without, ours, aheadWithout, ahead, search, loop } = await ask('archive', goalSize, 50_000);
  const unlockRow = (how: string, figure: number, bare: number): Row => ({
    work: `Unlock after the KDF, ${goalSize} items and 50000 archived texts, ${how}`,
    unit: 'ms',
    ours: figure,
    limit: { what: 'the same without them', figure: bare },
    goal: '<= 1.1 x without',
    reached: figure <= 1.1 * bare,
  });
  return [
    unlockRow('by passkey or phrase', ours, without),
    unlockRow('by password (read during the KDF)', ahead, aheadWithout),
    {
      work: 'Search in 50000 archived texts, one keystroke',
      unit: 'ms',
      ours: search,
      limit: { what: 'loop over the same texts, folded before', figure: loop },
      goal: '<= 2 x loop',
      reached: search <= 2 * loop,
    },
  ];
}

async function recordsRow(ask: Ask): Promise<Row> {
  const { ours, limit, peer } = await ask('records', goalSize);
  return {
    work: `Open ${goalSize} records from the database, with the record sum`,
    unit: 'ms',
    ours,
    peers: { [bitwarden]: peer },
    limit: { what: 'its bare parts: IndexedDB, the same two layers, JSON, one HMAC a record', figure: limit },
    goal: '<= 1.0 x SDK, <= 1.3 x bare',
    reached: ours <= peer && ours <= 1.3 * limit,
  };
}

async function searchRows(ask: Ask, count: number): Promise<Row[]> {
  const { ours, built, miniSearch, lunr, loop } = await ask('search', count);
  const keystroke: Row = {
    work: `Search, one keystroke, ${count} items`,
    unit: 'ms',
    ours,
    peers: { MiniSearch: miniSearch, lunr },
    limit: { what: 'lower-cased loop', figure: loop },
    goal: '<= 0.5 x loop',
    reached: ours <= 0.5 * loop,
  };
  if (count !== goalSize) return [keystroke];
  const work = `Build the search index, ${count} items`;
  return [keystroke, { work, unit: 'ms', ours: built, goal: '<= 30 ms', reached: built <= 30 }];
}

async function importRow(ask: Ask): Promise<Row> {
  const { ours, papaparse } = await ask('importing', goalSize);
  return {
    work: `Read a Chrome CSV of ${goalSize} logins into items`,
    unit: 'ms',
    ours,
    limit: { what: 'papaparse alone, rows with the names of its columns', figure: papaparse },
  };
}

async function scanRows(ask: Ask): Promise<Row[]> {
  const { ours, bare, counted, filtered, innerText } = await ask('scan', 50_000);
  const added = await ask('added', 10_000);
  return [
    {
      work: 'Find armored text, 50,000 text nodes never looked at before, 20 texts split, half of them in shadow roots',
      unit: 'ms',
      ours,
      peers: {
        'XPath that counts the nodes and reads none': counted,
        'walk with a filter, as Mailvelope': filtered,
        innerText,
      },
      limit: { what: 'bare TreeWalker', figure: bare },
      goal: '<= 1.15 x bare walk',
      reached: ours <= 1.15 * bare,
    },
    {
      work: '10,000 nodes appended to a watched page',
      unit: 'ms',
      ours: added.ours,
      limit: { what: 'an observer that looks at added nodes only', figure: added.bare },
      goal: '<= 1.5 x',
      reached: added.ours <= 1.5 * added.bare,
    },
  ];
}

/** The wait for what a page makes of a value, 300 ms and a frame, is in both figures. */
async function fillRow(ask: Ask, count: number): Promise<Row> {
  const { ours, bare } = await ask('filling', count);
  return {
    work: `Fill ${count} fields, each checked anew, to the read-back 300 ms later`,
    unit: 'ms',
    ours,
    limit: { what: 'bare writes, two events each, and the same wait', figure: bare },
    goal: 'at most linear',
  };
}

/** The goal is for the page of 5,000 nodes; the largest form shows what classifying alone takes. */
async function classifyRows(ask: Ask): Promise<Row[]> {
  const page = await ask('classifying', 'page');
  const form = await ask('classifying', 'form');
  const walk = 'one walk over all elements';
  const inPage = { unit: 'ms', limit: { what: walk, figure: page.bare }, goal: '<= 8 ms' };
  const work = 'Classify a page of 5,000 nodes with a sign-in';
  return [
    { ...inPage, work: `${work}, the first time`, ours: page.first, reached: page.first <= 8 },
    { ...inPage, work: `${work}, again`, ours: page.ours, reached: page.ours <= 8 },
    {
      work: 'Classify a form of 100 fields, again',
      unit: 'ms',
      ours: form.ours,
      limit: { what: walk, figure: form.bare },
      goal: 'shown',
    },
  ];
}

/** What is measured in a plain page: our own modules, beside peers and limits. */
export async function pageRows(page: Page): Promise<Row[]> {
  const ask = asking(page);
  const rows = [...(await classifyRows(ask)), await kdfRow(ask)];
  for (const count of sizes) rows.push(...(await unlockRows(ask, count)));
  rows.push(...(await archiveRows(ask)), await recordsRow(ask));
  for (const count of sizes) rows.push(...(await searchRows(ask, count)));
  rows.push(await importRow(ask), ...(await scanRows(ask)));
  for (const count of [5, 1_000, 10_000]) rows.push(await fillRow(ask, count));
  return rows;
}

/** The goals are for 10,000 logins; the other sizes show how it grows. */
function popupRows(count: number, { awake, asleep }: PopupFigures, emptyPage: number): Row[] {
  const limit = { what: 'an empty page of the extension', figure: emptyPage };
  const rowOf = (how: string, ours: number, most: number): Row => {
    const row = { work: `Popup, open to list usable, ${count} logins, ${how}`, unit: 'ms', ours, limit };
    if (count !== goalSize) return { ...row, goal: 'at most linear' };
    return { ...row, goal: `<= ${most} ms more than an empty page`, reached: ours - emptyPage <= most };
  };
  return [rowOf('worker alive', awake, 60), rowOf('worker asleep', asleep, 200)];
}

/** What is measured in the built extension. Published figures of peers that are no npm package: November 2026. */
export function extensionRows({ popup, emptyPage, content, marks, zip }: ExtensionFigures): Row[] {
  const popups = Object.entries(popup).flatMap(([count, ours]) => popupRows(Number(count), ours, emptyPage));
  return [
    ...popups,
    {
      work: 'On every page before any use: bytes',
      unit: 'kB',
      ours: content.bytes / 1000,
      published: { 'KeePassXC-Browser': 226, AliasVault: 1264 },
      goal: '<= 2 kB',
      reached: content.bytes <= 2_000,
    },
    {
      work: 'On every page before any use: script time a frame',
      unit: 'ms',
      ours: content.time,
      published: { 'KeePassXC-Browser': 8, AliasVault: 80 },
      limit: { what: 'an empty script', figure: content.emptyTime },
      goal: '<= 0.1 x KeePassXC-Browser',
      reached: content.time <= 0.1 * 8,
    },
    ...marks,
    {
      work: 'Extension package (zip)',
      unit: 'kB',
      ours: zip / 1000,
      published: { 'KeePassXC-Browser': 940, AliasVault: 1640, "Bitwarden's SDK alone, gzip": 3000 },
      goal: '<= 750 kB',
      reached: zip <= 750_000,
    },
  ];
}
