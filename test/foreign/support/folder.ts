import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'vitest';

const folder = process.env['LATCHKEY_VECTORS'];

/** The text of a published file. They are not ours to copy: they lie where LATCHKEY_VECTORS says. */
export function readVectors(name: string): string {
  return readFileSync(join(folder ?? '', name), 'utf8');
}

/** The same as JSON, of the shape that the file's own documentation promises. */
export function readJson(name: string): unknown {
  return JSON.parse(readVectors(name));
}

/** `describe`, or one line that says why nothing was run. */
export function describeForeign(name: string, body: () => void): void {
  describe(name, () => {
    if (folder === undefined) it.skip('not run: LATCHKEY_VECTORS names no folder', () => undefined);
    else body();
  });
}
