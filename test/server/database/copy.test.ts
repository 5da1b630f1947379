import { describe, expect, onTestFinished, test } from 'vitest';
import { readPullPage } from '../../../src/wire/index.ts';
import { freePort } from '../../support/free-port.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { newClient } from '../../sync/support/parts.ts';
import { TestClient } from '../support/client.ts';
import { testRecord } from '../support/device.ts';
import { Person } from '../support/person.ts';
import { lacksPostgres, postgresServer } from '../support/postgres.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { temporaryFolder } from '../support/store.ts';
import { Member } from '../topics/member.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

const title = lacksPostgres === undefined ? 'a copy to PostgreSQL' : `a copy to PostgreSQL (${lacksPostgres})`;

async function world() {
  const [data, port] = [temporaryFolder(), await freePort()];
  const [address, password] = [await (await postgresServer()).database(), 'very-secret'];
  const origin = `http://localhost:${String(port)}`;
  const environment = { LATCHKEY_DATA: data, LATCHKEY_PORT: String(port), PGPASSWORD: password };
  const start = async (database: Readonly<Record<string, string>> = {}): Promise<StoreProcess> => {
    const store = startProcess({ ...environment, ...database });
    onTestFinished(() => store.kill('SIGKILL'));
    await untilHealthy(store, origin);
    return store;
  };
  const ask = async (...asked: string[]) => {
    const asking = startProcess(environment, asked);
    return { code: await asking.ended, said: asking.errors() + asking.output() };
  };
  return { origin, address: address.replace('postgres@', `postgres:${password}@`), password, start, ask };
}

async function end(store: StoreProcess): Promise<void> {
  store.kill('SIGTERM');
  expect(await store.ended).toBe(0);
}

describe.skipIf(lacksPostgres !== undefined)(title, { timeout: 120_000 }, () => {
  test('brings everything, and a store goes on with it where it was', async () => {
    const { origin, address, password, start, ask } = await world();
    const copy = ['copy', '--to', address];
    expect((await ask(...copy)).said).toContain('there is no database in');
    const before = await start();
    const person = await Person.make();
    const client = await TestClient.of((request) => fetch(request), origin);
    await person.signUp(client, { phrase: true });
    const put = Array.from({ length: 40 }, () => testRecord(20_000));
    await person.commit(client, { put });
    await person.commit(client, { remove: [put[0]?.id ?? ''] });
    const member = await Member.of(await newClient(origin));
    const announced = await member.fill(2);
    const bob = await Addressee.at(await newClient(origin));
    await bob.bringKeys(3);
    const holding = await bob.accept();
    const writer = new Writer({ fetch: (url, init) => fetch(url, init) });
    const envelope = await writer.leave(holding, bob.device.id);
    const pulled = (await client.call('/v1/pull')).bytes;
    const vault = (await client.call('/v1/vault')).bytes;
    expect((await ask(...copy)).said).toContain('stop it first');
    await end(before);

    const copied = await ask(...copy);
    expect(copied).toMatchObject({ code: 0 });
    expect(copied.said).toMatch(
      /found to be the same: 2 accounts, 40 records, .* rows in all[^]*set LATCHKEY_DATABASE/,
    );
    const again = await ask(...copy);
    expect(again).toMatchObject({ code: 78 });
    expect(again.said).toContain('has a store in it already');
    expect(copied.said + again.said).not.toContain(password);

    const after = await start({ LATCHKEY_DATABASE: address });
    expect((await client.call('/v1/pull')).bytes).toEqual(pulled);
    expect((await client.call('/v1/vault')).bytes).toEqual(vault);
    expect(readPullPage(pulled).records).toHaveLength(39);
    expect(await member.read()).toEqual({ newest: 2, announcements: announced });
    expect(await bob.waiting()).toEqual([{ by: 'delivery', envelope }]);
    expect(await bob.own.preKeys()).toMatchObject({ once: 3 });
    // And what comes new.
    const other = await TestClient.of((request) => fetch(request), origin);
    await person.signInByPhrase(other);
    expect((await person.commit(other, { put: [testRecord()] })).status).toBe(200);
    expect(await member.append(new Uint8Array(148).fill(1))).toBe('taken');
    expect(await writer.leave(holding, bob.device.id)).toBeInstanceOf(Uint8Array);
    const stranger = await TestClient.of((request) => fetch(request), origin);
    await (await Person.make()).signUp(stranger, { phrase: true });
    await end(after);
  });
});
