/** One line of a table, or one that can't be taken apart: its quotation marks don't close. */
export type Row = { readonly line: number; readonly cells: readonly string[] } | { readonly line: number };

/** A row longer than this, in UTF-16 units, has a quotation mark too few. */
const LONGEST = 8 * 1024 * 1024;
/** What may be read in vain behind quotation marks that don't close; after that they count as letters. */
const MOST_IN_VAIN = 64 * 1024 * 1024;

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** How a row ended: where the next begins; `more`: its end isn't here yet; `broken`: it can't be taken apart. */
type Taken = { readonly next: number; readonly cells: string[] } | 'more' | 'broken';

/**
 * A table (RFC 4180) in pieces, as they arrive. Line ends may be LF, CRLF or CR, and a quotation mark inside a bare cell is
 * a letter. A line whose quotation mark doesn't close is told as such, and the next line begins anew: one broken line
 * must not swallow the rest of the file.
 */
export class RowReader {
  readonly #separator: number;
  #text = '';
  #at = 0;
  #line = 1;
  #inVain = 0;

  constructor(separator: string) {
    this.#separator = separator.charCodeAt(0);
  }

  /** The rows that are complete with this piece. Rows without any text are left out. `last`: nothing follows. */
  *push(piece: string, last = false): Generator<Row> {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    while (this.#at < this.#text.length) {
      const taken = this.#take(last);
      if (taken === 'more') return;
      const line = this.#line;
      const next = taken === 'broken' ? this.#nextLine(last) : taken.next;
      if (next === undefined) return;
      this.#line += this.#linesUntil(next);
      this.#at = next;
      if (taken === 'broken') yield { line };
      else if (taken.cells.some((cell) => cell !== '')) yield { line, cells: taken.cells };
    }
  }

  #take(last: boolean): Taken {
    const text = this.#text;
    const cells: string[] = [];
    let at = this.#at;
    for (;;) {
      const cell = this.#cell(at, last);
      if (typeof cell === 'string') return cell;
      cells.push(cell.text);
      at = cell.end;
      const code = text.charCodeAt(at);
      if (at >= text.length) return last ? { next: at, cells } : 'more';
      if (code === this.#separator) {
        at += 1;
        continue;
      }
      // A CR at the end of a piece may be half of a CRLF.
      if (code === CR && at + 1 === text.length && !last) return 'more';
      return { next: code === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1, cells };
    }
  }

  /** The cell that begins here, and where it ends: before a separator, a line end, or the end. */
  #cell(start: number, last: boolean): { text: string; end: number } | 'more' | 'broken' {
    if (this.#text.charCodeAt(start) === QUOTE && this.#inVain < MOST_IN_VAIN) return this.#quoted(start, last);
    let end = start;
    while (end < this.#text.length && !this.#ends(this.#text.charCodeAt(end))) end += 1;
    return { text: this.#text.slice(start, end), end };
  }

  #quoted(start: number, last: boolean): { text: string; end: number } | 'more' | 'broken' {
    const text = this.#text;
    let at = start + 1;
    let doubled = false;
    for (;;) {
      const close = text.indexOf('"', at);
      if (close < 0 || close + 1 === text.length) {
        if (close > 0 && last) return { text: unquoted(text.slice(start + 1, close), doubled), end: close + 1 };
        if (last || text.length - this.#at > LONGEST) return this.#broken(text.length - start);
        return 'more';
      }
      const code = text.charCodeAt(close + 1);
      if (code !== QUOTE) {
        if (!this.#ends(code)) return this.#broken(close - start);
        return { text: unquoted(text.slice(start + 1, close), doubled), end: close + 1 };
      }
      doubled = true;
      at = close + 2;
    }
  }

  #broken(read: number): 'broken' {
    this.#inVain += read;
    return 'broken';
  }

  #ends(code: number): boolean {
    return code === this.#separator || code === LF || code === CR;
  }

  /** Undefined: the end of this line isn't here yet. */
  #nextLine(last: boolean): number | undefined {
    const at = this.#text.slice(this.#at, this.#at + LONGEST).search(/[\r\n]/);
    const end = this.#at + at;
    const isHere = last || this.#text.length - this.#at > LONGEST;
    if (at < 0) return isHere ? Math.min(this.#text.length, this.#at + LONGEST) : undefined;
    if (end + 1 === this.#text.length && !isHere) return undefined;
    return this.#text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }

  #linesUntil(next: number): number {
    let lines = 0;
    for (let at = this.#at; at < next; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === LF || (code === CR && this.#text.charCodeAt(at + 1) !== LF)) lines += 1;
    }
    return lines;
  }
}

function unquoted(text: string, doubled: boolean): string {
  return doubled ? text.replaceAll('""', '"') : text;
}

/** What parts the cells of a table whose first line this is. */
export function separatorOf(firstLine: string): string {
  const bare = firstLine.replace(/"[^"]*"/g, '');
  const count = (separator: string): number => bare.split(separator).length;
  return [',', ';', '\t'].reduce((best, other) => (count(other) > count(best) ? other : best));
}
