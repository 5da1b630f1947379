import type { JSX } from 'preact';
import { encode } from 'uqr';
import { qrPath } from './qr-path.ts';

/** The modules that a reader needs to be clear around a code. */
const quiet = 4;

/** A code to be read by a phone's camera. Ink on paper in every theme, because readers want it so. */
export function QrCode({ text, label }: { text: string; label: string }): JSX.Element {
  const { data, size } = encode(text, { ecc: 'M', border: quiet });
  const side = String(size);
  return (
    <svg class="qr-code" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#ffffff" />
      <path d={qrPath(data)} fill="#1f1d24" />
    </svg>
  );
}
