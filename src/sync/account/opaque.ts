import { LatchkeyError, MalformedTextError } from '../../encoding/index.ts';
import { opaqueStretch } from '../../wire/index.ts';
import { StoreAnswerError } from '../client/index.ts';

/** What the client's half of OPAQUE answers. All text is the library's: unpadded base64url. */
interface OpaqueStart {
  /** Secret: stays here until the finish. */
  readonly state: string;
  readonly request: string;
}
export interface OpaqueRecord {
  readonly record: string;
  /** The store's long-term public key: to be pinned in the vault, and compared after every unlock. */
  readonly storeKey: string;
}
interface OpaqueProof {
  readonly finish: string;
  readonly sessionKey: string;
  readonly storeKey: string;
}

export interface OpaqueFinish {
  readonly password: string;
  readonly state: string;
  /** The store's message. */
  readonly response: string;
  readonly keyStretching: typeof opaqueStretch;
}

/**
 * OPAQUE's client (RFC 9807), run in a worker of its own: stretching takes about as long as an unlock. A message that is
 * none makes it throw an error with code `malformed`.
 */
export interface Opaque {
  startRegistration(password: string): Promise<OpaqueStart>;
  finishRegistration(input: OpaqueFinish): Promise<OpaqueRecord>;
  startLogin(password: string): Promise<OpaqueStart>;
  /** Null: the password is wrong, or nobody has that address. */
  finishLogin(input: OpaqueFinish): Promise<OpaqueProof | null>;
}

/** A password as OPAQUE takes it: one form, as for the password's slot. Throws MalformedTextError. */
export function preparedPassword(password: string): string {
  // Half an emoji would become a replacement character, and every password with one the same.
  if (!password.isWellFormed()) throw new MalformedTextError();
  return password.normalize('NFKC');
}

/** A finish under the format's stretching, which no store names. What can't be read is the store's fault. */
export async function finishing<T>(
  run: (input: OpaqueFinish) => Promise<T>,
  input: Omit<OpaqueFinish, 'keyStretching'>,
): Promise<T> {
  try {
    return await run({ ...input, keyStretching: opaqueStretch });
  } catch (cause) {
    if (codeOf(cause) === 'malformed') throw new StoreAnswerError('not a message of OPAQUE', { cause });
    throw cause;
  }
}

/** Errors of a worker are another class than those thrown in it. */
function codeOf(error: unknown): unknown {
  if (error instanceof LatchkeyError) return error.code;
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
