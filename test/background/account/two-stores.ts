import { expect } from 'vitest';
import { inProcess } from '../../support/in-process.ts';
import type { HeldStore } from '../../sync/support/app.ts';
import { holdStore } from '../../sync/support/app.ts';
import { soon } from '../../sync/support/soon.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';

/** A person whose browsers reach two stores; `person.store` is the one that they mean. */
export interface House {
  readonly person: Person;
  readonly old: HeldStore;
  readonly next: HeldStore;
  readonly laptop: Browser;
}

export const titles = ['Alarm code', 'Boat keys'];

export async function house(): Promise<House> {
  const old = await holdStore();
  const next = await holdStore({ LATCHKEY_ORIGIN: 'http://localhost:8788' });
  // One time for both.
  const clocks = [old.clock, next.clock].map((clock) => clock.forward.bind(clock));
  for (const { clock } of [old, next]) clock.forward = (by) => clocks.forEach((forward) => forward(by));
  const person = await Person.arrive('ada@example.org', old);
  person.fetch = (url, init) => inProcess((url.startsWith(next.origin) ? next : old).app)(url, init);
  const laptop = await person.settledBrowser();
  for (const title of titles) await laptop.note(title);
  await laptop.settled();
  return { person, old, next, laptop };
}

/** Moves to the other store, as the last press of its steps asks for it. */
export async function move({ person, next }: House, browser: Browser): Promise<void> {
  person.store = next;
  const wish = await person.wish(browser);
  await browser.ask('account.signUp', { ...wish, moves: true });
}

/** Another browser signs in where the account has gone. */
export async function follow({ person, next }: House, browser: Browser): Promise<void> {
  person.store = next;
  const { purpose } = await browser.ask('signin.start', { address: next.origin });
  expect(purpose).toBe('move');
  await person.enterByPassword(browser);
}

export async function isToldToMove(browser: Browser, to: string, byUs = false): Promise<void> {
  await soon(async () =>
    expect(await browser.status()).toMatchObject({
      state: { at: 'stopped', code: 'account-moved' },
      moved: { to, byUs },
    }),
  );
}

export const stop = (...browsers: readonly Browser[]): void => browsers.forEach(({ parts }) => parts.store.stop());
export const codeOf = (code: string) => ({ code });
