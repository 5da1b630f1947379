import type { Id } from '../../encoding/index.ts';
import type { FillQuestion, Handlers } from '../../rpc/index.ts';

/** Items are read and written as a window of ours does. */
export type OwnItems = Pick<Handlers<'items.read' | 'items.save'>, 'items.read' | 'items.save'>;

/** Doubts that another address of the login answers for good. */
const ofAddress: ReadonlySet<FillQuestion['doubt']> = new Set(['domain', 'port']);

const asker = { role: 'window' } as const;

/** The addresses that a person agreed to become the login's own: it is filled in there without a question from then on. */
export async function rememberAddresses(items: OwnItems, id: Id, agreed: readonly FillQuestion[]): Promise<void> {
  const { revision, item } = await items['items.read']({ id }, asker);
  if (item.kind !== 'login') return;
  const origins = agreed.filter(({ doubt }) => ofAddress.has(doubt)).map(({ origin }) => origin);
  const more = [...new Set(origins)].filter((origin) => !item.urls.some(({ url }) => url === origin));
  if (more.length === 0) return;
  const urls = [...item.urls, ...more.map((url) => ({ url, match: 'host' as const }))];
  await items['items.save']({ id, revision, base: item, item: { ...item, urls } }, asker);
}
