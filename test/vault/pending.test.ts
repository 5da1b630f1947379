import { beforeEach, describe, expect, test } from 'vitest';
import { newPhrase } from '../../src/crypto/index.ts';
import { LastWayError, UnknownWayError } from '../../src/keys/index.ts';
import { draftPending, draftVault, newPhraseWay } from '../../src/vault/change/index.ts';
import { slotOf } from '../../src/vault/change/ways.ts';
import type { PendingWayChange, VaultParts, VaultState } from '../../src/vault/state/index.ts';
import { isMade, prepareCommit } from '../../src/vault/state/index.ts';
import { newTurns } from '../../src/flow/index.ts';
import { MemoryDatabase } from '../support/memory-database.ts';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { wayId } from '../support/vaults.ts';
import { standardSlice } from '../../src/vault/replica/index.ts';

describe('a change of the ways in is a value that is drafted on a state', () => {
  const now = 5_000;
  let parts: VaultParts;
  let state: VaultState;
  let old: string;

  beforeEach(async () => {
    const database = new MemoryDatabase();
    const drafted = await draftVault([newPhraseWay(newPhrase(), 'Phrase')], 'laptop', 1_000);
    await database.apply(drafted.change);
    state = drafted.next;
    old = state.keyring.slots.find(({ parameters }) => parameters.kind === 'phrase')?.id ?? '';
    parts = { database, clock: () => now, summarize: () => null, turns: newTurns(), slice: standardSlice };
  });

  const replacing = async (): Promise<PendingWayChange> => ({
    kind: 'ways',
    slot: await slotOf(newPhraseWay(newPhrase(), 'Next'), now),
    remove: old,
    access: {},
  });

  test('a rotation: the transition is whole, and the state it was drafted on is as it was', async () => {
    const pending = await replacing();
    const before = { ...state, masterKey: state.masterKey.slice() };
    const draft = await draftPending(parts, state, pending);
    const { next, change } = await prepareCommit(state, draft ?? {}, now);
    expect(state).toEqual(before);
    expect(isMade(state, pending)).toBe(false);
    expect(isMade(next, pending)).toBe(true);
    expect(next.keyring.generation).toBe(state.keyring.generation + 1);
    expect(next.masterKey).not.toEqual(state.masterKey);
    expect(change.expected).toEqual(state.header);
    expect(next.manifest).toMatchObject({ previous: state.header.head, sequence: 2, time: now });
  });

  test('where it is made already, nothing is left to draft', async () => {
    const pending = await replacing();
    const { next } = await prepareCommit(state, (await draftPending(parts, state, pending)) ?? {}, now);
    expect(await draftPending(parts, next, pending)).toBeUndefined();
  });

  test('where the old way was replaced by another try, the new one takes that one’s place', async () => {
    const pending = await replacing();
    const other = await draftPending(parts, state, await replacing());
    const { next } = await prepareCommit(state, other ?? {}, now);
    const draft = await draftPending(parts, next, pending);
    expect(draft?.keyring?.slots.filter(({ parameters }) => parameters.kind === 'phrase')).toMatchObject([
      { id: pending.slot?.id },
    ]);
  });

  test('the last way in is never drafted away', async () => {
    await expect(draftPending(parts, state, { kind: 'ways', remove: old, access: {} })).rejects.toThrow(LastWayError);
  });
});

describe('a proposed change of a connected vault', () => {
  let account: Account;
  let browser: Browser;

  beforeEach(async () => {
    account = await newAccount();
    browser = await Browser.first(account);
  });

  test('is drafted anew on every head until the store has it, and the vault is as it was until then', async () => {
    const { ways, replica } = browser.vault;
    await ways.propose({ add: newPhraseWay(newPhrase(), 'Second') });
    const exchange = replica.exchange();
    const first = await exchange.prepare();
    expect(ways.list()).toHaveLength(1);
    expect((await exchange.prepare())?.head).toBe(first?.head);
    await browser.write('in between');
    await browser.sync();
    expect(ways.list()).toHaveLength(2);
    expect(await ways.conclude()).toMatchObject({ name: 'Second' });
    expect(await exchange.prepare()).toBeUndefined();
  });

  test('that can’t be made says why, and leaves nothing behind', async () => {
    const { ways, replica } = browser.vault;
    await expect(ways.propose({ remove: 'nobody' })).rejects.toThrow(UnknownWayError);
    await ways.propose({ remove: wayId(browser.vault, 'phrase') });
    await browser.sync();
    await expect(ways.conclude()).rejects.toThrow(LastWayError);
    expect(await ways.conclude()).toBeUndefined();
    expect(await replica.exchange().prepare()).toBeUndefined();
  });
});
