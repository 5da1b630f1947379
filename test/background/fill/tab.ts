import { expect } from 'vitest';
import { Filling } from '../../../src/background/fill/filling.ts';
import type { ReadyDocument } from '../../../src/background/fill/parts.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { newId } from '../../../src/crypto/index.ts';
import type {
  ContentAsker,
  FillFormOrder,
  FillOrder,
  FillReport,
  FillValues,
  FormSummary,
  InputOf,
  LoginFields,
} from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';
import type { Ask } from '../support/windows.ts';

const password = 'a long enough password';
export const shared = { favourite: false, tags: [], folder: '', fields: [] };
export const login = {
  ...{ ...shared, kind: 'login', title: 'Shop', username: 'mira', password: 'hunter2', accountId: '4471', notes: '' },
  ...{ totp: 'JBSWY3DPEHPK3PXP', urls: [{ url: 'https://shop.example', match: 'host' }] },
} satisfies LoginFields;
export const signIn: FormSummary = {
  ...{ kind: 'login', types: ['username', 'current-password'], targets: [], sending: 'body', isAmongOwn: true },
};

/** A document of tab 7, as the browser and our script speak for it. */
export class Page {
  readonly page = newId();
  readonly asker: ContentAsker;
  form: FormSummary | undefined = signIn;
  got: FillValues | undefined;
  /** Another document that asks in its place. */
  asks: { asker?: Partial<ContentAsker>; page?: string; errand?: string } = {};
  failed: unknown;

  constructor(frame: number, url: string) {
    const { origin, hostname, pathname } = new URL(url);
    const document = `document of ${String(frame)}`;
    this.asker = { role: 'content', tab: 7, frame, document, origin, host: hostname, path: pathname };
  }

  get ready(): ReadyDocument {
    const { frame, document } = this.asker;
    return { frame, page: this.page, ...(document === undefined ? {} : { document }) };
  }

  async fill(filling: Filling, { errand }: FillFormOrder): Promise<unknown> {
    if (!this.form) return [];
    const { asker, ...named } = this.asks;
    const asked = { errand, page: this.page, form: this.form, ...named };
    try {
      this.got = (await filling.here(asked, { ...this.asker, ...asker })).values;
    } catch (error) {
      this.failed = error;
    }
    return this.got ? this.form.types.map((type) => ({ type, outcome: 'filled' })) : [];
  }
}

/** A tab, number 7, with a login in the vault that belongs to https://shop.example. */
export class Tab {
  readonly machine = new Machine();
  readonly pages: Page[] = [];
  /** The documents that were told to watch for a next step, by their names. */
  readonly watched: string[] = [];
  topUrl: string | undefined = 'https://shop.example/login';
  ask!: Ask;
  parts!: Parts;
  filling!: Filling;
  id = '';

  static async open(): Promise<Tab> {
    const tab = new Tab();
    tab.#start();
    await tab.ask('vault.create', { password, deviceName: 'Test' });
    tab.id = (await tab.ask('items.save', { item: login })).id;
    return tab;
  }

  /** The background is stopped, started anew and unlocked. */
  async restart(): Promise<void> {
    this.#start();
    await this.ask('unlock.password', { password });
  }

  page(frame: number, url: string, form: FormSummary | null = signIn): Page {
    const made = new Page(frame, url);
    made.form = form ?? undefined;
    this.pages.push(made);
    return made;
  }

  fill(how: Partial<InputOf<'fill.item'>> = {}): Promise<FillReport> {
    return this.filling.fill({ id: this.id, tab: 7, part: 'all', replace: false, agreed: [], ...how });
  }

  #start(): void {
    const parts = this.machine.background();
    this.parts = parts;
    this.ask = windows(parts);
    this.filling = new Filling(parts, new PageLogins(parts), {
      ready: () =>
        this.pages.length > 0 ? Promise.resolve(this.pages.map(({ ready }) => ready)) : Promise.reject(new Error('no')),
      ask: async (tab, frame, push, data) => {
        expect([tab, push]).toEqual([7, 'fill']);
        const order = data as FillOrder;
        if (order.order === 'watch') this.watched.push(order.page);
        if (order.order !== 'fill') return undefined;
        return this.pages.find(({ asker }) => asker.frame === frame)?.fill(this.filling, order);
      },
      urlOf: () => Promise.resolve(this.topUrl),
      openPopup: () => Promise.resolve(true),
    });
  }
}
