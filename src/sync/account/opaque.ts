import type { Stretch } from '../../crypto/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, MalformedTextError, bytes, fromBase64url, toBase64url, toUtf8 } from '../../encoding/index.ts';
import { StoreAnswerError } from '../client/index.ts';
import type { Agreed, LoginProof } from '../opaque/index.ts';
import { finishLogin, finishRegistration, startLogin, startRegistration } from '../opaque/index.ts';

export interface OpaqueRecord {
  readonly record: string;
  /** The store's long-term public key: to be pinned in the vault, and compared after every unlock. */
  readonly storeKey: string;
}

/** A store's answer with its message of OPAQUE; messages are base64url. */
interface Answered {
  readonly response: string;
}
type Ask<A extends Answered> = (message: string) => Promise<A>;

/**
 * OPAQUE's key stretching is a constant of the format, never named by a store (protocol 5); the salt is zeros, for what is stretched
 * is of one person and store already.
 */
const opaqueStretch = { salt: bytes(16), t: 3, m: 65_536, p: 4 } as const;
const HARDENED_BYTES = 64;

function agreed(stretch: Stretch): Agreed {
  return { context: bytes(0), harden: (output) => stretch(output, opaqueStretch, HARDENED_BYTES) };
}

/** Registers a password, which is not shown to the store. Throws MalformedTextError, StoreAnswerError, and what asking throws. */
export function registerBy<A extends Answered>(
  stretch: Stretch,
  typed: string,
  ask: Ask<A>,
): Promise<{ readonly answer: A; readonly made: OpaqueRecord }> {
  return withPassword(typed, async (password) => {
    const start = startRegistration(password);
    const answer = await orWiped(ask(toBase64url(start.blinded)), start.blind);
    const finish = () => finishRegistration(password, start, fromBase64url(answer.response), agreed(stretch));
    const { record, storeKey } = await reading(finish);
    return { answer, made: { record: toBase64url(record), storeKey: toBase64url(storeKey) } };
  });
}

/** Proves a password. `proof` null: it is wrong, or nobody has that address. Throws as `registerBy`. */
export function proveBy<A extends Answered>(
  stretch: Stretch,
  typed: string,
  ask: Ask<A>,
): Promise<{ readonly answer: A; readonly proof: LoginProof | null }> {
  return withPassword(typed, async (password) => {
    const start = startLogin(password);
    const answer = await orWiped(ask(toBase64url(start.request)), start.blind, start.secret);
    const finish = () => finishLogin(password, start, fromBase64url(answer.response), agreed(stretch));
    return { answer, proof: await reading(finish) };
  });
}

/** A password as OPAQUE takes it: in one form, as for the password's slot. */
async function withPassword<T>(typed: string, work: (password: Bytes) => Promise<T>): Promise<T> {
  // Half an emoji would become a replacement character, and every password with one the same.
  if (!typed.isWellFormed()) throw new MalformedTextError();
  const password = toUtf8(typed.normalize('NFKC'));
  try {
    return await work(password);
  } finally {
    wipe(password);
  }
}

/** The finish wipes what was begun; where no answer came there is none. */
function orWiped<A>(asked: Promise<A>, ...begun: readonly Bytes[]): Promise<A> {
  return asked.catch((error: unknown) => {
    wipe(...begun);
    throw error;
  });
}

/** What can't be read is the store's fault. */
async function reading<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (cause instanceof MalformedError) throw new StoreAnswerError('not a message of OPAQUE', { cause });
    throw cause;
  }
}
