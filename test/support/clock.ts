/** A clock of a test's own: the machine's, until the test moves it on. */
export class TestClock {
  #offset = 0;
  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() + this.#offset;
  forward(milliseconds: number): void {
    this.#offset += milliseconds;
  }
}
