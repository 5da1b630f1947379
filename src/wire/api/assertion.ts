import * as v from 'valibot';
import { base64urlUpTo, credentialText } from './values.ts';

/** What a browser answers to a WebAuthn `get()`, without extension results: PRF output never leaves the client. */
export const assertion = v.strictObject({
  id: credentialText,
  clientDataJSON: base64urlUpTo(4096),
  authenticatorData: base64urlUpTo(2048),
  signature: base64urlUpTo(1024),
  userHandle: v.optional(base64urlUpTo(64)),
});
export type Assertion = v.InferOutput<typeof assertion>;
