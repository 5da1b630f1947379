import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import type { Rolldown } from 'vite';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runs } from '../../support/runs.ts';
import { describeInTurn, startSite, type Site } from '../support/index.ts';
import type { Part, Told } from './finding.ts';

/** The finding room as one script that leaves `finder` behind. */
async function bundle(): Promise<string> {
  const entry = new URL('finding.ts', import.meta.url).pathname;
  const built = (await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'finder' } },
  })) as Rolldown.RolldownOutput[];
  return built[0]?.output[0].code ?? '';
}

const open = ['text', 'email', 'password', 'tel', 'url', 'search', 'number', 'date', 'month'];
const closed = ['checkbox', 'radio', 'file', 'range', 'color', 'hidden'];
const withheld = [{ disabled: '' }, { hidden: '' }, { style: 'display: none' }, { style: 'visibility: hidden' }];

/** A field, and whether a person could fill it in where it is drawn. */
const field = fc.oneof(
  fc.record({
    tag: fc.constant('input'),
    set: fc.constantFrom(...open).map((type) => ({ type })),
    counts: fc.constant(true),
  }),
  fc.record({ tag: fc.constantFrom('select', 'textarea'), set: fc.constant({}), counts: fc.constant(true) }),
  fc.record({
    tag: fc.constant('input'),
    set: fc.constantFrom(...closed).map((type) => ({ type })),
    counts: fc.constant(false),
  }),
  fc.record({
    tag: fc.constantFrom('input', 'select', 'textarea'),
    set: fc.constantFrom(...withheld),
    counts: fc.constant(false),
  }),
  fc.record({
    tag: fc.constantFrom('input', 'textarea'),
    set: fc.constant({ readonly: '' }),
    counts: fc.constant(false),
  }),
);

/** Boxes without a meaning for fields, and those of which each has its own business. */
const plain = ['div', 'section', 'p', 'fieldset', 'main'] as const;
const apart = ['form', 'dialog', 'role=dialog', 'role=form', 'role=search'] as const;

interface Tree {
  readonly kind: (typeof plain)[number] | (typeof apart)[number] | 'field' | 'open' | 'closed';
  readonly field: { readonly tag: string; readonly set: Readonly<Record<string, string>>; readonly counts: boolean };
  readonly slot: boolean;
  readonly inside: readonly Tree[];
  readonly parts: readonly Tree[];
}

const { tree: anyTree } = fc.letrec<{ tree: Tree; list: Tree[] }>((tie) => ({
  list: fc.array(tie('tree'), { maxLength: 4 }),
  tree: fc.record(
    {
      kind: fc.constantFrom('field', 'field', ...plain, ...apart, 'open', 'closed'),
      field,
      slot: fc.boolean(),
      inside: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), tie('list')),
      parts: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constant([]), tie('list')),
    },
    { noNullPrototype: true },
  ),
}));
const anyPage = fc.array(anyTree, { minLength: 1, maxLength: 5 });

/** Where a field stands: whom it would belong to by its form, else by the box around it; and whether it is drawn. */
interface Around {
  /** Of the same tree: a form reaches into no shadow. */
  readonly form: string | undefined;
  readonly box: string;
  readonly shown: boolean;
}

interface Model {
  readonly page: Part[];
  readonly fields: string[];
  readonly groups: Map<string, string[]>;
}

/** The page, and what a reader of it would say. `padded`: the same with boxes that mean nothing around everything. */
function modelOf(trees: readonly Tree[], padded = false): Model {
  const [fields, groups] = [[] as string[], new Map<string, string[]>()];
  let count = 0;
  const all = (some: readonly Tree[], around: Around): Part[] => some.map((one) => make(one, around));
  const make = (tree: Tree, around: Around): Part => {
    const part = bare(tree, around);
    if (!padded) return part;
    return {
      is: 'box',
      name: `pad of ${part.name}`,
      tag: 'div',
      parts: [{ is: 'box', name: `in ${part.name}`, tag: 'span', parts: [part] }],
    };
  };
  const bare = ({ kind, field: own, slot, inside, parts }: Tree, around: Around): Part => {
    count += 1;
    const name = `${kind} ${String(count)}`;
    if (kind === 'field') {
      fields.push(name);
      const container = around.form ?? around.box;
      if (own.counts && around.shown) groups.set(container, [...(groups.get(container) ?? []), name]);
      return { is: 'field', name, tag: own.tag, set: own.set };
    }
    if (kind === 'open' || kind === 'closed') {
      const within = all(inside, { ...around, form: undefined });
      return {
        is: 'host',
        name,
        mode: kind,
        slot,
        inside: within,
        parts: all(parts, { ...around, shown: around.shown && slot }),
      };
    }
    const [tag = '', role] = kind.startsWith('role=') ? ['div', kind.slice(5)] : [kind];
    const isApart = apart.some((one) => one === kind);
    const next = { ...around, ...(isApart ? { box: name } : {}), ...(kind === 'form' ? { form: name } : {}) };
    return { is: 'box', name, tag, ...(role === undefined ? {} : { role }), parts: all(parts, next) };
  };
  const page = all(trees, { form: undefined, box: 'body', shown: true });
  return { page, fields, groups };
}

const byContainer = ({ groups }: Told): Map<string, readonly string[]> =>
  new Map(groups.map(({ container, fields }) => [container, fields]));

describeInTurn('finding fields', (launch) => {
  let site: Site;
  let page: Page;

  beforeAll(async () => {
    site = await startSite();
    const session = await launch();
    page = await session.open(site.put('/finding', '<!doctype html><meta charset="utf-8"><body>'));
    await page.evaluate(`${await bundle()}; globalThis.finder = finder; undefined`);
  });
  afterAll(() => site.close());

  /** Many pages at once: what costs time is the way to the browser. */
  async function found(pages: readonly Part[][]): Promise<Told[]> {
    return (await page.evaluate(`finder.findAll(${JSON.stringify(pages)})`)) as Told[];
  }

  const many = fc.array(anyPage, { minLength: 20, maxLength: 20 });

  it('has every field once, in the order of the page, through shadow roots of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(many, async (pages) => {
        const models = pages.map((trees) => modelOf(trees));
        const told = await found(models.map((model) => model.page));
        expect(told.map(({ fields }) => fields)).toEqual(models.map(({ fields }) => fields));
      }),
      { numRuns: runs(10) },
    );
  });

  it('puts together what one form, dialog or page asks for, and leaves out what nobody could fill in', async () => {
    await fc.assert(
      fc.asyncProperty(many, async (pages) => {
        const models = pages.map((trees) => modelOf(trees));
        const told = await found(models.map((model) => model.page));
        expect(told.map(byContainer)).toEqual(models.map(({ groups }) => groups));
      }),
      { numRuns: runs(10) },
    );
  });

  it('makes nothing of boxes that mean nothing', async () => {
    await fc.assert(
      fc.asyncProperty(many, async (pages) => {
        const [bare, padded] = [pages.map((trees) => modelOf(trees)), pages.map((trees) => modelOf(trees, true))];
        const told = await found([...bare, ...padded].map((model) => model.page));
        expect(told.slice(bare.length)).toEqual(told.slice(0, bare.length));
      }),
      { numRuns: runs(10) },
    );
  });
});
