import type { Wanting } from './errors.ts';
import { ScanError } from './errors.ts';
import { levelled } from './pixels.ts';
import type { Pixels } from './pixels.ts';

/** What a code must say to be the one that is looked for, and what is said where only others are there. */
export interface Wanted {
  readonly isIt: (text: string) => boolean;
  readonly other: Wanting;
}

/** The one code that is wanted in a picture, or in one of many that a camera takes. Throws ScanError. */
export async function scan(pixels: Pixels, kind: 'still' | 'moving', { isIt, other }: Wanted): Promise<string> {
  // Only who scans loads what reads the pixels.
  const { decode } = await import('./decode.ts');
  const first = await decode(pixels, kind);
  const found = first.some(isIt) || kind === 'moving' ? first : [...first, ...(await decode(levelled(pixels), kind))];
  const [wanted, another] = found.filter(isIt);
  if (another !== undefined) throw new ScanError('qr-several');
  if (wanted === undefined) throw new ScanError(found.length === 0 ? 'qr-none' : other);
  return wanted;
}
