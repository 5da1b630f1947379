import { createRequire } from 'node:module';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';

/**
 * `npm run matrix`: the imports between rooms and inner rooms, counted: a row imports a column. Rows stand in an order in
 * which every import points back to an earlier room; where there is none, rooms need each other in a circle, and it fails.
 */
const load = createRequire(import.meta.url);
const { options } = load('../../test/architecture.cjs') as {
  readonly options: ICruiseOptions & { readonly enhancedResolveOptions: object };
};
const { inner } = load('../../test/architecture/tables.cjs') as {
  readonly inner: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** The room or inner room of a file of src; undefined for all else. */
function unitOf(path: string): string | undefined {
  const [src, room = '', name = ''] = path.split('/');
  if (src !== 'src') return undefined;
  return inner[room]?.[name] === undefined ? room : `${room}/${name}`;
}

async function countImports(): Promise<Map<string, Map<string, number>>> {
  const { output } = await cruise(['src'], options, options.enhancedResolveOptions);
  const counts = new Map<string, Map<string, number>>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = unitOf(source);
    if (from === undefined) continue;
    const row = counts.get(from) ?? new Map<string, number>();
    counts.set(from, row);
    for (const { resolved } of dependencies) {
      const to = unitOf(resolved);
      if (to !== undefined && to !== from) row.set(to, (row.get(to) ?? 0) + 1);
    }
  }
  return counts;
}

/** Units before those that import them; `circle`: those that no order can be found for. */
function ordered(counts: ReadonlyMap<string, ReadonlyMap<string, number>>): { order: string[]; circle: string[] } {
  const order: string[] = [];
  let left = [...counts.keys()].sort();
  while (left.length > 0) {
    const ready = left.filter((unit) => [...(counts.get(unit)?.keys() ?? [])].every((to) => order.includes(to)));
    if (ready.length === 0) break;
    order.push(...ready);
    left = left.filter((unit) => !ready.includes(unit));
  }
  return { order, circle: left };
}

const counts = await countImports();
const { order, circle } = ordered(counts);
const width = Math.max(...order.map((unit) => unit.length));
console.log(`${' '.repeat(width)}    ${order.map((_, column) => String(column + 1).padStart(3)).join('')}`);
for (const [at, unit] of order.entries()) {
  const row = order.slice(0, at).map((to) => String(counts.get(unit)?.get(to) ?? '·').padStart(3));
  console.log(`${String(at + 1).padStart(2)} ${unit.padEnd(width)} ${row.join('')}`);
}
if (circle.length > 0) {
  console.error(`Rooms that need each other in a circle: ${circle.join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`\n${order.length} rooms and inner rooms, no circle, no arrow back.`);
}
