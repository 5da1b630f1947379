import type { Bytes } from '../encoding/index.ts';
import { UnknownFileError } from './errors.ts';
import { encodingsOf } from './encodings.ts';

/** A file, as far as reading it goes: a `Blob` is one. */
export interface Source {
  readonly size: number;
  slice(from: number, to: number): Source;
  arrayBuffer(): Promise<ArrayBuffer>;
}

const PIECE = 1024 * 1024;

/**
 * The text of a file, piece by piece. `begin` runs before the first: once more where the file turned out to be in
 * another encoding, and everything told until then is void. `cut`: the beginning of a file may end within a character.
 * Throws UnknownFileError for what is no text.
 */
export async function readText(
  file: Source,
  begin: () => (piece: string, last: boolean) => void,
  cut: 'whole' | 'beginning' = 'whole',
): Promise<void> {
  for (const encoding of encodingsOf(await bytesOf(file, 0, PIECE))) {
    if (await readIn(file, encoding, begin(), cut)) return;
  }
  throw new UnknownFileError();
}

/** False: it is not in this encoding. */
async function readIn(
  file: Source,
  encoding: string,
  hear: (piece: string, last: boolean) => void,
  cut: 'whole' | 'beginning',
): Promise<boolean> {
  // Without its mark, which would be part of the first column's name.
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let at = 0; at < file.size || at === 0; at += PIECE) {
    const last = at + PIECE >= file.size;
    const bytes = await bytesOf(file, at, at + PIECE);
    let piece;
    try {
      piece = decoder.decode(bytes, { stream: !last || cut === 'beginning' });
    } catch {
      return false;
    }
    hear(piece, last);
  }
  return true;
}

/** Some bytes of a file; fewer where it ends before. */
export async function bytesOf(file: Source, from: number, to: number): Promise<Bytes> {
  return new Uint8Array(await file.slice(from, to).arrayBuffer());
}
