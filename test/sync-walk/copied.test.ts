import { beforeEach, describe, expect, test } from 'vitest';
import { newPhraseWay, VaultKeeper } from '../../src/vault/index.ts';
import type { OpenedState } from '../../src/vault/replica/pulled-state.ts';
import { openPulled } from '../../src/vault/replica/pulled-state.ts';
import { openCore } from '../../src/vault/state/core.ts';
import { newPhrase } from '../../src/crypto/index.ts';
import { ownSlots } from '../../src/devices/index.ts';
import { phraseSecret } from '../../src/keys/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import type { MemoryDatabase } from '../support/memory-database.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { wayId } from '../support/vaults.ts';

let account: Account;
let a: Browser;
let b: Browser;

beforeEach(async () => {
  account = await newAccount();
  a = await Browser.first(account, 'laptop');
  b = await Browser.joining(account, 'desk');
  await a.sync();
});

/** A copy of a browser's profile, and the phrase that opens it: all that it had when it was taken. */
interface Loot {
  readonly disk: MemoryDatabase;
  readonly phrase: string;
}

function copyOf({ disk }: Browser): Loot {
  return { disk: disk.copy(), phrase: account.phrase };
}

/**
 * What the newest state of the store comes to for whoever has a copy: with a program that checks nothing, and a store that
 * gives it everything (here over the session of a browser).
 */
async function opened({ disk, phrase }: Loot): Promise<OpenedState> {
  const keeper = new VaultKeeper(
    disk,
    () => account.now,
    () => null,
  );
  const [way] = (await keeper.ways()).filter(({ kind }) => kind === 'phrase');
  const vault = await keeper.unlock(way?.id ?? '', phraseSecret(phrase));
  if (!vault || !disk.header) throw new Error('the copy does not open');
  const { masterKey, keyring, secrets, header } = await openCore(disk.header, vault.masterKey);
  const openers = { account: header.account, generation: keyring.generation, masterKey, own: ownSlots(secrets) };
  return openPulled(openers, await pullAll(a.client, undefined), header);
}

describe('a copied profile with the phrase of then', () => {
  test('opens what the store has, as long as no way in has changed', async () => {
    const loot = copyOf(a);
    await a.write('since');
    await a.changeWays({ add: newPhraseWay(newPhrase(), 'One more') });
    expect((await opened(loot)).masterKey).toEqual(a.vault.masterKey);
  });

  test('of the very browser that changed the phrase opens nothing since', async () => {
    const loot = copyOf(a);
    await a.newPhrase();
    await expect(opened(loot)).rejects.toMatchObject({ code: 'rotated-away' });
    // Nor after the next one, which stands on the slot of the first.
    const later = copyOf(a);
    await a.newPhrase();
    await expect(opened(loot)).rejects.toMatchObject({ code: 'rotated-away' });
    await expect(opened(later)).rejects.toMatchObject({ code: 'rotated-away' });
  });

  test('of another browser opens nothing since, also after that one came back', async () => {
    const loot = copyOf(b);
    await a.newPhrase();
    await expect(opened(loot)).rejects.toMatchObject({ code: 'rotated-away' });
    await b.reopen();
    await b.sync();
    expect((await opened(copyOf(b))).masterKey).toEqual(b.vault.masterKey);
    await expect(opened(loot)).rejects.toMatchObject({ code: 'rotated-away' });
  });

  test('of a browser whose way in was taken away opens nothing since', async () => {
    const other = newPhrase();
    await a.signIn();
    await a.changeWays({ add: newPhraseWay(other, 'One more'), access: await a.accessFor(other) });
    await b.sync();
    const loots = [copyOf(a), copyOf(b)];
    await a.changeWays({ remove: wayId(a.vault, 'phrase') });
    for (const loot of loots) await expect(opened(loot)).rejects.toMatchObject({ code: 'rotated-away' });
  });
});
