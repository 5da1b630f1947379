import type { PagesParts } from './parts.ts';

/** A card of a page, on its way to a page of ours: only there the browser asks whether we may speak with its store. */
const slot = 'handed-card';

/** Where our page takes it up. */
const place = 'vault.html#contacts/card';

/** Opens our page with a card, as it came. It stood in somebody's page: nothing secret. */
export async function handCard(
  { memory, actions }: Pick<PagesParts, 'memory' | 'actions'>,
  text: string,
): Promise<void> {
  await memory.set(slot, text);
  await actions.openTab(place);
}

/** The card that was handed over, once; null: none. */
export async function takeHanded({ memory }: Pick<PagesParts, 'memory'>): Promise<string | null> {
  const text = await memory.get(slot);
  await memory.remove(slot);
  return typeof text === 'string' ? text : null;
}
