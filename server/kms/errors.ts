import { LatchkeyError } from '../../src/encoding/index.ts';

/** The root key is missing, unreadable, or not the one under which this database's keys lie. `root-key` */
export class RootKeyError extends LatchkeyError {
  readonly code = 'root-key';
}
