import { describe, expect, it } from 'vitest';
import '../browser.ts';
import { sentenceFor } from '../../../src/ui/kit/errors.ts';
import { ScanError } from '../../../src/ui/qr/errors.ts';
import { scan } from '../../../src/ui/qr/scan.ts';
import type { Pixels } from '../../../src/ui/qr/pixels.ts';
import { secretCode } from '../../../src/ui/totp/qr-secret.ts';
import { paint, photographed, qr, scaled, turned, white } from './pictures.ts';
import type { Code, Style } from './pictures.ts';

const address = 'otpauth://totp/Lantern%20Shop:mira@example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Lantern%20Shop';

/** A page with lines of something like text, and a code on it. */
function page(style: Style & { width?: number; height?: number; left?: number; top?: number } = {}): Pixels {
  const { width = 460, height = 340, left = 120, top = 60, page: ground = white } = style;
  const code = qr(address, style);
  return paint(width, height, (x, y) => {
    const isText = y % 24 > 8 && y % 24 < 16 && (x * 7) % 11 < 5 && (y < top - 16 || y > top + code.side + 16);
    return code.at(x - left, y - top) ?? (isText ? [90, 90, 90] : ground);
  });
}

const night = [23, 22, 27] as const;
const shapes: Readonly<Record<string, () => Pixels>> = {
  'as sites show it': () => page(),
  'two pixels a module': () => page({ module: 2 }),
  'as wide as a large screen is high': () => page({ module: 16, width: 1000, height: 900, left: 90, top: 40 }),
  'in a firm’s colours': () => page({ ink: [20, 50, 140], paper: [250, 225, 90] }),
  'in dark mode, light on dark': () => page({ ink: [239, 235, 227], paper: night, page: night }),
  'white paper on a dark page': () => page({ margin: 2, page: night }),
  'with the least margin, on a dark page': () => page({ margin: 1, page: night }),
  'without a margin, on a light page': () => page({ margin: 0 }),
  tilted: () => {
    const code = qr(address, { module: 6 });
    return paint(
      640,
      480,
      turned((x, y) => code.at(x - 180, y - 90) ?? white, 17, [320, 240]),
    );
  },
  'upside down': () => {
    const code = qr(address);
    return paint(
      640,
      480,
      turned((x, y) => code.at(x - 200, y - 90) ?? white, 180, [320, 240]),
    );
  },
  'with a logo in its middle': () => page({ ecc: 'H', logo: 0.2, width: 500 }),
  'of round dots, with a logo': () =>
    page({ ecc: 'H', module: 6, dots: true, logo: 0.18, width: 600, height: 480, top: 40 }),
  'with little contrast': () => page({ ink: [140, 140, 140], paper: [190, 190, 190], page: [200, 200, 200] }),
  'on a screen scaled 1.25 times': () => scaled(page({ module: 3 }), 1.25),
  'on a screen scaled 1.5 times': () => scaled(page({ module: 3 }), 1.5),
  'on a page at 67 %': () => scaled(page({ module: 4 }), 0.67),
  'photographed from a screen': () => {
    const code = qr(address, { module: 7 });
    return photographed(
      paint(
        640,
        480,
        turned((x, y) => code.at(x - 150, y - 60) ?? night, 6, [320, 240]),
      ),
    );
  },
};

/** The code of a refused scan. */
async function refusal(pixels: Pixels): Promise<string> {
  try {
    await scan(pixels, 'still', secretCode);
    return 'read';
  } catch (error) {
    if (error instanceof ScanError) return error.code;
    throw error;
  }
}

describe('a QR code is read', () => {
  it.each(Object.entries(shapes))('%s', async (_, picture) => {
    expect(await scan(picture(), 'still', secretCode)).toBe(address);
  });

  it('by a camera, in a picture that is one of many', async () => {
    expect(await scan(page(), 'moving', secretCode)).toBe(address);
  });

  it.each([
    'steam://JBSWY3DPEHPK3PXP',
    'OTPAUTH://TOTP/A?SECRET=JBSWY3DPEHPK3PXP',
    'otpauth-migration://offline?data=CjEK',
  ])('of %s, too: the field says what it is', async (text) => {
    const code = qr(text, { module: 3 });
    expect(
      await scan(
        paint(200, 200, (x, y) => code.at(x - 20, y - 20) ?? white),
        'still',
        secretCode,
      ),
    ).toBe(text);
  });

  it('beside others on one screen: the one with a secret', async () => {
    expect(await scan(beside(qr(address), qr('https://example.org/app', { module: 5 })), 'still', secretCode)).toBe(
      address,
    );
  });
});

describe('no secret', () => {
  it.each([
    ['qr-none', 'where there is nothing', () => paint(200, 200, (x, y) => ((x ^ y) & 8 ? [90, 90, 90] : white))],
    ['qr-none', 'where half of it is beyond the edge', () => page({ left: -90 })],
    ['qr-other', 'in a link', () => beside(qr('https://example.org/?otpauth://totp/'), qr('otpauthor'))],
    ['qr-several', 'where two sites show one', () => beside(qr(address), qr(address.replaceAll('Lantern', 'Ferry')))],
  ] as const)('%s: %s', async (code, _, picture) => {
    expect(await refusal(picture())).toBe(code);
    expect(sentenceFor(new ScanError(code))).not.toBe('errorUnexpected');
  });
});

function beside(one: Code, two: Code): Pixels {
  return paint(480, 300, (x, y) => one.at(x - 10, y - 20) ?? two.at(x - 240, y - 40) ?? white);
}
