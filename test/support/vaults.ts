import { newPhrase } from '../../src/crypto/index.ts';
import type { NewWay, OpenVault, Summarize } from '../../src/vault/index.ts';
import { newPasskeyWay, newPasswordWay, newPhraseWay, VaultKeeper } from '../../src/vault/index.ts';
import type { VaultDatabase } from '../../src/records/index.ts';
import { MemoryDatabase } from './memory-database.ts';
import { quickStretch } from './quick-stretch.ts';

/** Lists notes by their title. */
const summarizeNotes: Summarize = (domain, body) => {
  const { title } = body as { title?: unknown };
  return domain === 'notes' ? { title } : null;
};

export interface World {
  readonly store: MemoryDatabase;
  readonly keeper: VaultKeeper;
  readonly vault: OpenVault;
  readonly ways: { readonly password: NewWay; readonly phrase: NewWay; readonly passkey: NewWay };
  now: number;
}

/** A keeper over a store, as after a restart of the background. */
export function keeperOf(store: VaultDatabase, now = 1_000): VaultKeeper {
  return new VaultKeeper(store, () => now, summarizeNotes);
}

/** A new vault with a password, a phrase and a passkey, opened. */
export async function newWorld(): Promise<World> {
  const store = new MemoryDatabase();
  const world = { store, now: 1_000 };
  const keeper = new VaultKeeper(store, () => world.now, summarizeNotes);
  const credential = { id: new Uint8Array(20).fill(7), publicKey: new Uint8Array(65).fill(4) };
  const ways = {
    password: await newPasswordWay('correct horse', 'Password', quickStretch),
    phrase: newPhraseWay(newPhrase(), 'Phrase'),
    passkey: newPasskeyWay(new Uint8Array(32).fill(9), credential, 'Passkey'),
  };
  const vault = await keeper.create([ways.password, ways.phrase, ways.passkey], 'This laptop');
  return Object.assign(world, { keeper, vault, ways });
}

/** The id of the first way of a kind. */
export function wayId(vault: OpenVault, kind: string): string {
  const way = vault.ways.list().find((entry) => entry.kind === kind);
  if (!way) throw new Error(`no ${kind}`);
  return way.id;
}
