import { itemHandlers } from '../../../src/background/items/items.ts';
import { PageLogins } from '../../../src/background/items/for-page.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { Saves } from '../../../src/background/save/handlers.ts';
import { newId } from '../../../src/crypto/index.ts';
import type { ContentAsker, PageOrder, SaveOffer, SentLogin } from '../../../src/rpc/index.ts';
import { Machine } from '../support/parts.ts';
import { windows } from '../support/windows.ts';

export const password = 'a long enough password';
export const window = { role: 'window' } as const;
export const shop: ContentAsker = {
  role: 'content',
  tab: 7,
  frame: 0,
  origin: 'https://shop.example',
  host: 'shop.example',
  path: '/',
};
export const mira: SentLogin = {
  kind: 'login',
  username: 'mira',
  accountId: '',
  currentPassword: 'canary-one',
  newPassword: '',
};
export const minute = 60_000;

/** What the documents of a tab answer, and what they were told. */
class Tab {
  readonly orders: string[] = [];
  forms: readonly string[] = [];
  typed: (() => Promise<unknown>) | undefined;

  ask = async (_tab: number, _frame: number | undefined, push: string, data: unknown): Promise<unknown> => {
    const { order } = data as PageOrder;
    this.orders.push(order);
    if (push === 'save')
      return order === ('look' as string) ? this.typed !== undefined : this.typed?.().then(() => true);
    if (order === 'forms') return this.forms;
    return order === 'task' ? { kind: 'save', site: 'shop.example' } : true;
  };
}

/** A browser with an open vault, a background, and a tab in which somebody types. */
export class Desk {
  readonly machine = new Machine();
  readonly tab = new Tab();
  readonly page = newId();
  parts!: Parts;
  saves!: Saves;
  ask!: ReturnType<Saves['handlers']>;

  /** Starts a background, perhaps anew. */
  start(): void {
    this.parts = this.machine.background();
    this.saves = new Saves(this.parts, {
      logins: new PageLogins(this.parts),
      items: itemHandlers(this.parts),
      ask: this.tab.ask,
      reach: () => Promise.resolve(),
    });
    this.ask = this.saves.handlers();
  }

  async open(): Promise<void> {
    this.start();
    await windows(this.parts)('vault.create', { password, deviceName: 'Test' });
    await this.parts.typedSeal.renew(await this.parts.session.vault());
  }

  send(sent: SentLogin = mira, asker = shop, form = 'form-1'): Promise<unknown> {
    return this.ask['save.sent']({ page: this.page, form, sent }, asker);
  }

  outcome(what: 'gone' | 'failed' | 'slow', asker = shop): Promise<unknown> {
    return this.ask['save.outcome']({ page: this.page, form: 'form-1', outcome: what }, asker);
  }

  async offers(): Promise<readonly SaveOffer[]> {
    return (await this.ask['save.offers']({}, window)).offers;
  }

  async names(): Promise<readonly string[]> {
    return (await this.offers()).map(({ username }) => username);
  }

  async saveFirst(): Promise<void> {
    const [offer] = await this.offers();
    if (!offer) throw new Error('no offer');
    await this.ask['save.decide']({ offer: offer.id, answer: { do: 'save', into: offer.update } }, window);
  }

  async kept(): Promise<readonly object[]> {
    const { rows } = await windows(this.parts)('items.search', { query: '', in: 'all', offset: 0, limit: 50 });
    return Promise.all(rows.map(async ({ id }) => (await windows(this.parts)('items.read', { id })).item));
  }

  /** All that lies in this browser's storage, as one text. */
  stored(): string {
    return JSON.stringify([...this.machine.local.values, ...this.machine.memory.values]);
  }
}
