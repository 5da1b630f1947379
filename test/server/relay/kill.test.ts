import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../../src/crypto/index.ts';
import type { Bytes, Id } from '../../../src/encoding/index.ts';
import { toBase64url } from '../../../src/encoding/index.ts';
import type { Holding } from '../../../src/sync/index.ts';
import { readBundle } from '../../../src/wire/index.ts';
import { freePort } from '../../support/free-port.ts';
import { runs } from '../../support/runs.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { newClient } from '../../sync/support/parts.ts';
import { testEnvelope, testOnceKeys } from '../support/mail.ts';
import type { StoreProcess } from '../support/process.ts';
import { startProcess, untilHealthy } from '../support/process.ts';
import { temporaryFolder } from '../support/store.ts';
import { takeTurns } from '../../support/turns.ts';

takeTurns();

/** Somebody who leaves envelopes as fast as answers come, and remembers what was acknowledged. */
class Sender {
  readonly #writer = new Writer({ fetch: (url, init) => fetch(url, init) });
  readonly #holding: Holding;
  readonly #device: Id;
  readonly taken = new Map<Id, Bytes>();
  /** Sent, and not answered. */
  open: { readonly deposit: Id; readonly envelope: Bytes } | undefined;

  constructor(holding: Holding, device: Id) {
    this.#holding = holding;
    this.#device = device;
  }

  /** Until the store is gone. */
  async send(): Promise<void> {
    for (;;) {
      this.open = { deposit: newId(), envelope: testEnvelope() };
      if (!(await this.again())) return;
    }
  }

  /** The one that has no answer, sent again; whether it was answered. */
  async again(): Promise<boolean> {
    if (!this.open) return true;
    const { deposit, envelope } = this.open;
    const outcome = await this.#writer.leave(this.#holding, this.#device, envelope, deposit);
    if (typeof outcome === 'string') {
      expect(outcome).toBe('unreachable');
      return false;
    }
    this.taken.set(deposit, envelope);
    this.open = undefined;
    return true;
  }
}

/** Somebody who fetches bundles as fast as answers come, and remembers whose one-time keys they got. */
async function takeKeys(holding: Holding, handed: Id[]): Promise<void> {
  const { client } = new Writer({ fetch: (url, init) => fetch(url, init) });
  for (;;) {
    const answer = await client.bundles(holding, 1).catch(() => undefined);
    if (!answer) return;
    for (const { once } of answer.bundles.map(readBundle)) if (once) handed.push(once.value.id);
  }
}

test(
  'no acknowledged deposit is lost, and no key handed out twice, when the store is killed under load',
  { timeout: runs(600_000) },
  async () => {
    const [folder, port] = [temporaryFolder(), await freePort()];
    const origin = `http://localhost:${port}`;
    const environment = {
      LATCHKEY_DATA: folder,
      LATCHKEY_PORT: String(port),
      LATCHKEY_CONTACTS_PER_MINUTE: '1000000',
      LATCHKEY_MAILBOX_BYTES: '1000000000',
    };
    let store: StoreProcess = startProcess(environment);
    await untilHealthy(store, origin);
    const bob = await Addressee.at(await newClient(origin));
    await bob.bringKeys(0);
    const holding = await bob.accept();
    const senders = Array.from({ length: 4 }, () => new Sender(holding, bob.device.id));
    const handed: Id[] = [];
    const arrived = new Map<Id, Bytes>();
    for (let round = 0; round < runs(3); round += 1) {
      const { once } = await bob.own.preKeys();
      await bob.own.putPreKeys({ once: await testOnceKeys(bob.device, Math.min(20, 100 - once)) });
      const load = Promise.all([...senders.map((sender) => sender.send()), takeKeys(holding, handed)]);
      await new Promise((resolve) => setTimeout(resolve, 150 + ((round * 97) % 300)));
      store.kill('SIGKILL');
      await store.ended;
      await load;
      store = startProcess(environment);
      await untilHealthy(store, origin);
      // What had no answer is sent again, and is there once.
      for (const sender of senders) expect(await sender.again()).toBe(true);
      await empty(bob, arrived);
      const taken = new Map(senders.flatMap((sender) => [...sender.taken]));
      expect(arrived).toEqual(taken);
    }
    expect(arrived.size).toBeGreaterThan(0);
    expect(handed.length).toBeGreaterThan(0);
    expect(new Set(handed).size).toBe(handed.length);
    store.kill('SIGTERM');
    expect(await store.ended).toBe(0);
    const database = new DatabaseSync(join(folder, 'store.sqlite'));
    expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
    const counted = database.prepare('select envelopes, bytes from mailboxes').get();
    expect(counted).toEqual({ envelopes: 0, bytes: 0 });
    database.close();
  },
);

/** Fetches and acknowledges until nothing waits: no envelope comes twice. */
async function empty({ own }: Addressee, arrived: Map<Id, Bytes>): Promise<void> {
  for (;;) {
    const { mail } = await own.mail();
    if (mail.length === 0) return;
    for (const { id, envelope } of mail) {
      expect(arrived.has(id), toBase64url(envelope.subarray(0, 8))).toBe(false);
      arrived.set(id, envelope);
    }
    await own.acknowledge(mail.map(({ id }) => id));
  }
}
