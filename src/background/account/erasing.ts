import type { Handlers } from '../../rpc/index.ts';
import { sayGoodbye } from './goodbye.ts';
import type { AccountParts } from './parts.ts';

/** Lies in `local` from the first step of an erasing to its last: whoever starts next goes on with it. */
const marker = 'erasing';

/** Gives back the sites that the browser lets us into: they would tell where somebody goes. */
export type ForgetSites = () => Promise<unknown>;

/** Answers the question that takes the vault, and everything else that we keep, from this browser. */
export function erasingHandlers(parts: AccountParts, forgetSites: ForgetSites): Handlers<'account.eraseBrowser'> {
  return {
    'account.eraseBrowser': async () => {
      await parts.session.requireFresh();
      const goodbye = await sayGoodbye(parts, await parts.session.vault());
      // Before the store hears of it: a browser that has said it leaves never comes back.
      await parts.local.set(marker, true);
      parts.store.stop();
      await goodbye();
      await eraseBrowser(parts, forgetSites);
      return {};
    },
  };
}

/**
 * Takes away everything that this browser keeps: keys from memory, the sealed vault, request keys, settings, drafts and
 * permissions. What a disk keeps of files that were erased is sealed. Killed in the middle, `finishErasing` does the rest.
 */
export async function eraseBrowser(parts: AccountParts, forgetSites: ForgetSites): Promise<void> {
  await parts.local.set(marker, true);
  parts.store.stop();
  await parts.session.lock('demand');
  await erase(parts, forgetSites);
}

/** At the start of the background: what an erasing began that was stopped in the middle. */
export async function finishErasing(parts: AccountParts, forgetSites: ForgetSites): Promise<void> {
  if ((await parts.local.get(marker)) === true) await erase(parts, forgetSites);
}

async function erase({ keeper, store, local, memory, tell }: AccountParts, forgetSites: ForgetSites): Promise<void> {
  await keeper.erase();
  await store.forget();
  await memory.clear();
  await local.clear();
  // Whoever hears of permissions that go writes down what is left of a list: by now there is none.
  await local.set(marker, true);
  await forgetSites().catch(() => undefined);
  await local.clear();
  for (const type of ['status', 'account', 'items', 'ways', 'sites'] as const) tell({ type });
}
