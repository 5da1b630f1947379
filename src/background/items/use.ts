import type { Id } from '../../encoding/index.ts';
import { codesOf, storedUrl } from '../../items/index.ts';
import type { Item, LoginUrl } from '../../items/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { readCopySettings } from '../clipboard/index.ts';
import type { OwnClipboard } from '../clipboard/index.ts';
import { lastPassword, notePassword } from '../context/index.ts';
import type { BrowserActions, Context } from '../context/index.ts';
import { NoAddressError, NothingToCopyError } from './errors.ts';
import type { ItemsParts } from './parts.ts';

interface UseParts extends Pick<ItemsParts, 'session' | 'clock' | 'kinds'>, Pick<Context, 'local' | 'memory'> {
  readonly clipboard: Pick<OwnClipboard, 'copy'>;
  readonly actions: Pick<BrowserActions, 'openSite'>;
}

type Question = 'items.copy' | 'items.copyNext' | 'items.codeNext' | 'items.open';

/** Answers what is done with an item without a page that holds it: a value goes from here to the clipboard. */
export function useHandlers(parts: UseParts): Handlers<Question> {
  const { session, clock, kinds, clipboard, local, memory, actions } = parts;
  const read = async (id: Id): Promise<Item> => kinds.parse((await (await session.vault()).records.read(id)).body);
  const codeOf = async (item: Item): Promise<string> => {
    const codes = item.kind === 'login' ? await codesOf(item.totp, clock()) : 'empty';
    return typeof codes === 'string' ? '' : codes.code;
  };
  return {
    'items.copy': async ({ id, field }) => {
      const item = await read(id);
      const text = field === 'code' ? await codeOf(item) : valueOf(item, field);
      if (text === '') throw new NothingToCopyError();
      const copied = await clipboard.copy(text);
      if (field === 'password') await notePassword(memory, { id, at: clock() });
      return copied;
    },
    'items.copyNext': async () => {
      const last = await lastPassword(memory, clock());
      if (!last || last.isCodeCopied || !(await readCopySettings(local)).codeAfterPassword) return {};
      await notePassword(memory, { ...last, isCodeCopied: true });
      const item = await read(last.id);
      const code = await codeOf(item);
      if (code === '') return {};
      await clipboard.copy(code);
      return { title: item.title };
    },
    'items.codeNext': async () => {
      const last = await lastPassword(memory, clock());
      const item = last && (await read(last.id).catch(() => undefined));
      return item?.kind === 'login' && last && (await codeOf(item)) !== ''
        ? { id: last.id, title: item.title, isFilled: last.isFilled === true }
        : {};
    },
    'items.open': async ({ id }) => {
      const item = await read(id);
      const url = item.kind === 'login' ? addressOf(item.urls) : undefined;
      if (url === undefined) throw new NoAddressError();
      await actions.openSite(url);
      return {};
    },
  };
}

/** A field of text of the kind's own, or one that a person added; '' where there is none. */
function valueOf(item: Item, field: string): string {
  const own = (item as unknown as Readonly<Record<string, unknown>>)[field];
  if (Object.hasOwn(item, field) && typeof own === 'string') return own;
  return item.fields.find(({ id }) => `fields/${id}` === field)?.value ?? '';
}

/** The first that is a web address: the whole of it, as it was typed. */
function addressOf(urls: readonly LoginUrl[]): string | undefined {
  return urls.flatMap(({ url, match }) => (match === 'regex' ? [] : (storedUrl(url) ?? []))).at(0)?.href;
}
