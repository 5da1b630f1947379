import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../node_modules/.cache/latchkey');

/**
 * What is made of a file, made once: both packages and the builds of tests hold mostly the same. `what` names the making;
 * change it when the making changes.
 */
export async function madeOnce(
  what: string,
  from: Uint8Array,
  make: (from: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const path = join(folder, `${what}-${createHash('sha256').update(from).digest('hex')}`);
  try {
    return await readFile(path);
  } catch {
    const made = await make(from);
    await mkdir(folder, { recursive: true });
    // Two builds may run at once: whoever reads finds all of it or nothing.
    const beside = `${path}.${String(process.pid)}`;
    await writeFile(beside, made);
    await rename(beside, path);
    return made;
  }
}
