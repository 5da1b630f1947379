import { afterAll, beforeAll } from 'vitest';

/** What a file may change for all that come after it, for a worker runs many files in one process. */
const objects: Readonly<Record<string, object>> = {
  globalThis,
  crypto,
  'crypto.subtle': crypto.subtle,
  'process.env': process.env,
  'Object.prototype': Object.prototype,
  'Array.prototype': Array.prototype,
  'Promise.prototype': Promise.prototype,
  Date,
  Math,
  JSON,
};

/** What compiled packages bring along: it is added once and used by nobody else. */
const helpers = 'globalThis.__';

/** Every property by its name; accessors are told apart by what gets and sets, and aren't called. */
function propertiesOf([name, object]: readonly [string, object]): [string, unknown][] {
  const own: [string, object][] = Object.entries(Object.getOwnPropertyDescriptors(object));
  return own.flatMap(([key, property]) =>
    Object.entries(property).map(([part, value]): [string, unknown] => [`${name}.${key} (${part})`, value]),
  );
}

function look(): ReadonlyMap<string, unknown> {
  const listeners = process.eventNames().map((event) => [`process.on(${String(event)})`, process.listenerCount(event)]);
  return new Map<string, unknown>([
    ...Object.entries(objects).flatMap(propertiesOf),
    ...(listeners as [string, number][]),
    ['process.cwd()', process.cwd()],
  ]);
}

let before: ReadonlyMap<string, unknown>;

beforeAll(() => {
  before = look();
});

/** Fails a file that leaves something of the process otherwise than it found it: another file would stand still or lie. */
afterAll(() => {
  const after = look();
  const names = new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter(
    (name) => !Object.is(before.get(name), after.get(name)) && !name.startsWith(helpers),
  );
  if (changed.length > 0) throw new Error(`This file leaves changed behind: ${changed.join(', ')}`);
});
