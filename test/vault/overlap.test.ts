import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import type { Account } from '../support/synced.ts';
import { Browser, newAccount } from '../support/synced.ts';
import { runs } from '../support/runs.ts';

/** Two backgrounds of one browser for a moment, the elder about to end: one profile, one device, and each with a state of its own. */
interface Overlap {
  readonly elder: Browser;
  readonly younger: Browser;
}

let account: Account;

beforeEach(async () => {
  account = await newAccount();
});

async function overlap(): Promise<Overlap> {
  account = await newAccount();
  const elder = await Browser.first(account, 'laptop');
  return { elder, younger: await another(elder, elder.disk) };
}

async function another({ account: theirs }: Browser, disk: Browser['disk']): Promise<Browser> {
  const browser = await Browser.of(theirs, 'laptop', disk);
  await browser.unlock();
  await browser.signIn();
  return browser;
}

async function titles(browser: Browser): Promise<unknown[]> {
  return Object.values(await browser.notes());
}

/** Both at once may lose to each other, which passes: the exchange tries again by itself. */
async function syncNow(browser: Browser): Promise<void> {
  await browser.sync().catch((error: unknown) => {
    expect(error).toMatchObject({ code: 'conflict' });
  });
}

test('what one of them is about to send, and sends, is no copy’s to the other', async () => {
  const { elder, younger } = await overlap();
  await elder.write('by the elder');
  await younger.write('by the younger');
  const ready = await elder.vault.replica.exchange().prepare();
  if (!ready) throw new Error('nothing to send');
  const copy = await another(elder, elder.disk.copy());
  await elder.sync();
  await younger.sync();
  expect(await titles(younger)).toHaveLength(2);
  // Control: whose own database has not heard of it was copied.
  await copy.write('by a copy');
  await copy.sync().catch(() => undefined);
  await younger.write('by the younger again');
  await expect(younger.sync()).rejects.toMatchObject({ code: 'device-cloned' });
});

test('of every turn of theirs all is kept, and the store has it', async () => {
  const deed = fc.constantFrom('elder writes', 'younger writes', 'elder syncs', 'younger syncs', 'both sync');
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), async (deeds) => {
      const { elder, younger } = await overlap();
      let written = 0;
      for (const done of deeds) {
        const by = done.startsWith('elder') ? elder : younger;
        if (done.endsWith('writes')) await by.write(`${String((written += 1))} ${done}`);
        else if (done === 'both sync') await Promise.all([elder, younger].map(syncNow));
        else await by.sync();
      }
      // The elder has ended; what it left unsent is found where the vault lies.
      await younger.restart();
      await younger.sync();
      expect(await titles(younger)).toHaveLength(written);
      expect(await younger.vault.records.check()).toEqual({ damaged: [] });
      const other = await Browser.joining(account, 'desk');
      expect(await other.notes()).toEqual(await younger.notes());
    }),
    { numRuns: runs(12) },
  );
});
