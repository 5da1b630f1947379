import { search } from '../../items/index.ts';
import { isDisguised } from '../context/index.ts';
import { message } from '../../platform/index.ts';
import type { OmniboxOffer } from '../../platform/index.ts';
import type { Summary } from './index-cache.ts';
import type { ItemsParts } from './parts.ts';

interface Typed {
  /** The line above the offers. */
  readonly first: string;
  readonly offers: readonly OmniboxOffer[];
}

/** More than browsers show is of no use. */
const most = 6;
const opens = 'item/';

/** What the address bar offers behind our keyword: titles and user names, and nothing while everything is locked. */
export async function offersFor(
  { session, indexes, local }: Pick<ItemsParts, 'session' | 'indexes' | 'local'>,
  text: string,
): Promise<Typed> {
  // No use of the vault: who only types in the address bar puts no lock off.
  const vault = await session.open();
  if (!vault) return { first: message((await isDisguised(local)) ? 'calculatorTitle' : 'omniboxLocked'), offers: [] };
  const found = text.trim() === '' ? [] : search(indexes.of(vault, 'all'), text).slice(0, most);
  return {
    first: message(found.length === 0 ? 'omniboxSearch' : 'omniboxFound'),
    offers: found.map((summary) => ({ content: `${opens}${summary.id}`, description: said(summary) })),
  };
}

/** The place in the vault page that was entered: an item, or what was typed as a search. */
export function omniboxPlace(text: string): string {
  if (/^item\/[A-Za-z0-9_-]{22}$/.test(text)) return `vault.html#${text}`;
  return text.trim() === '' ? 'vault.html' : `vault.html#search/${encodeURIComponent(text.trim())}`;
}

function said({ title, login }: Summary): string {
  return login === undefined || login.username === '' ? title : `${title} · ${login.username}`;
}
