import { agree, agreementKeyPair, hmacSha256, kdf, randomBytes, sha256 } from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import {
  associate,
  bytes,
  fromBase64url,
  toBase64url,
  toJson,
  toUtf8,
  u64,
  writeFrames,
} from '../../../src/encoding/index.ts';
import { FORMAT_HEADER, REQUEST_HEADER, TIME_HEADER, apiError, apiErrors, endpoints } from '../../../src/wire/index.ts';
import * as v from 'valibot';
import { expect } from 'vitest';

/** Sends a request to a store: over a socket, or straight into the app. */
export type Send = (request: Request) => Promise<Response>;

/** What a store answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Bytes;
  /** The JSON of an answer that is JSON. */
  readonly json: unknown;
}

export interface RequestOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly frames?: readonly Bytes[];
  readonly body?: Bytes;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Overrides for requests that are wrong on purpose. */
export interface ProvingOptions {
  readonly time?: number;
  readonly nonce?: Bytes;
  readonly origin?: string;
  readonly path?: string;
  readonly method?: string;
  readonly provenBody?: Bytes;
  /** A private request key. */
  readonly key?: Bytes;
  /** A MAC key, 32 bytes. */
  readonly macKey?: Bytes;
  readonly token?: string;
}

function bodyOf({ json, frames, body }: RequestOptions): { body: Bytes; type: string | undefined } {
  if (body) return { body, type: undefined };
  if (frames) return { body: writeFrames(frames), type: 'application/octet-stream' };
  if (json !== undefined) return { body: toJson(json), type: 'application/json' };
  return { body: bytes(0), type: undefined };
}

/** A client that knows the API and nothing of a vault. Checks of every answer what holds of every answer. */
export class TestClient {
  readonly send: Send;
  readonly origin: string;
  readonly requestKey: KeyPair;
  /** The store's public half, as it told it. */
  doorKey: Bytes = bytes(32);
  token: string | undefined;
  session: string | undefined;

  private constructor(send: Send, origin: string, requestKey: KeyPair) {
    this.send = send;
    this.origin = origin;
    this.requestKey = requestKey;
  }

  static async of(send: Send, origin: string): Promise<TestClient> {
    const client = new TestClient(send, origin, await agreementKeyPair());
    const { doorKey } = read(await client.ask(endpoints.store.path), endpoints.store.answer);
    client.doorKey = fromBase64url(doorKey);
    return client;
  }

  get publicKey(): string {
    return toBase64url(this.requestKey.publicKey);
  }

  /** X of this client for a store's nonce. */
  binding(nonce: string): Bytes {
    return associate('signin', {
      origin: toUtf8(this.origin),
      nonce: fromBase64url(nonce),
      requestKey: this.requestKey.publicKey,
      doorKey: this.doorKey,
    });
  }

  /** Remembers what a sign-in answered. */
  keep(signedIn: { token: string; session: string }): void {
    this.token = signedIn.token;
    this.session = signedIn.session;
  }

  request(path: string, options: RequestOptions = {}): Request {
    const { body, type } = bodyOf(options);
    const method = options.method ?? (type === undefined && body.length === 0 ? 'GET' : 'POST');
    const contentType = options.type ?? type;
    const headers = {
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
      // A client on a socket says it by itself.
      ...(method === 'GET' ? {} : { 'content-length': String(body.length) }),
      ...options.headers,
    };
    return new Request(`${this.origin}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) });
  }

  /** Without a session. */
  async ask(path: string, options: RequestOptions = {}): Promise<Answer> {
    return readAnswer(await this.send(this.request(path, options)));
  }

  async proven(path: string, options: RequestOptions = {}, proving: ProvingOptions = {}): Promise<Request> {
    const { body, type } = bodyOf(options);
    const method = options.method ?? (type === undefined && body.length === 0 ? 'GET' : 'POST');
    const token = proving.token ?? this.token ?? '';
    const time = proving.time ?? Date.now();
    const nonce = proving.nonce ?? randomBytes(16);
    const message = associate('request', {
      origin: toUtf8(proving.origin ?? this.origin),
      method: toUtf8(proving.method ?? method),
      path: toUtf8(proving.path ?? path),
      time: u64(time),
      nonce,
      body: sha256(proving.provenBody ?? body),
      token: sha256(fromBase64url(token)),
    });
    const mac = hmacSha256(proving.macKey ?? (await this.#macKey(token, proving.key)), message);
    const header = [String(time), toBase64url(nonce), toBase64url(mac)].join('.');
    const headers = { authorization: `Bearer ${token}`, [REQUEST_HEADER]: header, ...options.headers };
    return this.request(path, { ...options, method, headers });
  }

  async #macKey(token: string, key = this.requestKey.privateKey): Promise<Bytes> {
    return kdf(await agree(key, this.doorKey), 'request/mac', sha256(fromBase64url(token)));
  }

  /** With the session, proven as it must be. */
  async call(path: string, options: RequestOptions = {}, proving: ProvingOptions = {}): Promise<Answer> {
    return readAnswer(await this.send(await this.proven(path, options, proving)));
  }

  /** A commit by itself or with what it changes in access. */
  commit(source: Bytes, access: unknown = {}): Promise<Answer> {
    return this.call('/v1/commits', { frames: [toJson({ access }), source] });
  }
}

/** Reads an answer, and checks what every answer of a store has. */
export async function readAnswer(response: Response): Promise<Answer> {
  const answer = new Uint8Array(await response.arrayBuffer());
  expect(response.headers.get(FORMAT_HEADER)).toBe('1');
  expect(Number(response.headers.get(TIME_HEADER))).toBeGreaterThan(0);
  const isJson = response.headers.get('content-type') === 'application/json';
  const json: unknown = isJson ? JSON.parse(new TextDecoder().decode(answer)) : undefined;
  if (response.status >= 400) {
    const { code } = v.parse(apiError, json);
    expect(response.status).toBe(apiErrors[code]);
  }
  return { status: response.status, headers: response.headers, bytes: answer, json };
}

/** The code of an answer that is an error; undefined for one that isn't. */
export function codeOf({ status, json }: Answer): string | undefined {
  return status >= 400 ? v.parse(apiError, json).code : undefined;
}

/** An answer of a shape; fails the test for any other. */
export function read<S extends v.GenericSchema>(answer: Answer, schema: S): v.InferOutput<S> {
  expect(codeOf(answer)).toBeUndefined();
  return v.parse(schema, answer.json);
}
