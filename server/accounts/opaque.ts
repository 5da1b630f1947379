import { ready, server } from '@serenity-kit/opaque';
import type { Bytes } from '../../src/encoding/index.ts';
import { MalformedError, fromBase64url, fromUtf8, toBase64url, toUtf8 } from '../../src/encoding/index.ts';
import type { Secret } from '../kms/index.ts';

/** OPAQUE (RFC 9807) as the library speaks it: its texts are unpadded base64url, its errors say what they were given. */

/** Must have resolved before anything else here is called. */
export const opaqueReady: Promise<void> = ready;

/** The material of the purpose `opaque`: the library's server setup as text. */
export function newOpaqueSetup(): Bytes {
  return toUtf8(server.createSetup());
}

/** The store's long-term public key, which clients pin. Throws if the secret is no setup: found out at the start. */
export function opaquePublicKey(secret: Secret): string {
  return server.getPublicKey(fromUtf8(secret.material));
}

export function fromOpaque(text: string): Bytes {
  return fromBase64url(text);
}

/** The library throws for whatever it can't read; what it says is dropped. */
function reading<T>(run: () => T): T {
  try {
    return run();
  } catch {
    throw new MalformedError('not a message of OPAQUE');
  }
}

export function registrationResponse(secret: Secret, identifier: string, request: string): string {
  const parts = { serverSetup: fromUtf8(secret.material), userIdentifier: identifier, registrationRequest: request };
  return reading(() => server.createRegistrationResponse(parts).registrationResponse);
}

/** `record` null: nobody has this identifier, and the answer looks as if somebody had. Throws MalformedError. */
export function startLogin(
  secret: Secret,
  identifier: string,
  record: Bytes | null,
  message: string,
): { state: string; response: string } {
  const { serverLoginState, loginResponse } = reading(() =>
    server.startLogin({
      serverSetup: fromUtf8(secret.material),
      userIdentifier: identifier,
      registrationRecord: record && toBase64url(record),
      startLoginRequest: message,
    }),
  );
  return { state: serverLoginState, response: loginResponse };
}

/** The session key (64 bytes) if the client's last message proves the password; undefined if it doesn't. */
export function finishLogin(state: string, message: string): Bytes | undefined {
  try {
    return fromBase64url(server.finishLogin({ serverLoginState: state, finishLoginRequest: message }).sessionKey);
  } catch {
    return undefined;
  }
}
