import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

/** Each import rule is broken on purpose in test/architecture/violations, a small house of its own; here is by which file. */

const load = createRequire(import.meta.url);

interface Architecture {
  readonly forbidden: (IForbiddenRuleType & { readonly name: string; readonly comment: string })[];
  readonly options: ICruiseOptions & { readonly enhancedResolveOptions: object };
}
const architecture = load('./architecture.cjs') as Architecture;
const { inner } = load('./architecture/tables.cjs') as {
  readonly inner: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
};

/** room → a room whose values it may not import, a room whose types it may not name. */
const roomTable = {
  encoding: ['crypto', 'items'],
  flow: ['encoding', 'items'],
  typed: ['crypto', 'items'],
  crypto: ['wire', 'wire'],
  wire: ['crypto', 'crypto'],
  keys: ['records', 'records'],
  records: ['items', 'items'],
  items: ['keys', 'session'],
  vault: ['sync', 'session'],
  transfer: ['crypto', 'records'],
  messaging: ['session', 'session'],
  devices: ['messaging', 'items'],
  recovery: ['messaging', 'items'],
  session: ['crypto', 'items'],
  sync: ['keys', 'records'],
  autofill: ['platform', 'items'],
  platform: ['rpc', 'records'],
  rpc: ['items', 'background'],
  ui: ['keys', 'background'],
  content: ['messaging', 'keys'],
  work: ['keys', 'session'],
  background: ['ui', 'content'],
} as const;

const houseTable = [
  ['by-the-door', 'src/keys/past-the-door.ts', 'src/crypto/inner.ts'],
  ['ui-popup', 'src/ui/popup/past-the-door.ts', 'src/ui/kit/inner.ts'],
  ['by-the-inner-door', 'src/vault/past-the-door.ts', 'src/vault/state/inner.ts'],
  ['unknown-inner-room', 'src/keys/misc/wrong.ts', 'src/keys/index.ts'],
  ['by-the-door-from-outside', 'entrypoints/wrong.ts', 'src/keys/index.ts'],
  ['entrypoint-packages', 'entrypoints/wrong.ts', 'hono'],
  ['entrypoints-are-ends', 'src/encoding/entrypoint.ts', 'entrypoints/background.ts'],
  ['encoding-values', 'src/encoding/entrypoint.ts', 'entrypoints/background.ts'],
  ['no-cycles', 'src/encoding/one.ts', 'src/encoding/two.ts'],
  ['no-node', 'src/encoding/node.ts', 'fs'],
  ['resolvable', 'src/encoding/nowhere.ts', './nothing.ts'],
  ['unknown-folder', 'src/misc/wrong.ts', 'src/encoding/index.ts'],
  ['unknown-folder-alone', 'src/misc/alone.ts', 'src/misc/alone.ts'],
  ['server-apart', 'src/encoding/store.ts', 'server/database/index.ts'],
  ['encoding-values', 'src/encoding/store.ts', 'server/database/index.ts'],
  ['server-rooms', 'server/accounts/wrong.ts', 'server/relay/index.ts'],
  ['server-rooms', 'server/accounts/wrong.ts', 'src/keys/index.ts'],
  ['server-ports', 'server/mail/wrong.ts', 'server/database/index.ts'],
  ['server-engines', 'server/database/sqlite/wrong.ts', 'server/database/postgres/index.ts'],
  ['server-engine-doors', 'server/database/wrong.ts', 'server/database/postgres/inner.ts'],
  ['server-sqlite-driver', 'server/mail/drivers.ts', 'node:sqlite'],
  ['server-postgres-driver', 'server/mail/drivers.ts', 'pg'],
  ['server-sql', 'server/mail/drivers.ts', 'kysely'],
  ['server-unknown-folder', 'server/misc/wrong.ts', 'server/database/index.ts'],
] as const;

/** Each inner room breaks its rule by the last of those that it may not import, or, where it may import all, by its room's own door. */
const innerRows = Object.entries(inner).flatMap(([room, table]) =>
  Object.entries(table).map(([name, may]) => {
    const other = Object.keys(table).findLast((each) => each !== name && !may.includes(each));
    const to = other === undefined ? `src/${room}/index.ts` : `src/${room}/${other}/index.ts`;
    return [`${room}-${name}`, `src/${room}/${name}/wrong.ts`, to] as const;
  }),
);

const rows: (readonly [rule: string, from: string, to: string])[] = [
  ...Object.entries(roomTable).flatMap(([room, [value, type]]) => {
    const from = `src/${room}/wrong.ts`;
    return [
      [`${room}-values`, from, `src/${value}/index.ts`],
      [`${room}-types`, from, `src/${type}/index.ts`],
      [`${room}-packages`, from, 'hono'],
    ] as const;
  }),
  ...innerRows,
  ...houseTable,
];

async function findViolations(): Promise<string[]> {
  const { forbidden, options } = architecture;
  const { output } = await cruise(
    ['src', 'entrypoints', 'server'],
    {
      ...options,
      baseDir: join(import.meta.dirname, 'architecture', 'violations'),
      ruleSet: { forbidden },
      validate: true,
    },
    options.enhancedResolveOptions,
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => {
    const inPackage = /node_modules\/([^/]+)\//.exec(to)?.[1];
    return [rule.name, from, inPackage ?? to].join(' | ');
  });
}

/** The most files that a folder may hold: more are two rooms. */
const MOST_FILES = 25;

/** Folders below these that hold too many files. */
async function crowded(root: string, folders: readonly string[], most: number): Promise<string[]> {
  const entries = await Promise.all(
    folders.map((folder) => readdir(join(root, folder), { recursive: true, withFileTypes: true })),
  );
  const files = entries.flat().filter((entry) => entry.isFile() && !/node_modules|\bdist\b/.test(entry.parentPath));
  const counts = Map.groupBy(files, ({ parentPath }) => relative(root, parentPath));
  return [...counts].filter(([, held]) => held.length > most).map(([folder]) => folder);
}

describe('folders', () => {
  it('hold at most 25 files', async () => {
    expect(
      await crowded(join(import.meta.dirname, '..'), ['src', 'entrypoints', 'server', 'test', 'scripts'], MOST_FILES),
    ).toEqual([]);
  });

  it('would be found if they held more', async () => {
    const violations = join(import.meta.dirname, 'architecture', 'violations');
    expect(await crowded(violations, ['src'], 6)).toEqual([join('src', 'encoding')]);
  });
});

describe('the import rules', () => {
  let found: string[];
  beforeAll(async () => {
    found = await findViolations();
  });

  it.each(rows)('%s refuses %s → %s', (rule, from, to) => {
    expect(found).toContain([rule, from, to].join(' | '));
  });

  it('refuse nothing else: what the table allows is allowed', () => {
    expect([...found].sort()).toEqual(rows.map((row) => row.join(' | ')).sort());
  });

  it('are all broken by somebody here', () => {
    const proven = new Set(rows.map(([rule]) => rule));
    expect(architecture.forbidden.map((rule) => rule.name).filter((name) => !proven.has(name))).toEqual([]);
  });

  it('are sentences', () => {
    for (const { comment } of architecture.forbidden) expect(comment).toMatch(/^\S.+\.$/);
  });
});
