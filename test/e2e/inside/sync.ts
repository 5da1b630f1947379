import { createWork, requestKeyShelf } from '../../../src/platform/index.ts';
import type { Stretch } from '../../../src/crypto/index.ts';
import { defaultStretch } from '../../../src/crypto/index.ts';
import type { HeadAnswer } from '../../../src/wire/index.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import {
  StoreClient,
  finishPassword,
  listen,
  openRequestKey,
  provePassword,
  pullAll,
  registerPassword,
  signInByKey,
} from '../../../src/sync/index.ts';
import { fromBase64url, toBase64url } from '../../../src/encoding/index.ts';

/** Argon2id in the extension's own worker. */
const stretch: Stretch = (password, parameters, length) => createWork().stretch(password, parameters, length);

const shelf = requestKeyShelf('inside');
const browserFetch: Fetch = (url, init) => fetch(url, init);

async function clientOf(origin: string): Promise<StoreClient> {
  return new StoreClient({ origin, fetch: browserFetch, clock: Date.now, key: await openRequestKey(shelf) });
}

/** The key that lies in this browser's database, made if need be; and whether a script could read its private half. */
export async function requestKey(): Promise<{ publicKey: string; isReadable: boolean; isBare: boolean }> {
  const { publicKey } = await openRequestKey(shelf);
  const kept = await shelf.read();
  if (!kept || 'privateKey' in kept) return { publicKey: toBase64url(publicKey), isReadable: true, isBare: true };
  const isReadable = await crypto.subtle.exportKey('pkcs8', kept.pair.privateKey).then(
    () => true,
    () => false,
  );
  return { publicKey: toBase64url(publicKey), isReadable, isBare: false };
}

/** Signs in by the key of a phrase, registers a password, and reads the whole vault. */
export async function register(origin: string, seed: string, password: string) {
  const client = await clientOf(origin);
  const { account } = await signInByKey(client, fromBase64url(seed));
  const { head, records } = await pullAll(client, undefined);
  return { account, head, records: records.length, ...(await registerPassword(client, stretch, password)) };
}

/** Signs in by password and backup code, and hears of the head. */
export async function signIn(origin: string, email: string, password: string, code: string) {
  const client = await clientOf(origin);
  const wrong = await provePassword(client, stretch, { email, password: `${password}!` });
  const proof = await provePassword(client, stretch, { email, password });
  if (!proof) return null;
  const { account } = await finishPassword(client, proof, { kind: 'backup', code });
  const stopping = new AbortController();
  const heard = await new Promise<HeadAnswer>((resolve, reject) => {
    listen(client, { head: resolve }, stopping.signal).catch(reject);
  });
  stopping.abort();
  return { account, wrong, storeKey: proof.storeKey, heard };
}

/** How many bytes a password is stretched to. */
export async function stretched(): Promise<number> {
  return (await stretch(new Uint8Array(8), defaultStretch(), 64)).length;
}

/** The code of the error that an address gives. */
export async function codeAt(origin: string): Promise<string> {
  const client = await clientOf(origin);
  return client.identify().then(
    () => 'answered',
    (error: unknown) => (error as { code: string }).code,
  );
}
