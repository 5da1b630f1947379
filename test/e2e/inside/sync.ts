import { createOpaque, requestKeyShelf } from '../../../src/platform/index.ts';
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
  return { account, head, records: records.length, ...(await registerPassword(client, createOpaque(), password)) };
}

/** Signs in by password and backup code, and hears of the head. */
export async function signIn(origin: string, email: string, password: string, code: string) {
  const client = await clientOf(origin);
  const wrong = await provePassword(client, createOpaque(), { email, password: `${password}!` });
  const proof = await provePassword(client, createOpaque(), { email, password });
  if (!proof) return null;
  const { account } = await finishPassword(client, proof, { kind: 'backup', code });
  const stopping = new AbortController();
  const heard = await new Promise<HeadAnswer>((resolve, reject) => {
    listen(client, { head: resolve }, stopping.signal).catch(reject);
  });
  stopping.abort();
  return { account, wrong, storeKey: proof.storeKey, heard };
}

/** The first message of a sign-in by password. */
export async function firstMessage(): Promise<string> {
  const { request } = await createOpaque().startLogin('a password');
  return request;
}

/** The code of the error that an address gives. */
export async function codeAt(origin: string): Promise<string> {
  const client = await clientOf(origin);
  return client.identify().then(
    () => 'answered',
    (error: unknown) => (error as { code: string }).code,
  );
}
