import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { StoreClient } from '../../src/sync/index.ts';
import { isPassing } from '../../src/sync/index.ts';
import { API_FORMAT, FORMAT_HEADER, PASSKEY_RP_ID, TIME_HEADER } from '../../src/wire/index.ts';
import { serveStore } from '../server/support/store.ts';
import { freePort } from '../support/free-port.ts';
import type { Answering } from './support/liar.ts';
import { says, startLiar, storeHeaders } from './support/liar.ts';
import { anySession, newClient } from './support/parts.ts';
import { somebody } from './support/person.ts';

/** Sizes that a test can reach. */
const small = { json: 2_000, frames: 2_000 };
/** Times that a test can wait for; whoever is not slow on purpose has those of everybody. */
const soon = { ...small, answer: 100, silence: 100, quiet: 100, whole: 300 };

async function asking(answer: Answering, parts: object = {}): Promise<StoreClient> {
  const { origin } = await startLiar(answer);
  return newClient(origin, { limits: small, session: anySession, ...parts });
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'answered',
    (error: unknown) => (error as { code: string }).code,
  );

const html = '<!doctype html><title>Free Wi-Fi</title>';
const storeSays = {
  version: '0',
  signup: 'open',
  rpId: PASSKEY_RP_ID,
  format: API_FORMAT,
  mail: false,
  sms: false,
  key: 'A'.repeat(43),
  doorKey: anySession.doorKey,
};
const limits = { commitBytes: 1, recordBytes: 1, records: 1, accountBytes: 1 };

describe('what answers and is no store', () => {
  const strangers: [string, string, Answering][] = [
    ['a captive portal', 'not-a-store', bare(200, html)],
    ['a portal that redirects', 'not-a-store', says(302, '', { location: 'https://login.example/' })],
    ['another service', 'not-a-store', bare(404, 'not found')],
    ['another service, well', 'not-a-store', bare(200, '{}')],
    ['a proxy that takes nothing of this size', 'proxy-refused', bare(413, html)],
    ['a gateway whose store is down', 'unreachable', bare(502, html)],
    ['a gateway that lost patience', 'unreachable', bare(504, html)],
    ['a store of another format', 'store-version', says(200, {}, { [FORMAT_HEADER]: '2' })],
    ['a store of no format', 'store-version', says(200, {}, { [FORMAT_HEADER]: 'x' })],
  ];
  test.each(strangers)('%s: %s', async (_, code, answer) => {
    const client = await asking(answer);
    expect(await codeOf(client.identify())).toBe(code);
    expect(await codeOf(client.vault())).toBe(code);
  });

  function bare(status: number, body: string): Answering {
    return (_, response) => {
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end(body);
    };
  }
});

describe('a store that is not the one that was called', () => {
  test('goes by another address', async () => {
    const client = await asking(says(200, { ...storeSays, limits, origin: 'https://other.example' }));
    await expect(client.identify()).rejects.toMatchObject({ code: 'wrong-origin', origin: 'https://other.example' });
  });

  test.each([
    ['says another format', { format: 2 }],
    ['was built for other passkeys', { rpId: 'store.example' }],
  ])('%s', async (_, other) => {
    const { origin } = await startLiar((request, response) => {
      const own = `http://${request.headers.host ?? ''}`;
      says(200, { ...storeSays, limits, origin: own, ...other })(request, response);
    });
    expect(await codeOf((await newClient(origin)).identify())).toBe('store-version');
  });
});

