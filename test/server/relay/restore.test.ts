import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp, restore } from '../../../server/database/index.ts';
import { readBundle } from '../../../src/wire/index.ts';
import { inProcess } from '../../support/in-process.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { Addressee, Writer } from '../../sync/support/mailbox.ts';
import { isOnPostgres, ofTheFile } from '../support/database.ts';
import { temporaryFolder } from '../support/store.ts';

test.skipIf(isOnPostgres)(
  ofTheFile('a restore brings back mailboxes and tokens, and no one-time key that somebody may have'),
  async () => {
    let store: HeldStore = await holdStore();
    const fetch = (url: string, init?: RequestInit) => inProcess(store.app)(url, init);
    const bob = await Addressee.at(await store.newClient({ fetch }));
    await bob.bringKeys(30);
    const holding = await bob.accept();
    const writer = new Writer({ fetch });
    const once = async () => (await writer.client.bundles(holding, 1)).bundles.map((bundle) => readBundle(bundle).once);
    const envelope = await writer.leave(holding, bob.device.id);
    const copy = join(temporaryFolder(), 'copy.sqlite');
    backUp(store.folder, copy);
    // After the copy was made it is somebody's.
    expect((await once())[0]?.value.kind).toBe('once');
    await store.close();
    restore(store.folder, copy, Date.now());
    store = await holdStore({}, store.folder);
    expect(await once()).toEqual([undefined]);
    expect(await bob.own.preKeys()).toMatchObject({ once: 0, wanted: 100 });
    expect(await bob.waiting()).toEqual([{ by: 'delivery', envelope }]);
  },
);
