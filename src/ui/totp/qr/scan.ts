import { ScanError } from './errors.ts';
import { levelled } from './pixels.ts';
import type { Pixels } from './pixels.ts';

/** The address of a secret, or of what authenticator apps keep besides: the field it goes to says what it is. */
const ADDRESS = /^\s*(?:otpauth|otpauth-migration|steam):/i;

/** The one address of a secret in a picture, or in one of many that a camera takes. Throws ScanError. */
export async function scan(pixels: Pixels, kind: 'still' | 'moving'): Promise<string> {
  // Only who scans loads what reads the pixels.
  const { decode } = await import('./decode.ts');
  const first = await decode(pixels, kind);
  const found =
    first.some(isAddress) || kind === 'moving' ? first : [...first, ...(await decode(levelled(pixels), kind))];
  const [address, another] = found.filter(isAddress);
  if (another !== undefined) throw new ScanError('qr-several');
  if (address === undefined) throw new ScanError(found.length === 0 ? 'qr-none' : 'qr-other');
  return address;
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}
