import { FileReading } from '../../src/transfer/index.ts';
import type { Found, ReadReport, Source, Told } from '../../src/transfer/index.ts';
import { argon2id } from '../../src/work/argon2id.ts';

export interface Outcome {
  readonly report: ReadReport;
  readonly items: readonly Found[];
}

/** Everything that a file holds. */
export async function readAll(content: BlobPart | Source, told: Told = {}): Promise<Outcome> {
  const reading = new FileReading(argon2id);
  const file = typeof content === 'object' && 'slice' in content && 'size' in content ? content : new Blob([content]);
  const report = await reading.read(file, told);
  const items: Found[] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const part: ReturnType<FileReading['part']> = reading.part(from);
    items.push(...part.items);
    from = part.next;
  }
  return { report, items };
}
