import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { found } from '../../support/canaries.ts';

/** How Firefox begins the files of its session store: the mark, the unpacked size (u32, little endian), one LZ4 block. */
const MARK = Buffer.from('mozLz40\0', 'latin1');

/** An LZ4 block (lz4_Block_format.md) unpacked; what is cut off is left out. */
function unpackLz4(block: Buffer, size: number): Buffer {
  const out = Buffer.alloc(size);
  let [from, to] = [0, 0];
  const lengthOf = (nibble: number): number => {
    let length = nibble;
    for (let more = nibble === 15 ? 255 : 0; more === 255; length += more) more = block[from++] ?? 0;
    return length;
  };
  while (from < block.length && to < size) {
    const token = block[from++] ?? 0;
    const literals = lengthOf(token >> 4);
    block.copy(out, to, from, from + literals);
    [from, to] = [from + literals, to + literals];
    if (from >= block.length) break;
    const distance = block.readUInt16LE(from);
    from += 2;
    const matched = lengthOf(token & 15) + 4;
    for (let end = to + matched; to < end; to += 1) out[to] = out[to - distance] ?? 0;
  }
  return out;
}

async function contentsOf(path: string): Promise<Buffer> {
  // A browser that runs takes files away while they are read.
  const content = await readFile(path).catch(() => Buffer.alloc(0));
  if (!content.subarray(0, MARK.length).equals(MARK)) return content;
  return Buffer.concat([content, unpackLz4(content.subarray(MARK.length + 4), content.readUInt32LE(MARK.length))]);
}

/** Which of these texts lie in any file of a browser's profile (or in those whose path fits), in any form that `found` knows. */
export async function foundInProfile(
  profile: string,
  texts: Readonly<Record<string, string>>,
  path = /^/,
): Promise<string[]> {
  const entries = await readdir(profile, { recursive: true, withFileTypes: true }).catch(() => []);
  const names = new Set<string>();
  for (const entry of entries.filter((one) => one.isFile() && path.test(join(one.parentPath, one.name)))) {
    for (const name of found(await contentsOf(join(entry.parentPath, entry.name)), texts)) names.add(name);
  }
  return [...names].toSorted();
}
