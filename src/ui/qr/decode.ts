import { decodeQRBatch } from 'qr/decode.js';
import type { Pixels } from './pixels.ts';

/** How long one picture may take beyond what every picture takes: a file is looked at once, a camera's next is coming. */
const patience = { still: 3_000, moving: 20 } as const;

/** The texts of all QR codes in a picture. Gives way to the page in between, so that nothing stands still. */
export async function decode(pixels: Pixels, kind: keyof typeof patience): Promise<readonly string[]> {
  const [found = []] = await decodeQRBatch([pixels], {
    maxSize: { width: pixels.width, height: pixels.height },
    effort: kind === 'still' ? Infinity : 1,
    timeLimit: patience[kind],
  });
  return [...new Set(found.filter((text) => typeof text === 'string'))];
}
