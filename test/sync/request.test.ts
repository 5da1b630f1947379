import { describe, expect, test, vi } from 'vitest';
import { agree, agreementKeyPair, hmacSha256, kdf } from '../../src/crypto/index.ts';
import type { KeyPair } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { associate, bytes, fromBase64url, toUtf8, u64 } from '../../src/encoding/index.ts';
import { randomBytes, sha256 } from '../../src/crypto/index.ts';
import { newRequestKey, openRequestKey } from '../../src/sync/index.ts';
import type { Fetch, KeptKey, RequestKey } from '../../src/sync/index.ts';
import { REQUEST_HEADER } from '../../src/wire/index.ts';
import { holdStore } from './support/app.ts';
import { MemoryShelf, newClient } from './support/parts.ts';
import { signUp, somebody } from './support/person.ts';
import { Person } from '../server/support/person.ts';
import { inProcess } from '../support/in-process.ts';

const message = toUtf8('what is proven');
const salt = toUtf8('a salt');

/** What whoever has the other half expects. */
async function expected(door: KeyPair, requestKey: Bytes) {
  return hmacSha256(kdf(await agree(door.privateKey, requestKey), 'request/mac', salt), message);
}

async function proves(key: RequestKey, publicKey = key.publicKey): Promise<void> {
  const door = await agreementKeyPair();
  const mac = await key.macUnder(door.publicKey, 'request/mac', salt);
  expect(await mac(message)).toEqual(await expected(door, publicKey));
}

describe('the request key', () => {
  test('is made once, and no script can read its private half', async () => {
    const shelf = new MemoryShelf();
    const key = await openRequestKey(shelf);
    const { kept } = shelf;
    if (!kept || !('pair' in kept)) throw new Error('Node has X25519');
    await expect(crypto.subtle.exportKey('pkcs8', kept.pair.privateKey)).rejects.toThrow();
    const again = await openRequestKey(shelf);
    expect(again.publicKey).toEqual(key.publicKey);
    await proves(again, key.publicKey);
  });

  test('crosses a structured clone, as into a database', async () => {
    const shelf = new MemoryShelf();
    const { publicKey } = await openRequestKey(shelf);
    shelf.kept = structuredClone(shelf.kept);
    const again = await openRequestKey(shelf);
    await proves(again, publicKey);
  });

  test('is bare where the browser knows no X25519', async () => {
    const shelf = new MemoryShelf();
    const refusing = vi
      .spyOn(crypto.subtle, 'generateKey')
      .mockRejectedValue(new DOMException('', 'NotSupportedError'));
    const key = await openRequestKey(shelf).finally(() => refusing.mockRestore());
    expect(Object.keys(shelf.kept ?? {})).toEqual(['privateKey']);
    const again = await openRequestKey(shelf);
    expect(again.publicKey).toEqual(key.publicKey);
    await proves(again, key.publicKey);
  });

  test.each(['held by the browser', 'bare'])(
    '%s agrees with no key of low order, and none that is not canonical',
    async (how) => {
      const shelf = new MemoryShelf();
      if (how === 'bare') await shelf.keep({ privateKey: randomBytes(32) });
      const key = await openRequestKey(shelf);
      await proves(key);
      const high = new Uint8Array(32).fill(0xff);
      for (const none of [bytes(32), Uint8Array.of(1, ...bytes(31)), high, bytes(31)]) {
        await expect(key.macUnder(none, 'request/mac', salt)).rejects.toMatchObject({ code: 'store-answer' });
      }
    },
  );

  test('is replaced on demand, and the token of the old is worth nothing with it', async () => {
    const store = await holdStore();
    const shelf = new MemoryShelf();
    const client = await store.newClient({ key: await openRequestKey(shelf) });
    await somebody(client);
    const before: KeptKey | undefined = shelf.kept;
    const key = await newRequestKey(shelf);
    expect(shelf.kept).not.toBe(before);
    const copied = await store.newClient({ key, ...(client.session ? { session: client.session } : {}) });
    await expect(copied.vault()).rejects.toMatchObject({ code: 'signed-out' });
    await client.vault();
  });
});

