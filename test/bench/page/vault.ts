import { newPhraseWay, VaultKeeper } from '../../../src/vault/index.ts';
import type { NewWay } from '../../../src/vault/index.ts';
import { newPhrase } from '../../../src/crypto/index.ts';
import { database } from '../../../src/platform/database/database.ts';
import type { VaultHeader } from '../../../src/records/index.ts';
import { kinds } from '../../../src/items/index.ts';
import { idOf, noteOf } from './items.ts';

export interface Filled {
  readonly keeper: VaultKeeper;
  /** A fresh copy each time: whoever unlocks may wipe it. */
  readonly secret: () => Uint8Array<ArrayBuffer>;
  readonly wayId: string;
  erase(): Promise<void>;
}

/** A vault of `count` notes in this page's IndexedDB, made and left as the product leaves it, locked. */
export async function filledVault(count: number): Promise<Filled> {
  const store = database<VaultHeader>(`bench-${count}`);
  await store.erase();
  const keeper = new VaultKeeper(store, () => Date.now(), kinds.summarizeRecord);
  const way: NewWay = newPhraseWay(newPhrase(), 'Bench');
  const secret = way.secret.slice();
  const vault = await keeper.create([way], 'Bench');
  const put = Array.from({ length: count }, (_, number) => ({
    id: idOf(number),
    domain: 'notes' as const,
    body: noteOf(number),
  }));
  await vault.records.write({ put });
  const wayId = vault.ways.list()[0]?.id ?? '';
  vault.close();
  return { keeper, secret: () => secret.slice(), wayId, erase: () => store.erase() };
}
