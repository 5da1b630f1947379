import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { choose, fill, press, see } from '../support/hands.ts';

/** What a way back costs: presses of a button, a choice or Enter, and words that are typed (a code is one). */
interface Cost {
  readonly presses: number;
  readonly words: number;
}

/** The hands of somebody who comes back, counted as they are used, over as many browsers and days as it takes. */
export class Effort {
  #presses = 0;
  #words = 0;

  get cost(): Cost {
    return { presses: this.#presses, words: this.#words };
  }

  async press(page: Page, name: string): Promise<void> {
    await press(page, name);
    this.#presses += 1;
  }

  async choose(page: Page, title: string): Promise<void> {
    await choose(page, title);
    this.#presses += 1;
  }

  async type(page: Page, label: string, text: string): Promise<void> {
    await fill(page, label, text);
    this.#words += text.trim().split(/\s+/u).length;
  }

  /** Types, and goes on by the key. */
  async answer(page: Page, label: string, text: string): Promise<void> {
    await this.type(page, label, text);
    await page.keyboard.press('Enter');
    this.#presses += 1;
  }

  /** On the welcome page of a browser that has nothing: as far as the choice of ways to sign in. */
  async beginJoin(page: Page, origin: string): Promise<void> {
    await this.press(page, 'I already have a vault');
    await this.answer(page, 'Address of the store', origin);
    await see(page, 'Sign in with passkey');
  }

  async acceptVault(page: Page): Promise<void> {
    await see(page, 'This is what the store holds');
    await this.press(page, 'Use this vault');
    await see(page, 'Where may Latchkey work');
  }
}

const row = /^\| (?<way>[^|]+?) *\| *(?<presses>\d+) *\| *(?<words>\d+) *\|/;

/** What `docs/ways-back.md` says of each way, by its name there. */
export function toldCosts(): Readonly<Record<string, Cost>> {
  const lines = readFileSync(new URL('../../../docs/ways-back.md', import.meta.url), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const { way, presses, words } = row.exec(line)?.groups ?? {};
      return way === undefined ? [] : [[way, { presses: Number(presses), words: Number(words) }] as const];
    }),
  );
}
