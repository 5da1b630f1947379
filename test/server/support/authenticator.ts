import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { randomBytes, sha256 } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { concat, toBase64url, toUtf8, u16, u32 } from '../../../src/encoding/index.ts';
import type { Assertion } from '../../../src/wire/index.ts';
import { PASSKEY_RP_ID } from '../../../src/wire/index.ts';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const ATTESTED = 0x40;

const EXTENSION = 'chrome-extension://idephhgilegkckebdganjhjeanjcjhmj';

/** What a test may have wrong in an assertion. */
export interface Wrong {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly flags?: number;
}

export interface Created {
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly credential: string;
}

/** An authenticator in software with one credential: WebAuthn level 3, sections 6.1, 6.3 and 6.5, P-256. */
export class TestAuthenticator {
  readonly id: Bytes = randomBytes(32);
  readonly #private: KeyObject;
  readonly #public: KeyObject;
  #counter = 0;

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#private = privateKey;
    this.#public = publicKey;
  }

  get credential(): string {
    return toBase64url(this.id);
  }

  /** As the browser's `getPublicKey()` gives it. */
  get spki(): string {
    return toBase64url(new Uint8Array(this.#public.export({ format: 'der', type: 'spki' })));
  }

  /** Makes the authenticator count, as old security keys do. */
  count(): void {
    this.#counter += 1;
  }

  /** Answers a `get()` whose challenge is the hash of X. */
  get(binding: Bytes, wrong: Wrong = {}): Assertion {
    return this.answer(sha256(binding), wrong);
  }

  /** Answers a `get()` of this challenge, as a browser would. */
  answer(challenge: Bytes, wrong: Wrong = {}): Assertion {
    const clientData = clientDataOf(wrong.type ?? 'webauthn.get', challenge, wrong.origin ?? EXTENSION);
    const data = this.#data(wrong.flags ?? USER_PRESENT | USER_VERIFIED, wrong.rpId ?? PASSKEY_RP_ID);
    const signature = sign('sha256', concat(data, sha256(clientData)), this.#private);
    return {
      id: this.credential,
      clientDataJSON: toBase64url(clientData),
      authenticatorData: toBase64url(data),
      signature: toBase64url(new Uint8Array(signature)),
    };
  }

  /** Answers a `create()` without attestation. */
  create(binding: Bytes, wrong: Wrong = {}): Created {
    return this.make(sha256(binding), wrong);
  }

  /** Answers a `create()` of this challenge, as a browser would. */
  make(challenge: Bytes, wrong: Wrong = {}): Created {
    const clientData = clientDataOf(wrong.type ?? 'webauthn.create', challenge, wrong.origin ?? EXTENSION);
    const flags = wrong.flags ?? USER_PRESENT;
    const attested = concat(new Uint8Array(16), u16(this.id.length), this.id, this.#cose());
    const data = concat(this.#data(flags | ATTESTED, wrong.rpId ?? PASSKEY_RP_ID), attested);
    return {
      credential: this.credential,
      clientDataJSON: toBase64url(clientData),
      attestationObject: toBase64url(attestationOf(data)),
    };
  }

  #data(flags: number, rpId: string): Bytes {
    const hash = new Uint8Array(createHash('sha256').update(rpId).digest());
    return concat(hash, Uint8Array.of(flags), u32(this.#counter));
  }

  #cose(): Bytes {
    const { x = '', y = '' } = this.#public.export({ format: 'jwk' });
    const part = (text: string): Bytes =>
      concat(Uint8Array.of(0x58, 32), new Uint8Array(Buffer.from(text, 'base64url')));
    const head = Uint8Array.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01);
    return concat(head, Uint8Array.of(0x21), part(x), Uint8Array.of(0x22), part(y));
  }
}

function clientDataOf(type: string, challenge: Bytes, origin: string): Bytes {
  return toUtf8(JSON.stringify({ type, challenge: toBase64url(challenge), origin, crossOrigin: false }));
}

/** CBOR {fmt: "none", attStmt: {}, authData}. */
function attestationOf(data: Bytes): Bytes {
  const text = (value: string): Bytes => concat(Uint8Array.of(0x60 | value.length), toUtf8(value));
  return concat(
    Uint8Array.of(0xa3),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Uint8Array.of(0xa0),
    text('authData'),
    Uint8Array.of(0x59),
    u16(data.length),
    data,
  );
}