describe('a request', () => {
  test('is proven over origin, method, path, time, nonce, body and token', async () => {
    const store = await holdStore();
    const asked: { url: string; init: RequestInit }[] = [];
    const client = await store.newClient({
      fetch: (url, init) => {
        asked.push({ url, init });
        return inProcess(store.app)(url, init);
      },
    });
    await somebody(client);
    const token = client.token ?? '';
    const hashed = sha256(fromBase64url(token));
    const macKey = await store.parts.doorKey.macKey(client.key.publicKey, 'request/mac', hashed);
    await client.pullPage('A'.repeat(43)).catch(() => undefined);
    await client.ask('sessionRevoke', { others: true });
    for (const { url, init } of asked.slice(-2)) {
      const headers = new Headers(init.headers);
      const [time = '', nonce = '', mac = ''] = headers.get(REQUEST_HEADER)?.split('.') ?? [];
      const body = init.body as Uint8Array<ArrayBuffer> | undefined;
      const proven = associate('request', {
        origin: toUtf8(store.origin),
        method: toUtf8(init.method ?? ''),
        path: toUtf8(url.slice(store.origin.length)),
        time: u64(Number(time)),
        nonce: fromBase64url(nonce),
        body: sha256(body ?? new Uint8Array(0)),
        token: hashed,
      });
      expect(fromBase64url(mac)).toEqual(hmacSha256(macKey, proven));
      expect(headers.get('authorization')).toBe(`Bearer ${token}`);
      expect(init).toMatchObject({
        credentials: 'omit',
        redirect: 'manual',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
    }
    expect(new Set(asked.map(({ init }) => new Headers(init.headers).get(REQUEST_HEADER))).size).toBeGreaterThan(2);
  });

  test('of a browser whose clock is wrong is asked twice once, then right at once', async () => {
    const store = await holdStore();
    let asked = 0;
    const fetch: Fetch = (url, init) => {
      asked += 1;
      return inProcess(store.app)(url, init);
    };
    for (const wrong of [-3_600_000, 86_400_000]) {
      const clock = () => Date.now() + wrong;
      const client = await store.newClient({ clock, fetch });
      const session = await signUp(client, await Person.make());
      // As after the background's death: the offset is forgotten.
      const woken = await store.newClient({ key: client.key, session, clock, fetch });
      asked = 0;
      await woken.vault();
      expect(asked).toBe(2);
      await woken.vault();
      expect(asked).toBe(3);
    }
  });

  test('that the network sent twice is asked again under another nonce', async () => {
    const store = await holdStore();
    let isDoubling = false;
    const client = await store.newClient({
      fetch: async (url, init) => {
        // A proxy that sends a request once more when a connection breaks, and passes on the second answer.
        if (isDoubling) await inProcess(store.app)(url, init);
        isDoubling = false;
        return inProcess(store.app)(url, init);
      },
    });
    const person = await somebody(client);
    isDoubling = true;
    expect((await client.vault()).header.account).toBe(person.account);
  });

  test('that is replayed by somebody else is refused, and a store that always says so is believed the second time', async () => {
    const store = await holdStore();
    const sent: [string, RequestInit][] = [];
    const client = await store.newClient({
      fetch: (url, init) => {
        sent.push([url, init]);
        return inProcess(store.app)(url, init);
      },
    });
    await somebody(client);
    await client.vault();
    const [url, init] = sent.at(-1) ?? ['', {}];
    const again = await inProcess(store.app)(url, init);
    expect([again.status, await again.json()]).toEqual([401, { code: 'request-replayed' }]);
    let asked = 0;
    const lied = await newClient(store.origin, {
      key: client.key,
      ...(client.session ? { session: client.session } : {}),
      fetch: () => {
        asked += 1;
        return Promise.resolve(new Response('{"code":"request-replayed"}', again));
      },
    });
    await expect(lied.vault()).rejects.toMatchObject({ code: 'request-replayed' });
    expect(asked).toBe(2);
  });
});

describe('the clock, by what a store tells', () => {
  const wait = 20_000;
  test.each([
    ['right', 0, 0],
    ['ahead', 42_000, 42_000 - wait],
    ['behind', -42_000, -42_000 + wait],
    ['off by less than the way takes', 15_000, 0],
  ])('%s, however long the way is', async (_, ahead, told) => {
    const store = await holdStore();
    const way = inProcess(store.app);
    const fetch: Fetch = async (url, init) => {
      store.clock.forward(wait);
      const answer = await way(url, init);
      store.clock.forward(wait);
      return answer;
    };
    const client = await store.newClient({ fetch, clock: () => store.clock.now() + ahead });
    expect(client.clockOff).toBeUndefined();
    await client.identify();
    expect(Math.abs((client.clockOff ?? NaN) - told)).toBeLessThan(2_000);
  });

  test('is told anew with each answer', async () => {
    const store = await holdStore();
    let ahead = 42_000;
    const client = await store.newClient({ clock: () => store.clock.now() + ahead });
    await client.identify();
    expect(Math.round((client.clockOff ?? NaN) / 1_000)).toBe(42);
    ahead = 0;
    await client.identify();
    expect(client.clockOff).toBe(0);
  });
});
