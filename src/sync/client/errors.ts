import { LatchkeyError, MalformedError } from '../../encoding/index.ts';
import type { ApiError, ApiErrorCode } from '../../wire/index.ts';

/** The store refused: `code` is its own word (`apiErrors` in wire), and what it told along to go on with. */
export class RefusedError extends LatchkeyError {
  readonly code: ApiErrorCode;
  /** Seconds to wait before the same may be asked again. */
  readonly retryAfter: number | undefined;
  /** The store's present head, where the request named another. */
  readonly head: string | undefined;
  readonly sequence: number | undefined;

  constructor({ code, retryAfter, head, sequence }: ApiError) {
    super('the store refused');
    this.code = code;
    this.retryAfter = retryAfter;
    this.head = head;
    this.sequence = sequence;
  }
}

/** Nothing answered: no network, no such host, no permission for it, no TLS, or a gateway whose store is down. `unreachable` */
export class UnreachableError extends LatchkeyError {
  readonly code = 'unreachable';

  constructor() {
    super('the store cannot be reached');
  }
}

/** An answer that didn't begin, or didn't go on, in time. `slow` */
export class SlowError extends LatchkeyError {
  readonly code = 'slow';

  constructor() {
    super('the store is too slow');
  }
}

/** Something answers at the address, and it is no store of ours: a captive portal, another service, a redirect. `not-a-store` */
export class NotAStoreError extends LatchkeyError {
  readonly code = 'not-a-store';

  constructor() {
    super('not a Latchkey store');
  }
}

/** Something between here and the store refuses a request for its length; the store never saw it. `proxy-refused` */
export class ProxyRefusedError extends LatchkeyError {
  readonly code = 'proxy-refused';

  constructor() {
    super('something before the store refuses what is this large');
  }
}

/**
 * A store that goes by another address than the one it was called by: signing in there would fail, or be a relay's doing.
 * `wrong-origin`
 */
export class WrongOriginError extends LatchkeyError {
  readonly code = 'wrong-origin';
  /** What it says it is: to be shown as a thing that somebody claims, never called by itself. */
  readonly origin: string;

  constructor(origin: string) {
    super('the store goes by another address');
    this.origin = origin;
  }
}

/** A store of another format, or made for other passkeys than ours. `store-version` */
export class StoreVersionError extends LatchkeyError {
  readonly code = 'store-version';

  constructor() {
    super('the store speaks another version');
  }
}

/** An answer that no store in its right mind gives: of another shape, too large, or against what it said before. `store-answer` */
export class StoreAnswerError extends LatchkeyError {
  readonly code = 'store-answer';
}

const passing: readonly string[] = [
  ...['unreachable', 'slow', 'not-a-store', 'store-answer'],
  ...[
    'too-slow',
    'failed',
    'unavailable',
    'too-many-requests',
    'store-full',
    'mailbox-full',
    'request-time',
    'request-replayed',
  ],
];

/** Whether waiting may help. Everything else stays as it is until a person, or an update, changes it. */
export function isPassing(error: unknown): boolean {
  return error instanceof LatchkeyError && passing.includes(error.code);
}

/** What can't be read is the store's fault, not ours. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof MalformedError) throw new StoreAnswerError('an answer of another shape', { cause });
    throw cause;
  }
}
