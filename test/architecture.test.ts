import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';

/** Each import rule is broken on purpose in test/architecture/violations, a small house of its own; here is by which file. */

interface Architecture {
  readonly forbidden: (IForbiddenRuleType & { readonly name: string; readonly comment: string })[];
  readonly options: ICruiseOptions & { readonly enhancedResolveOptions: object };
}
const architecture = createRequire(import.meta.url)('./architecture.cjs') as Architecture;

/** room → a room whose values it may not import, a room whose types it may not name. */
const roomTable = {
  encoding: ['crypto', 'vault'],
  crypto: ['wire', 'wire'],
  wire: ['crypto', 'crypto'],
  keys: ['records', 'records'],
  records: ['vault', 'vault'],
  vault: ['keys', 'session'],
  transfer: ['crypto', 'records'],
  messaging: ['devices', 'session'],
  devices: ['messaging', 'vault'],
  recovery: ['messaging', 'vault'],
  session: ['crypto', 'vault'],
  sync: ['keys', 'records'],
  autofill: ['platform', 'vault'],
  platform: ['rpc', 'records'],
  rpc: ['vault', 'background'],
  ui: ['keys', 'background'],
  content: ['messaging', 'keys'],
  work: ['keys', 'vault'],
  background: ['ui', 'content'],
} as const;

const houseTable = [
  ['by-the-door', 'src/keys/past-the-door.ts', 'src/crypto/inner.ts'],
  ['by-the-door-in-ui', 'src/ui/popup/past-the-door.ts', 'src/ui/kit/inner.ts'],
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
  ['server-unknown-folder', 'server/misc/wrong.ts', 'server/database/index.ts'],
] as const;

const rows: (readonly [rule: string, from: string, to: string])[] = [
  ...Object.entries(roomTable).flatMap(([room, [value, type]]) => {
    const from = `src/${room}/wrong.ts`;
    return [
      [`${room}-values`, from, `src/${value}/index.ts`],
      [`${room}-types`, from, `src/${type}/index.ts`],
      [`${room}-packages`, from, 'hono'],
    ] as const;
  }),
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

describe('the import rules', () => {
  let found: string[];
  beforeAll(async () => {
    found = await findViolations();
  }, 60_000);

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