describe('nonsense', () => {
  const json = says(200, {});
  const nonsense: [string, Answering][] = [
    ['no JSON', says(200, 'once upon a time')],
    ['JSON of another shape', json],
    ['a field too many', says(200, { sessions: [], more: 1 })],
    ['a page of the web', says(200, html, { 'content-type': 'text/html' })],
    ['no type at all', says(200, '{"sessions":[]}', { 'content-type': '' })],
    ['no time', says(200, { sessions: [] }, { [TIME_HEADER]: '' })],
    ['a time that is none', says(200, { sessions: [] }, { [TIME_HEADER]: 'noon' })],
    ['a refusal without a code', says(400, {})],
    ['a refusal with a code that does not exist', says(400, { code: 'because' })],
    ['a code with another status', says(500, { code: 'signed-out' })],
    ['a refusal as a page', says(403, html, { 'content-type': 'text/html' })],
    ['a success that is none', says(204, '')],
    ['more than anybody asked for', says(200, ' '.repeat(3_000))],
    ['more than anybody asked for, in a refusal', says(400, ' '.repeat(3_000))],
    ['a refusal longer than one can be', says(400, `${JSON.stringify({ code: 'malformed' })}${' '.repeat(1_100)}`)],
    ['JSON that ends too early', says(200, '{"sessions":[')],
  ];
  test.each(nonsense)('%s', async (_, answer) => {
    const client = await asking(answer);
    const error: unknown = await client.ask('sessions').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'store-answer' });
    expect(isPassing(error)).toBe(true);
  });

  const frames: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['a length without its frame', Uint8Array.of(0, 0, 0, 9, 1)],
    ['half a length', Uint8Array.of(0, 0)],
    ['a frame that is no header', Uint8Array.of(0, 0, 0, 2, 0x7b, 0x7d)],
    ['a frame as long as the world', Uint8Array.of(255, 255, 255, 255, 0)],
  ];
  test.each(frames)('frames: %s', async (_, body) => {
    const client = await asking(says(200, body, { 'content-type': 'application/octet-stream' }));
    expect(await codeOf(client.vault())).toBe('store-answer');
    expect(await codeOf(client.pullPage())).toBe('store-answer');
  });

  test('a vault cut off anywhere is refused', async () => {
    const store = await serveStore();
    let cut = Infinity;
    const client = await newClient(store.origin, {
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        const whole = new Uint8Array(await response.arrayBuffer());
        return new Response(whole.slice(0, cut), { status: response.status, headers: response.headers });
      },
    });
    await somebody(client);
    const { length } = (await client.vault()).keyring;
    for (cut of [0, 1, 3, 4, 100, 200, 200 + length, 900]) expect(await codeOf(client.vault())).toBe('store-answer');
  });
});

describe('a store that is slow', () => {
  test('with its answer', async () => {
    const client = await asking(() => {}, { limits: soon });
    expect(await codeOf(client.identify())).toBe('slow');
  });

  test('in the middle of its answer', async () => {
    const client = await asking(
      (_, response) => {
        response.writeHead(200, storeHeaders());
        response.write('{');
      },
      { limits: soon },
    );
    expect(await codeOf(client.identify())).toBe('slow');
  });

  test('by dripping, never silent and never done', async () => {
    const client = await asking(
      (_, response) => {
        response.writeHead(200, storeHeaders());
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
      { limits: soon },
    );
    expect(await codeOf(client.identify())).toBe('slow');
  });
});

describe('a store that is not there', () => {
  test('nobody listens', async () => {
    const client = await newClient(`http://127.0.0.1:${await freePort()}`);
    const error: unknown = await client.identify().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'unreachable' });
    expect(isPassing(error)).toBe(true);
  });

  test('hangs up', async () => {
    const client = await asking((_, response) => response.destroy());
    expect(await codeOf(client.identify())).toBe('unreachable');
  });

  test('hangs up in the middle', async () => {
    const client = await asking((_, response) => {
      response.writeHead(200, { ...storeHeaders(), 'content-length': '100' });
      response.write('{', () => response.destroy());
    });
    expect(await codeOf(client.identify())).toBe('unreachable');
  });

  test('speaks something else', async () => {
    const server = createServer((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    expect(await codeOf((await newClient(`http://127.0.0.1:${port}`)).identify())).toBe('unreachable');
    server.close();
  });
});

describe('the caller', () => {
  test('stops waiting, and learns its own reason', async () => {
    const client = await asking(() => {}, { limits: {} });
    const stopping = new AbortController();
    const asked = client.ask('sessions', undefined, stopping.signal);
    const reason = new Error('locked');
    stopping.abort(reason);
    await expect(asked).rejects.toBe(reason);
  });

  test('without a token asks nobody', async () => {
    const client = await newClient(`http://127.0.0.1:${await freePort()}`);
    expect(await codeOf(client.vault())).toBe('signed-out');
  });

  test('sends no cookie, no referrer, no name of its own', async () => {
    const liar = await startLiar(says(200, { sessions: [] }, { 'set-cookie': 'who=me' }));
    const client = await newClient(liar.origin, { session: anySession });
    await client.ask('sessions');
    await client.ask('sessions');
    const [, second] = liar.heard;
    expect(second?.headers).not.toHaveProperty('cookie');
    expect(second?.headers).not.toHaveProperty('referer');
    expect(second?.headers).not.toHaveProperty('origin');
  });
});
