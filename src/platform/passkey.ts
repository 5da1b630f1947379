import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type {
  AuthenticationResponseJSON,
  AuthenticationExtensionsClientInputs,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

type Bytes = Uint8Array<ArrayBuffer>;

/** What the content of a window needs in which a ceremony runs, in CSS pixels: room for the browser's own dialog, and words below it. */
export const passkeyWindowSize = { width: 500, height: 600 };

/**
 * The relying party of every passkey of ours. No certificate can exist for the name, so no web page can ever claim it; only an
 * extension with the host permission may (protocol 2.1). Changing it makes every existing passkey useless.
 */
export const passkeyHost = 'passkeys.latchkey.invalid';

/** What to do; all bytes in base64url. `challenge`: a store's, absent where nobody checks it. */
export type PasskeyTask =
  | (Making & { readonly purpose: 'add'; readonly prfInput: string })
  | (Making & { readonly purpose: 'key'; readonly challenge: string })
  | { readonly purpose: 'unlock'; readonly prfInput: string; readonly allow: readonly string[] }
  | {
      readonly purpose: 'signin';
      readonly prfInput: string;
      readonly challenge: string;
      readonly allow: readonly string[];
    }
  | { readonly purpose: 'second'; readonly challenge: string; readonly allow: readonly string[] };

interface Making {
  readonly userHandle: string;
  readonly name: string;
  readonly exclude: readonly string[];
}

/** What the authenticator signed, without the secret that came along. */
interface PasskeyAssertion {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle?: string;
}

/** What came of it, in base64url. `prf`: 32 bytes, a secret: hand it to the background and forget it. */
export interface PasskeyResult {
  readonly credentialId: string;
  readonly publicKey?: string;
  readonly prf?: string;
  readonly assertion?: PasskeyAssertion;
  readonly registration?: { readonly clientDataJSON: string; readonly attestationObject: string };
}

type PasskeyFailure = 'cancelled' | 'no-prf' | 'known' | 'not-allowed' | 'failed';

/** The ceremony did not succeed; `code` says why. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly code: PasskeyFailure;
  constructor(code: PasskeyFailure) {
    super(`The passkey ceremony ended: ${code}`);
    this.code = code;
  }
}

/**
 * Runs a ceremony; only in a focused window of ours. A new passkey is always asked for its secret by a second step, because
 * only some authenticators give it out when they make the passkey. Throws PasskeyError.
 */
export async function runPasskey(task: PasskeyTask): Promise<PasskeyResult> {
  try {
    return await perform(task);
  } catch (error) {
    throw error instanceof PasskeyError ? error : new PasskeyError(reasonOf(error));
  }
}

async function perform(task: PasskeyTask): Promise<PasskeyResult> {
  switch (task.purpose) {
    case 'unlock': {
      const { credentialId, prf } = await evaluate(task);
      return { credentialId, prf };
    }
    case 'signin':
      return evaluate(task);
    case 'second':
      return prove(task);
    case 'key':
      return makeKey(task);
    case 'add': {
      const made = await create(task);
      const { prf } = await evaluate({ prfInput: task.prfInput, allow: [made.credentialId] });
      return { ...made, prf };
    }
  }
}

async function create(task: PasskeyTask & { purpose: 'add' }): Promise<{ credentialId: string; publicKey?: string }> {
  const optionsJSON: PublicKeyCredentialCreationOptionsJSON = {
    ...making(task, newChallenge()),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    extensions: prfInput(task.prfInput),
  };
  const { id, response, clientExtensionResults } = await startRegistration({ optionsJSON });
  if (prfOf(clientExtensionResults)?.enabled === false) throw new PasskeyError('no-prf');
  return { credentialId: id, ...(response.publicKey === undefined ? {} : { publicKey: response.publicKey }) };
}

/** For the second factor alone: it need not be found without a name, and whoever types a password is known already. */
async function makeKey(task: PasskeyTask & { purpose: 'key' }): Promise<PasskeyResult> {
  const optionsJSON: PublicKeyCredentialCreationOptionsJSON = {
    ...making(task, task.challenge),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'discouraged' },
  };
  const { id, response } = await startRegistration({ optionsJSON });
  const { clientDataJSON, attestationObject } = response;
  return { credentialId: id, registration: { clientDataJSON, attestationObject } };
}

function making({ userHandle, name, exclude }: Making, challenge: string) {
  return {
    challenge,
    rp: { id: passkeyHost, name: 'Latchkey' },
    user: { id: userHandle, name, displayName: name },
    // Ed25519, ES256, RS256: what authenticators have.
    pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key' as const, alg })),
    excludeCredentials: exclude.map((id) => ({ type: 'public-key' as const, id })),
    attestation: 'none' as const,
  };
}

interface Asking {
  readonly prfInput: string;
  readonly allow: readonly string[];
  readonly challenge?: string;
}

async function evaluate(asking: Asking): Promise<PasskeyResult & { prf: string; assertion: PasskeyAssertion }> {
  const { id, response, clientExtensionResults } = await startAuthentication({
    optionsJSON: {
      ...authentication(asking.challenge ?? newChallenge(), asking.allow),
      // Always: an authenticator answers with another secret when nobody was verified.
      userVerification: 'required',
      extensions: prfInput(asking.prfInput),
    },
  });
  const first = prfOf(clientExtensionResults)?.results?.first;
  if (first === undefined) throw new PasskeyError('no-prf');
  return { credentialId: id, prf: write(new Uint8Array(first)), assertion: assertionOf(id, response) };
}

async function prove({ challenge, allow }: PasskeyTask & { purpose: 'second' }): Promise<PasskeyResult> {
  // A store wants a passkey to know who touches it; a key that is only a second factor may be unable to ask.
  const optionsJSON = { ...authentication(challenge, allow), userVerification: 'preferred' as const };
  const { id, response } = await startAuthentication({ optionsJSON });
  return { credentialId: id, assertion: assertionOf(id, response) };
}

function authentication(challenge: string, allow: readonly string[]): PublicKeyCredentialRequestOptionsJSON {
  const allowCredentials = allow.map((id) => ({ type: 'public-key' as const, id }));
  return { challenge, rpId: passkeyHost, allowCredentials };
}

function assertionOf(
  id: string,
  { clientDataJSON, authenticatorData, signature, userHandle }: AuthenticationResponseJSON['response'],
): PasskeyAssertion {
  const signed = { id, clientDataJSON, authenticatorData, signature };
  return userHandle === undefined ? signed : { ...signed, userHandle };
}

interface PrfResults {
  readonly enabled?: boolean;
  readonly results?: { readonly first?: ArrayBuffer };
}

function prfOf(results: object): PrfResults | undefined {
  return (results as { prf?: PrfResults }).prf;
}

/** The library passes extensions on as they are, so the input must be bytes already, whatever its types say. */
function prfInput(input: string): AuthenticationExtensionsClientInputs {
  return { prf: { eval: { first: read(input) } } };
}

/** Nobody checks it in a local vault; it is random so that no signature means anything elsewhere. */
function newChallenge(): string {
  return write(crypto.getRandomValues(new Uint8Array(32)));
}

function reasonOf(error: unknown): PasskeyFailure {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  if (name === 'InvalidStateError') return 'known';
  return name === 'SecurityError' ? 'not-allowed' : 'failed';
}

function write(bytes: Bytes): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function read(text: string): Bytes {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
