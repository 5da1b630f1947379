import { agree, agreementKeyPair, hmacSha256, kdf, sha256 } from '../../../src/crypto/index.ts';
import { associate, fromBase64url, toBase64url, toHex, toUtf8, u64 } from '../../../src/encoding/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';

/** 32 bytes that count up. */
const from = (first: number): Bytes => Uint8Array.from({ length: 32 }, (_, at) => (first + at) % 256);

const origin = 'https://store.example';
const time = Date.UTC(2026, 10, 30, 12);
const nonce = from(0x90).slice(0, 16);

/** What a request of a session is proven by (docs/protocol.md 5), and one of a recovery (7.1), of fixed keys. */
export async function request(): Promise<object> {
  const browser = await agreementKeyPair(from(0x10));
  const store = await agreementKeyPair(from(0x40));
  const shared = await agree(browser.privateKey, store.publicKey);
  const token = sha256(from(0x70));
  const key = kdf(shared, 'request/mac', token);
  const requests = [
    { method: 'GET', path: '/v1/pull?since=AAAA', body: '' },
    { method: 'POST', path: '/v1/sessions/revoke', body: '{"others":true}' },
  ].map(({ method, path, body }) => {
    const said = { origin: toUtf8(origin), method: toUtf8(method), path: toUtf8(path), time: u64(time), nonce };
    const message = associate('request', { ...said, body: sha256(toUtf8(body)), token });
    const mac = hmacSha256(key, message);
    const header = `${time}.${toBase64url(nonce)}.${toBase64url(mac)}`;
    return { method, path, body, message: toHex(message), mac: toHex(mac), header };
  });
  const recovery = from(0xb0).slice(0, 16);
  const asked = { origin: toUtf8(origin), recovery, step: toUtf8('code'), time: u64(time), value: toUtf8('ABCD2345') };
  const said = associate('recovery/request', asked);
  const recoveryKey = kdf(shared, 'recovery/mac', recovery);
  const nonceOfStore = fromBase64url('A'.repeat(43));
  const keys = { requestKey: browser.publicKey, doorKey: store.publicKey };
  const binding = associate('signin', { origin: toUtf8(origin), nonce: nonceOfStore, ...keys });
  return {
    source: 'docs/protocol.md sections 5 and 7.1: what proves a request, from fixed keys.',
    origin,
    time,
    nonce: toHex(nonce),
    requestPrivate: toHex(browser.privateKey),
    requestKey: toHex(browser.publicKey),
    doorPrivate: toHex(store.privateKey),
    doorKey: toHex(store.publicKey),
    token: toHex(from(0x70)),
    macKey: toHex(key),
    requests,
    recovery: {
      id: toHex(recovery),
      step: 'code',
      value: 'ABCD2345',
      macKey: toHex(recoveryKey),
      message: toHex(said),
      mac: toHex(hmacSha256(recoveryKey, said)),
    },
    signin: { nonce: toHex(nonceOfStore), binding: toHex(binding) },
  };
}
