import {
  agree,
  agreementKeyPair,
  hmacSha256,
  kdf,
  newId,
  randomBytes,
  sign,
  signingKeyPair,
} from '../../../src/crypto/index.ts';
import type { KeyPair } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import {
  associate,
  bytes,
  fromBase64url,
  fromId,
  toBase64url,
  toJson,
  toUtf8,
  writeFrames,
} from '../../../src/encoding/index.ts';
import { sha256 } from '../../../src/crypto/index.ts';
import { u64 } from '../../../src/encoding/index.ts';
import { REQUEST_HEADER, TICKET_HEADER } from '../../../src/wire/index.ts';
import { TestDevice, testRecord, testSlot } from '../../server/support/device.ts';
import { testEnvelope } from '../../server/support/mail.ts';
import { rawRequest } from './load.ts';

/** An account with one device and one session, that can prepare requests. */
export class BenchClient {
  readonly #port: number;
  readonly #device: TestDevice;
  readonly #requestKey: KeyPair;
  readonly phrase: KeyPair;
  #token: Bytes = bytes(0);
  #macKey: Bytes = bytes(0);
  head: Bytes = bytes(32);

  private constructor(port: number, device: TestDevice, requestKey: KeyPair, phrase: KeyPair) {
    this.#port = port;
    this.#device = device;
    this.#requestKey = requestKey;
    this.phrase = phrase;
  }

  static async signUp(port: number): Promise<BenchClient> {
    const client = new BenchClient(port, await TestDevice.first(), await agreementKeyPair(), await signingKeyPair());
    await client.#signUp();
    return client;
  }

  get #origin(): Bytes {
    return toUtf8(`http://localhost:${this.#port}`);
  }

  async #post(path: string, body: Bytes, headers: Record<string, string>): Promise<Record<string, string>> {
    const response = await fetch(`http://localhost:${this.#port}${path}`, { method: 'POST', body, headers });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  }

  async #signUp(): Promise<void> {
    const { account } = this.#device;
    const { ticket = '', nonce = '' } = await this.#post('/v1/signup/start', toJson({ account }), {
      'content-type': 'application/json',
    });
    await this.#device.comeTo(`http://localhost:${this.#port}`);
    const slot = newId();
    const first = await this.#device.firstCommit([testSlot('phrase', slot)]);
    const requestKey = this.#requestKey.publicKey;
    const store = await fetch(`http://localhost:${this.#port}/v1/store`);
    const doorKey = fromBase64url(((await store.json()) as { doorKey: string }).doorKey);
    const place = { origin: this.#origin, nonce: fromBase64url(nonce), requestKey, doorKey, account: fromId(account) };
    const proof = await sign(this.#device.signing, associate('signup', { ...place, head: first.head }));
    const access = { signKeys: [{ slot, publicKey: toBase64url(this.phrase.publicKey) }] };
    const header = { account, requestKey: toBase64url(requestKey), proof: toBase64url(proof), access };
    const { token = '' } = await this.#post('/v1/signup', writeFrames([toJson(header), first.source]), {
      'content-type': 'application/octet-stream',
      [TICKET_HEADER]: ticket,
    });
    this.#token = fromBase64url(token);
    this.#macKey = kdf(await agree(this.#requestKey.privateKey, doorKey), 'request/mac', sha256(this.#token));
    this.head = first.head;
  }

  #proven(method: string, path: string, body: Bytes, type: string): Buffer {
    const [time, nonce] = [Date.now(), randomBytes(16)];
    const message = associate('request', {
      origin: this.#origin,
      method: toUtf8(method),
      path: toUtf8(path),
      time: u64(time),
      nonce,
      body: sha256(body),
      token: sha256(this.#token),
    });
    const mac = hmacSha256(this.#macKey, message);
    const header = `${REQUEST_HEADER}: ${time}.${toBase64url(nonce)}.${toBase64url(mac)}\r\n`;
    const bearer = `authorization: Bearer ${toBase64url(this.#token)}\r\n`;
    return rawRequest(method, path, this.#port, `${type}${bearer}${header}`, body);
  }

  /** The next commit of this account's chain: `count` records of `size` bytes. */
  async commit(count: number, size: number): Promise<Buffer> {
    const made = await this.#device.commit(this.head, { put: Array.from({ length: count }, () => testRecord(size)) });
    this.head = made.head;
    const body = writeFrames([toJson({ access: {} }), made.source]);
    return this.#proven('POST', '/v1/commits', body, 'content-type: application/octet-stream\r\n');
  }

  /** Makes this the account's delivery token. */
  putToken(token: Id): Buffer {
    const body = toJson({ kind: 'delivery', token });
    return this.#proven('POST', '/v1/mailbox/tokens', body, 'content-type: application/json\r\n');
  }

  /** An envelope for this account's device, left by whoever holds the token. */
  deposit(token: Id): Buffer {
    const { account, id: device } = this.#device;
    const body = writeFrames([toJson({ account, device, token, deposit: newId() }), testEnvelope()]);
    const type = 'content-type: application/octet-stream\r\n';
    return rawRequest('POST', '/v1/contact/deposits', this.#port, type, body);
  }

  pull(query = ''): Buffer {
    return this.#proven('GET', `/v1/pull${query}`, bytes(0), '');
  }
}
