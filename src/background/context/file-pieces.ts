import type { Bytes } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import { SEALED_PIECE } from '../../rpc/index.ts';
import type { Context } from './context.ts';
import { NoTicketError } from './errors.ts';
import { Passing } from './passing.ts';

/** How long a file may stand still between two of its pieces, in milliseconds. */
const PAUSE = 60_000;

interface Made {
  readonly name: string;
  readonly file: Bytes;
}

/** A piece of base64url; `next`: the byte where the following one begins. */
interface Piece {
  readonly name: string;
  readonly piece: string;
  readonly next?: number;
}

/** A sealed file on its way to a page, piece by piece: made again it would be another file. */
export class FilePieces {
  readonly #made: Passing<Made>;

  constructor(parts: Pick<Context, 'clock' | 'session'>) {
    this.#made = new Passing(parts, PAUSE);
  }

  first(made: Made): Piece {
    return this.#piece(made, 0);
  }

  /** Throws NoTicketError for a file that lies here no more. */
  next(from: number): Piece {
    const made = this.#made.get();
    if (!made) throw new NoTicketError();
    return this.#piece(made, from);
  }

  #piece(made: Made, from: number): Piece {
    const to = from + SEALED_PIECE;
    const piece = toBase64url(made.file.slice(from, to));
    const isLast = to >= made.file.length;
    if (isLast) this.#made.drop();
    else this.#made.keep(made);
    return { name: made.name, piece, ...(isLast ? {} : { next: to }) };
  }
}
