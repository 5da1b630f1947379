import type { Bytes } from '../encoding/index.ts';
import { concat, MalformedError, pad, unpad } from '../encoding/index.ts';
import { cardText, CardTextError } from '../typed/index.ts';
import type { Card } from '../wire/index.ts';
import { readCard, writeSigned } from '../wire/index.ts';
import { armor } from './armor.ts';
import { CardError, checkCard } from './contacts/index.ts';
import { dearmor } from './find.ts';
import { kinds, VERSION } from './layout.ts';

const SIGNATURE_BYTES = 64;
const head = new Uint8Array([VERSION, kinds.card]);

/** A card as it stands in a page, a mail or a QR code: version, kind, what is signed, padded, and the signature (protocol 8.12). */
export function armorCard(encoded: Bytes): string {
  const { signed, signature } = readCard(encoded);
  return armor(concat(head, pad(signed), signature));
}

/**
 * The first card in what was pasted, scanned or found: as a link, or armored. Its signature is its own identity's; whose that is,
 * only a list says. Throws CardTextError, ArmorDamagedError, ArmorVersionError, FormatError, and CardError for a link of
 * another origin than the card's store.
 */
export async function readCardText(typed: string): Promise<{ readonly card: Card; readonly encoded: Bytes }> {
  const { armored, origin } = cardText(typed);
  const texts = dearmor(armored);
  if (texts[0][1] !== kinds.card) throw new CardTextError();
  const read = await firstSigned(texts);
  if (origin !== undefined && origin !== read.card.store) throw new CardError();
  return read;
}

/** They differ in where they end: the signature says which is genuine. */
async function firstSigned(texts: readonly Bytes[]): Promise<{ readonly card: Card; readonly encoded: Bytes }> {
  for (const text of texts) {
    const encoded = framed(text);
    const card = encoded && (await checkCard(encoded).catch(ignoreForged));
    if (encoded && card) return { card, encoded };
  }
  throw new CardError();
}

function framed(text: Bytes): Bytes | undefined {
  try {
    const signed = unpad(text.slice(head.length, -SIGNATURE_BYTES));
    return writeSigned(signed, text.slice(-SIGNATURE_BYTES));
  } catch {
    return undefined;
  }
}

function ignoreForged(error: unknown): undefined {
  if (!(error instanceof CardError || error instanceof MalformedError)) throw error;
}
