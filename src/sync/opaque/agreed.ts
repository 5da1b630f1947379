import type { Bytes } from '../../encoding/index.ts';

/** What RFC 9807 (section 7) leaves to the two sides. */
export interface Agreed {
  /** The key stretching function: 64 bytes of 64. It blocks, so it is a worker's. */
  readonly harden: (output: Bytes) => Promise<Bytes>;
  /** Names what OPAQUE is used in. */
  readonly context: Bytes;
}
