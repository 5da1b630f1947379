// The SDK's own main module imports its WASM as a module; a browser page loads it by hand.
import wasmUrl from '@bitwarden/sdk-internal/bitwarden_wasm_internal_bg.wasm?url';
import * as sdk from '@bitwarden/sdk-internal/bitwarden_wasm_internal_bg.js';

const email = 'mira@northwind.example';
const now = '2026-11-01T12:00:00.000Z';

let loading: Promise<void> | undefined;

/** Its memory is one for the page: loaded a second time, it breaks. */
function load(): Promise<void> {
  return (loading ??= loadOnce());
}

async function loadOnce(): Promise<void> {
  const source = await WebAssembly.instantiateStreaming(fetch(wasmUrl), { './bitwarden_wasm_internal_bg.js': sdk });
  sdk.__wbg_set_wasm(source.instance.exports);
  source.instance.exports.__wbindgen_start?.();
  sdk.init_sdk(4);
}

function sealedLogin(userKey: Uint8Array, number: number): object {
  const seal = (text: string): string => sdk.PureCrypto.symmetric_encrypt_string(text, userKey);
  return {
    id: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    collectionIds: [],
    name: seal(`Account ${number}`),
    type: 1,
    login: {
      username: seal(`user${number}@example.com`),
      password: seal(`secret ${number}`),
      uris: [{ uri: seal(`https://site${number}.example/login`) }],
    },
    favorite: false,
    reprompt: 0,
    organizationUseTotp: false,
    edit: true,
    viewPassword: true,
    creationDate: now,
    revisionDate: now,
  };
}

/** The account's RSA key, which the SDK asks for at its start. */
async function privateKey(): Promise<Uint8Array> {
  const kind = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-1' };
  const pair = await crypto.subtle.generateKey(kind, true, ['encrypt', 'decrypt']);
  return new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
}

/** Makes `count` sealed logins and answers with what a client does at unlock: opening the list of them. */
export async function bitwardenUnlock(count: number): Promise<() => Promise<number>> {
  await load();
  const client = new sdk.PasswordManagerClient({ get_access_token: async () => undefined });
  const userKey = sdk.PureCrypto.make_user_key_aes256_cbc_hmac();
  const base64 = btoa(String.fromCharCode(...userKey));
  await client.crypto().initialize_user_crypto({
    kdfParams: { pBKDF2: { iterations: 600_000 } },
    email,
    accountCryptographicState: {
      V1: { private_key: sdk.PureCrypto.wrap_decapsulation_key(await privateKey(), userKey) },
    },
    method: { decryptedKey: { decrypted_user_key: base64 } },
  });
  const ciphers = Array.from({ length: count }, (_, number) => sealedLogin(userKey, number));
  return async () => (await client.vault().ciphers().decrypt_list(ciphers)).length;
}
