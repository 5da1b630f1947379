import { newId } from '../../src/crypto/index.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { LinkedStateError } from '../../src/vault/index.ts';
import type { VouchedState } from '../../src/vault/index.ts';
import type { Pulled } from '../../src/sync/index.ts';
import { pullAll } from '../../src/sync/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { Browser, newAccount } from '../support/synced.ts';
import type { Account } from '../support/synced.ts';

let account: Account;
let old: Browser;
let fresh: Browser;

beforeEach(async () => {
  account = await newAccount();
  old = await Browser.first(account);
  fresh = await Browser.of(account, 'fresh');
});

function write({ vault }: Browser, title: string): Promise<void> {
  return vault.records.write({ put: [{ id: newId(), domain: 'notes', body: { title } }] });
}

/** What a store tells since that head. */
function since(head: Uint8Array<ArrayBuffer>): Promise<Pulled> {
  return pullAll(old.client, toBase64url(head));
}

/** Opens what the store tells, as `vouched` says it must be; the code of what went wrong. */
async function opened(vouched: VouchedState, told: { pulled?: Pulled; since?: Pulled } = {}): Promise<string> {
  const { pulled = await pullAll(old.client, undefined), ...rest } = told;
  const { masterKey } = old.vault;
  try {
    const found = await fresh.keeper.joinLinked(account.id, { pulled, ...rest }, { masterKey, vouched });
    found.close();
    return 'opened';
  } catch (error) {
    // Whatever was handed over is overwritten.
    expect(masterKey.every((byte) => byte === 0)).toBe(true);
    return String((error as { code?: unknown }).code);
  }
}

describe('a vault that another browser vouches for', () => {
  it('is opened by its master key where the store tells exactly that', async () => {
    const vouched = await old.vault.replica.vouch();
    expect(vouched).toMatchObject({ sequence: old.vault.sequence, generation: 1, version: 2 });
    expect(await opened(vouched)).toBe('opened');
  });

  it('is refused where any of it is another: head, list, certificate, generation', async () => {
    const vouched = await old.vault.replica.vouch();
    const other = new Uint8Array(32).fill(3);
    const wrong: VouchedState[] = [
      { ...vouched, head: other },
      { ...vouched, list: other },
      { ...vouched, certificate: other },
      { ...vouched, generation: 2 },
    ];
    for (const said of wrong) expect(await opened(said)).toBe(new LinkedStateError().code);
  });

  it('may have gone on, by commits that are all told and all good', async () => {
    const vouched = await old.vault.replica.vouch();
    await write(old, 'later');
    await old.sync();
    await write(old, 'later still');
    await old.sync();
    expect(await opened(vouched)).toBe('link-state');
    const whole = await since(vouched.head);
    expect(whole.manifests).toHaveLength(2);
    expect(await opened(vouched, { since: whole })).toBe('opened');
    const [first, second] = whole.manifests;
    if (!first || !second) throw new Error('no manifests');
    const lies: Pulled[] = [
      { ...whole, manifests: [second] },
      { ...whole, manifests: [first] },
      { ...whole, manifests: [{ ...second, parent: vouched.head }] },
      { ...whole, manifests: [first, { ...second, signature: first.signature }] },
    ];
    for (const lie of lies) expect(await opened(vouched, { since: lie })).toMatch(/^store-f(orked|orged)$/);
  });

  it('may have another device since, and none less', async () => {
    const before = await old.vault.replica.vouch();
    await Browser.joining(account, 'second');
    expect(await opened(before, { since: await since(before.head) })).toBe('opened');
    await old.sync();
    const after = await old.vault.replica.vouch();
    expect(after.version).toBe(before.version + 1);
    const pulled = await pullAll(old.client, undefined);
    expect(await opened(after, { pulled: { ...pulled, lists: pulled.lists.slice(0, 1) } })).not.toBe('opened');
  });

  it('is not one that is older than what was vouched for', async () => {
    const pulled = await pullAll(old.client, undefined);
    await write(old, 'later');
    await old.sync();
    const vouched = await old.vault.replica.vouch();
    expect(await opened(vouched, { pulled })).toBe('link-state');
  });

  it('has no state to vouch for without a store', async () => {
    const local = await Browser.of(account, 'local');
    await local.createOwn();
    await expect(local.vault.replica.vouch()).rejects.toMatchObject({ code: 'not-connected' });
  });
});
