import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { answerTo } from '../support/asking.ts';
import { press, see, words } from '../support/hands.ts';
import { describeInTurn, findBarriers, until, type Session } from '../support/index.ts';

const password = 'seven quiet harbours under snow';

describeInTurn('the generator', (launch) => {
  let session: Session;
  let page: Page;
  const value = () => page.$eval('.generator-text', (box) => (box as HTMLElement).innerText);
  const kept = async () => (await answerTo<{ values: { value: string }[] }>(page, 'generator.history')).values;

  /** Presses a key until another value is shown; answers that. */
  async function afterKey(key: 'r' | ' ' | 'ArrowRight' | 'ArrowLeft'): Promise<string> {
    const before = await value();
    await page.keyboard.press(key);
    return until(`another value after ${key}`, async () => {
      const now = await value();
      return now !== before && now !== '' ? now : undefined;
    });
  }

  const choose = async (kind: number) => {
    const choice = await page.waitForSelector(`.segments label:nth-of-type(${String(kind)})`);
    await choice?.click();
  };

  beforeAll(async () => {
    session = await launch();
    page = await session.page('popup');
    await answerTo(page, 'vault.create', { password, deviceName: 'Test browser' });
    await press(page, 'Generate');
    await until('a value', async () => (await value()) !== '');
  });

  it('shows what it made, and how strong that is', async () => {
    expect(await value()).toHaveLength(20);
    await see(page, 'Would take longer than anyone can wait.');
    expect(await findBarriers(page)).toEqual([]);
  });

  it('makes others by keyboard alone, and keeps none of them', async () => {
    expect(await afterKey('r')).toHaveLength(20);
    expect(await afterKey(' ')).toHaveLength(20);
    expect(await afterKey('ArrowRight')).toHaveLength(21);
    expect(await afterKey('ArrowLeft')).toHaveLength(20);
    expect(await kept()).toEqual([]);
  });

  it('keeps what is used before it leaves', async () => {
    const used = await afterKey('r');
    // Whether a driven browser lets a page copy is its own affair; the history has it in any case.
    await page.keyboard.press('Enter');
    await until('the value to be kept', async () => (await kept())[0]?.value === used);
    // A press while the words below it come in may be lost.
    await until('the history', async () => {
      if ((await words(page)).includes('Forget all')) return true;
      await press(page, 'History');
      return false;
    });
    await see(page, used);
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Back');
  });

  it('makes words and a PIN, and remembers what was used last', async () => {
    await choose(2);
    await until('words', async () => (await value()).split('-').length >= 5);
    await see(page, 'Easy to read out');
    expect(await findBarriers(page)).toEqual([]);
    await choose(3);
    await until('a PIN', async () => /^\d{6}$/.test(await value()));
    await press(page, 'Copy');
    await until('the PIN to be kept', async () => /^\d{6}$/.test((await kept())[0]?.value ?? ''));
    await press(page, 'Vault');
    await press(page, 'Generate');
    await until('a PIN again', async () => /^\d{6}$/.test(await value()));
  });

  it('forgets what was made once somebody says so', async () => {
    await press(page, 'History');
    await press(page, 'Forget all');
    await see(page, 'Passwords that are in no item are gone then');
    expect(await findBarriers(page)).toEqual([]);
    await press(page, 'Cancel');
    expect(await kept()).toHaveLength(2);
    await press(page, 'Forget all');
    await press(page, 'Forget them');
    await see(page, 'Nothing made yet');
    expect(await kept()).toEqual([]);
    expect(await words(page)).not.toContain('Forget all');
  });

  it('puts what it made into a login', async () => {
    const vault = await session.page('vault', '#new/login');
    await press(vault, 'Make a password');
    await see(vault, 'Put it in');
    expect(await findBarriers(vault)).toEqual([]);
    await press(vault, 'Put it in');
    const password = () => vault.$eval('input[type="password"]', (field) => field.value);
    const made = await until('a password', async () => (await password()) || undefined);
    expect((await kept())[0]?.value).toBe(made);
    await see(vault, 'Make a password');
  });
});
