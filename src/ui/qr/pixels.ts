/** Pixels as a canvas gives them: red, green, blue, alpha. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

const CHANNELS = 4;
/** So many of a thousand pixels may be darker than what counts as black, and lighter than what counts as white. */
const OUTLIERS = 5;

/** The picture in grey, its darkest made black and its lightest white: for pale codes on pale paper. */
export function levelled(pixels: Pixels): Pixels {
  const grey = greyOf(pixels);
  const [dark, light] = range(grey);
  const scale = 255 / Math.max(1, light - dark);
  const data = new Uint8ClampedArray(pixels.data.length).fill(255);
  grey.forEach((value, at) => data.fill((value - dark) * scale, at * CHANNELS, at * CHANNELS + 3));
  // One by one: a browser's ImageData has none of them as its own.
  return { width: pixels.width, height: pixels.height, data };
}

function greyOf({ data }: Pixels): Uint8ClampedArray {
  const grey = new Uint8ClampedArray(data.length / CHANNELS);
  for (let at = 0; at < grey.length; at += 1) {
    const from = at * CHANNELS;
    grey[at] = 0.3 * (data[from] ?? 0) + 0.59 * (data[from + 1] ?? 0) + 0.11 * (data[from + 2] ?? 0);
  }
  return grey;
}

/** The greys between which nearly all of them lie. */
function range(grey: Uint8ClampedArray): readonly [dark: number, light: number] {
  const counts = new Uint32Array(256);
  for (const value of grey) counts[value] = (counts[value] ?? 0) + 1;
  const enough = (grey.length * OUTLIERS) / 1_000;
  const first = (values: readonly number[]): number => {
    let seen = 0;
    return values.find((value) => (seen += counts[value] ?? 0) > enough) ?? 0;
  };
  const ascending = Array.from(counts.keys());
  return [first(ascending), first(ascending.toReversed())];
}
