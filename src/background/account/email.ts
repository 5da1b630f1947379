import { toBase64url } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { StaleWriteError } from '../../records/index.ts';
import { lookupOf } from '../../sync/index.ts';
import type { AccountParts } from './parts.ts';
import { noteDeed } from '../context/index.ts';
import { addressPut, readAddress, wayProposal } from '../link/index.ts';

/**
 * Answers the question that gives the account another address. The look-up at the store and the sealed record of the address
 * change in one commit: whenever an answer is lost, both are the old ones or both are the new ones (protocol 5).
 */
export function emailHandlers(parts: AccountParts): Handlers<'account.email.change'> {
  const { session, store, tell } = parts;
  return {
    'account.email.change': async ({ email }) => {
      await session.requireFresh();
      const vault = await session.vault();
      // What another browser changed, or an earlier try whose answer was lost.
      await store.round();
      if ((await readAddress(vault)) === email) return {};
      const put = await addressPut(vault, email);
      const lookup = toBase64url(lookupOf(email));
      await store.bring(wayProposal(vault, { put, access: () => ({ lookup }) }));
      // Somebody else's change came first, and is what stands.
      if ((await readAddress(vault)) !== email) throw new StaleWriteError(put.id);
      await noteDeed(parts, { what: 'address-changed', about: email });
      tell({ type: 'account' });
      return {};
    },
  };
}
