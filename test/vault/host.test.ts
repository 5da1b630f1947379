import { expect, test } from 'vitest';
import { draftRegularRotation } from '../../src/vault/change/rotation.ts';
import type { Draft } from '../../src/vault/state/draft.ts';
import { openCore, openRecords, VaultHost } from '../../src/vault/state/index.ts';
import { newTurns } from '../../src/flow/index.ts';
import { ownSlots } from '../../src/devices/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import { newWorld } from '../support/vaults.ts';

async function hosted() {
  const { store, vault } = await newWorld();
  const clock = () => 2_000;
  const summarize = () => null;
  const header = await store.read();
  if (!header) throw new Error('no vault');
  const { state } = await openRecords(store, await openCore(header, vault.masterKey), summarize);
  const parts = { database: store, clock, summarize, turns: newTurns(), slice: { records: 1, bytes: 1 } };
  const host = new VaultHost(parts, state);
  const drafts: Draft[] = [];
  const rotate = () =>
    host.turn(() =>
      host.commit(async (now) => {
        const draft = await draftRegularRotation(store, now, clock());
        drafts.push(draft);
        return draft;
      }),
    );
  return { store, host, drafts, rotate };
}

const isWiped = (key: Uint8Array | undefined) => key?.every((byte) => byte === 0);

test('a rotation that could not be written leaves none of its keys behind, and those of now stay', async () => {
  const { store, host, drafts, rotate } = await hosted();
  const { masterKey, secrets } = host.state;
  store.full = true;
  await expect(rotate()).rejects.toMatchObject({ code: 'disk-full' });
  const [draft] = drafts;
  expect(isWiped(draft?.masterKey)).toBe(true);
  if (!draft?.secrets) throw new Error('no secrets');
  const kept = new Set(ownSlots(secrets).map(({ secret }) => secret));
  const fresh = ownSlots(draft.secrets).filter(({ secret }) => !kept.has(secret));
  expect(fresh.length).toBeGreaterThan(0);
  expect(fresh.every(({ secret }) => isWiped(secret))).toBe(true);
  expect([isWiped(masterKey), isWiped(secrets.signing)]).toEqual([false, false]);
  // Control: one that is written keeps its keys, and wipes those of before.
  store.full = false;
  await rotate();
  expect([isWiped(drafts[1]?.masterKey), isWiped(masterKey)]).toEqual([false, true]);
  expect(host.state.masterKey).not.toEqual(bytes(32));
});

test('of a rotation that is drafted again on another state, the first one is wiped', async () => {
  const { store, host, drafts, rotate } = await hosted();
  let isFirst = true;
  store.beforeApply = () => {
    if (!isFirst) return;
    isFirst = false;
    throw Object.assign(new Error('somebody was quicker'), { code: 'conflict' });
  };
  await rotate();
  expect(drafts.map(({ masterKey }) => isWiped(masterKey))).toEqual([true, false]);
  expect(host.state.keyring.generation).toBe(2);
});
