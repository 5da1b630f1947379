import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, join } from '../../encoding/index.ts';
import { FileTooLargeError } from '../../transfer/index.ts';
import type { Context } from '../context/index.ts';
import { Passing } from '../context/index.ts';
import { ImportGoneError } from './errors.ts';

/** How long a file lies here after it was last asked for, in milliseconds. */
const LASTS = 60_000;

/** The largest that is taken, in bytes: as much as of a readable one. */
const MOST = 400 * 1024 * 1024;

interface Pieces {
  readonly pieces: readonly Bytes[];
  readonly length: number;
}

/** A sealed file that a window hands over piece by piece. Sealed as it came, and in memory only. */
export class BroughtFile {
  readonly #held: Passing<Pieces>;

  constructor(parts: Pick<Context, 'clock' | 'session'>) {
    this.#held = new Passing(parts, LASTS);
  }

  /**
   * The piece that begins at a byte; the first takes the place of what lay here. Throws ImportGoneError where another should
   * come now (the file before it is gone), FileTooLargeError, MalformedError.
   */
  add(from: number, piece: string): void {
    const { pieces, length } = (from === 0 ? undefined : this.#held.get()) ?? { pieces: [], length: 0 };
    if (from !== length) throw new ImportGoneError();
    const added = fromBase64url(piece);
    if (length + added.length > MOST) {
      this.#held.drop();
      throw new FileTooLargeError();
    }
    this.#held.keep({ pieces: [...pieces, added], length: length + added.length });
  }

  /** Throws ImportGoneError. */
  whole(): Bytes {
    const held = this.#held.get();
    if (!held) throw new ImportGoneError();
    const file = join(held.pieces);
    this.#held.keep({ pieces: [file], length: file.length });
    return file;
  }
}
