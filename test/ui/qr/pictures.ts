import { encode } from 'uqr';
import type { Pixels } from '../../../src/ui/qr/pixels.ts';

type Colour = readonly [red: number, green: number, blue: number];
/** What a point shows; between 0 and the picture's width and height. */
type Scene = (x: number, y: number) => Colour;

const black: Colour = [0, 0, 0];
export const white: Colour = [255, 255, 255];
/** Points a side that are looked at for one pixel. */
const FINE = 2;

/** A picture of a scene, its edges smooth as a screen or a camera draws them. */
export function paint(width: number, height: number, scene: Scene): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const sum = [0, 0, 0];
      for (let at = 0; at < FINE * FINE; at += 1) {
        const colour = scene(x + ((at % FINE) + 0.5) / FINE, y + (Math.floor(at / FINE) + 0.5) / FINE);
        for (const channel of [0, 1, 2]) sum[channel] = (sum[channel] ?? 0) + (colour[channel] ?? 0);
      }
      data.set(
        sum.map((value) => value / (FINE * FINE)),
        (y * width + x) * 4,
      );
    }
  }
  return { data, width, height };
}

export interface Style {
  /** Pixels a module. */
  readonly module?: number;
  /** Modules of paper around it. */
  readonly margin?: number;
  readonly ink?: Colour;
  readonly paper?: Colour;
  /** What lies around its paper. */
  readonly page?: Colour;
  readonly ecc?: 'L' | 'M' | 'Q' | 'H';
  /** Round dots in place of squares, a logo over so much of its width. */
  readonly dots?: boolean;
  readonly logo?: number;
}

export interface Code {
  readonly side: number;
  at(x: number, y: number): Colour | undefined;
}

/** A QR code with its upper left corner (margin included) at the origin; undefined beside it. */
export function qr(text: string, style: Style = {}): Code {
  const { module = 4, margin = 4, ink = black, paper = white, ecc = 'M', dots = false, logo = 0 } = style;
  const { data, size } = encode(text, { ecc, border: 0 });
  const side = (size + 2 * margin) * module;
  const isEye = (row: number, column: number): boolean =>
    [row, size - 1 - row].some((at) => at < 7) &&
    [column, size - 1 - column].some((at) => at < 7) &&
    !(row > 6 && column > 6);
  const at = (x: number, y: number): Colour | undefined => {
    if (x < 0 || y < 0 || x >= side || y >= side) return undefined;
    const [across, down] = [x / module - margin, y / module - margin];
    if (Math.max(Math.abs(across - size / 2), Math.abs(down - size / 2)) < (logo * size) / 2) return [200, 60, 40];
    const [column, row] = [Math.floor(across), Math.floor(down)];
    if (!data[row]?.[column]) return paper;
    const fromMiddle = Math.hypot(across - column - 0.5, down - row - 0.5);
    return dots && !isEye(row, column) && fromMiddle > 0.48 ? paper : ink;
  };
  return { side, at };
}

/** The same scene, seen tilted: turned by an angle (degrees) around a point. */
export function turned(scene: Scene, angle: number, middle: readonly [number, number]): Scene {
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const [cx, cy] = middle;
  return (x, y) => scene(cx + (x - cx) * cos + (y - cy) * sin, cy - (x - cx) * sin + (y - cy) * cos);
}

/** The picture at another size, as browsers scale (bilinear). */
export function scaled({ data, width, height }: Pixels, factor: number): Pixels {
  const [w, h] = [Math.round(width * factor), Math.round(height * factor)];
  const out = new Uint8ClampedArray(w * h * 4);
  const value = (x: number, y: number, channel: number): number =>
    data[(Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 4 + channel] ?? 0;
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const [fromX, fromY] = [(x + 0.5) / factor - 0.5, (y + 0.5) / factor - 0.5];
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, bottom] = [fromX - left, fromY - top];
      for (const channel of [0, 1, 2, 3]) {
        const upper = value(left, top, channel) * (1 - right) + value(left + 1, top, channel) * right;
        const lower = value(left, top + 1, channel) * (1 - right) + value(left + 1, top + 1, channel) * right;
        out[(y * w + x) * 4 + channel] = upper * (1 - bottom) + lower * bottom;
      }
    }
  }
  return { data: out, width: w, height: h };
}

/** As a camera has it: not in focus, darker towards one side, with noise (of a fixed seed). */
export function photographed({ data, width, height }: Pixels): Pixels {
  const out = new Uint8ClampedArray(data.length).fill(255);
  let seed = 1;
  const noise = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (seed / 2_147_483_648 - 0.5) * 24;
  };
  const reach = [-1, 0, 1] as const;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = 0.45 + 0.5 * (x / width);
      for (const channel of [0, 1, 2]) {
        let [sum, count] = [0, 0];
        for (const dx of reach) {
          for (const dy of reach) {
            if (x + dx < 0 || y + dy < 0 || x + dx >= width || y + dy >= height) continue;
            sum += data[((y + dy) * width + x + dx) * 4 + channel] ?? 0;
            count += 1;
          }
        }
        out[(y * width + x) * 4 + channel] = 20 + (sum / count) * light + noise();
      }
    }
  }
  return { data: out, width, height };
}
