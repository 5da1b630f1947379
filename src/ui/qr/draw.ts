import { ScanError } from './errors.ts';
import type { Pixels } from './pixels.ts';

/** The largest file that is opened: a photo has a tenth. */
const LARGEST_FILE = 50_000_000;
/** The most pixels that are looked at; of a larger picture a smaller copy. */
const MOST_PIXELS = 12_000_000;

/** The pixels of a picture's file. Throws ScanError. */
export async function pixelsOf(picture: Blob): Promise<Pixels> {
  if (picture.size > LARGEST_FILE) throw new ScanError('qr-picture');
  const bitmap = await createImageBitmap(picture).catch(() => {
    throw new ScanError('qr-picture');
  });
  try {
    return draw(bitmap, bitmap);
  } finally {
    bitmap.close();
  }
}

/** The pixels of what a page can draw, on white: where nothing is drawn, codes have their paper. */
export function draw(source: CanvasImageSource, size: { readonly width: number; readonly height: number }): Pixels {
  const scale = Math.min(1, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
  const [width, height] = [size.width, size.height].map((side) => Math.max(1, Math.floor(side * scale))) as [
    number,
    number,
  ];
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new ScanError('qr-picture');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
