import { describe, expect, test } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { finishPassword, provePassword } from '../../src/sync/index.ts';
import { codeOf, TestClient } from '../server/support/client.ts';
import { testRecord } from '../server/support/device.ts';
import type { ProxyKind } from '../server/support/proxy.ts';
import { startProxy } from '../server/support/proxy.ts';
import type { ServedStore } from '../server/support/store.ts';
import { serveStore } from '../server/support/store.ts';
import { freePort } from '../support/free-port.ts';
import { findProgram, proxyPrograms } from '../support/programs.ts';
import { runs } from '../support/runs.ts';
import { browsersAt } from './support/browsers.ts';
import { newClient, cheapStretch } from './support/parts.ts';
import { push, somebody } from './support/person.ts';
import { soon } from './support/soon.ts';

const MIB = 1_048_576;
const idle = { at: 'idle' };

/** As nginx is without a word about it; Caddy where somebody wants it so. */
const smallBodies: Record<ProxyKind, (example: string) => string> = {
  nginx: (example) => example.replace(/ +client_max_body_size .*;\n/, ''),
  caddy: (example) => example.replace(/max_size .*/, 'max_size 1MiB'),
};

/** As both are without a word about it: they buffer answers unless these say what they are. */
const buffering: Record<ProxyKind, (example: string) => string> = {
  nginx: (example) => example.replace(/ +proxy_buffering off;\n/, ''),
  caddy: (example) => example.replace(/ +flush_interval -1\n/, ''),
};

/** Deaf to what the store asks of it, and compressing: what is told waits until there is enough of it. */
const holding = (example: string): string =>
  example.replace(
    'proxy_buffering off;',
    'proxy_ignore_headers X-Accel-Buffering; gzip on; gzip_proxied any; gzip_types text/event-stream;',
  );

/** A store that people reach through a proxy. */
async function behind(
  kind: ProxyKind,
  change?: (example: string) => string,
  environment: Record<string, string> = {},
): Promise<ServedStore> {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const store = await serveStore({ LATCHKEY_ORIGIN: origin, LATCHKEY_PROXIES: '1', ...environment });
  await startProxy(kind, { proxy: port, store: store.port }, change);
  return { ...store, origin };
}

for (const kind of proxyPrograms) {
  describe.skipIf(findProgram(kind) === undefined)(`through ${kind} as the operators' guide sets it up`, () => {
    test('people sign up and in by password, and commits of every size go through', async () => {
      const { origin } = await behind(kind);
      const here = await newClient(origin);
      const person = await somebody(here);
      const client = await newClient(origin);
      const { email, password } = person;
      const proof = await provePassword(client, cheapStretch, { email, password });
      if (!proof) throw new Error('the right password was refused');
      await finishPassword(client, proof, { kind: 'backup', code: person.codes[0] ?? '' });
      expect((await client.ask('sessions')).sessions).toHaveLength(2);
      const put = Array.from({ length: Math.min(15, runs(1)) }, () => testRecord(4 * MIB));
      expect(await push(here, person, { put })).toMatchObject({ sequence: 2 });
    });

    test('what one browser writes is heard of by the other, and pulled', async () => {
      const { one, other } = await browsersAt(await behind(kind));
      const running = [one.exchange.run(), other.exchange.run()];
      one.vault.edit('first');
      one.exchange.nudge();
      await soon(() => expect(Object.keys(other.vault.texts())).toHaveLength(1));
      await soon(() => expect([one, other].map(({ exchange }) => exchange.state)).toEqual([idle, idle]));
      other.net.asked.length = 0;
      const id = one.vault.edit('live');
      one.exchange.nudge();
      // Heard of: nothing else makes it pull.
      await soon(() => expect(other.vault.texts()).toMatchObject({ [id]: 'live' }));
      expect(other.net.asked).toEqual(['/v1/pull']);
      for (const { stopping } of [one, other]) stopping.abort();
      await Promise.all(running);
    });

    test('attempts are counted against people, whatever addresses they claim', async () => {
      const store = await behind(kind, undefined, { LATCHKEY_ATTEMPTS_PER_HOUR: '8' });
      const refused = async (client: TestClient) => {
        let count = 0;
        for (let place = 1; place <= 10; place += 1) {
          const headers = { 'x-forwarded-for': `192.0.2.${place}` };
          const answer = await client.ask('/v1/signup/start', { json: { account: newId() }, headers });
          if (codeOf(answer) === 'too-many-attempts') count += 1;
        }
        return count;
      };
      expect(await refused(await TestClient.of((request) => fetch(request), store.origin))).toBe(2);
      // Control: whoever gets past the proxy is believed.
      expect(await refused(await store.client())).toBe(0);
    });

    test('set up without a word about buffers, which the store has: events come at once', async () => {
      const { one, other } = await browsersAt(await behind(kind, buffering[kind]));
      const running = one.exchange.run();
      await soon(() => expect(one.net.count('/v1/pull')).toBe(1));
      const id = other.vault.edit('written elsewhere');
      await other.exchange.round();
      await soon(() => expect(one.vault.texts()).toEqual({ [id]: 'written elsewhere' }));
      one.stopping.abort();
      await running;
    });

    test('set up for smaller bodies: all but the large ones are sent, and the reason is told', async () => {
      const { one, other } = await browsersAt(await behind(kind, smallBodies[kind]));
      const small = Array.from({ length: 8 }, (_, number) => one.vault.edit(String(number).repeat(300_000)));
      const large = one.vault.edit('x'.repeat(3 * MIB));
      await expect(one.exchange.round()).rejects.toMatchObject({ code: 'proxy-refused' });
      expect(one.exchange.state).toMatchObject({ at: 'waiting', code: 'proxy-refused' });
      expect([...one.vault.edits.keys()]).toEqual([large]);
      await other.exchange.round();
      expect(Object.keys(other.vault.texts())).toEqual(small.toSorted());
    });
  });
}

test.skipIf(findProgram('nginx') === undefined)(
  'through a proxy that holds events back, changes come by asking, and that is told',
  async () => {
    const { one, other } = await browsersAt(await behind('nginx', holding));
    Object.assign(one.client, { limits: { ...one.client.limits, answer: 200, quiet: 200 } });
    Object.assign(one.vault, { unheard: 200 });
    const running = one.exchange.run();
    await soon(() => expect(one.exchange.state).toEqual({ at: 'idle', unheard: true }));
    const id = other.vault.edit('written elsewhere');
    await other.exchange.round();
    await soon(() => expect(one.vault.texts()).toEqual({ [id]: 'written elsewhere' }));
    one.stopping.abort();
    await running;
  },
);
