import { newPhraseWay, VaultKeeper } from '../../../src/vault/index.ts';
import type { NewWay } from '../../../src/vault/index.ts';
import { newId, newPhrase } from '../../../src/crypto/index.ts';
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

/** So many records go into one commit. */
const AT_ONCE = 10_000;

/**
 * A vault of `count` notes, and of as many archived texts, in this page's IndexedDB, made and left as the product leaves it,
 * locked.
 */
export async function filledVault(count: number, texts = 0): Promise<Filled> {
  const store = database<VaultHeader>(`bench-${count}-${texts}`);
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
  for (let at = 0; at < texts; at += AT_ONCE) {
    const archived = Array.from({ length: Math.min(AT_ONCE, texts - at) }, (_, number) => archivedOf(at + number));
    await vault.records.write({ put: archived });
  }
  const wayId = vault.ways.list()[0]?.id ?? '';
  vault.close();
  return { keeper, secret: () => secret.slice(), wayId, erase: () => store.erase() };
}

/** A record of `messages`; what is in it is for nobody here. */
function archivedOf(number: number) {
  return { id: newId(), domain: 'messages' as const, body: { kind: 'message', text: noteOf(number).body } };
}
