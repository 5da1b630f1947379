/**
 * How large a commit may be on its way to a store. Nobody tells that of a proxy: it is found out by halving what was refused.
 * What is larger all by itself goes last, so that it holds nothing back. Forgotten with its exchange.
 */
export class CommitRoom {
  #most: number | undefined;

  /** Bytes of a commit; undefined: as many as it may have. */
  get most(): number | undefined {
    return this.#most;
  }

  taken(length: number): void {
    if (this.#most !== undefined) this.#most = Math.max(this.#most, length);
  }

  /** False: a smaller one was asked for already, so this one can't be divided. */
  refused(length: number): boolean {
    if (this.#most !== undefined && length > this.#most) return false;
    this.#most = Math.floor(length / 2);
    return true;
  }
}
