import { Exchange } from '../../sync/index.ts';
import type { ExchangeParts, Pulled, StoreClient } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { LinkedAccount } from './linked-account.ts';
import type { LinkParts } from './parts.ts';

interface Between {
  readonly vault: OpenVault;
  readonly client: StoreClient;
  readonly ending: AbortSignal;
}

/** Whether the newest list that was followed says that the account is at another store than this browser's (protocol 6.1). */
export function isMoved({ devices, replica }: OpenVault, { origin, came }: LinkedAccount): boolean {
  const { store } = devices.signed;
  const isArriving = store === came && replica.status?.connected === false;
  return store !== origin && !isArriving;
}

/** The exchange between an open vault and its store, of which pages hear what changes. */
export function exchangeOf(
  { session, tell, mail, announced, holds }: LinkParts,
  { vault, client, ending }: Between,
  report: NonNullable<ExchangeParts['report']>,
): Exchange {
  const parts = vault.replica.exchange({
    rotated: async () => {
      await session.rotated();
      tell({ type: 'ways' });
      tell({ type: 'status' });
    },
  });
  const follow = async (pulled: Pulled): Promise<void> => {
    await parts.follow(pulled);
    tell({ type: 'items' });
    if (pulled.state) tell({ type: 'ways' });
  };
  const heard: LinkParts['mail'] = (news) => (ending.aborted ? undefined : mail(news));
  const topic: LinkParts['announced'] = (news) => (ending.aborted ? undefined : announced(news));
  // A page that shows it asks the store itself.
  const recovery = (): void => (ending.aborted ? undefined : tell({ type: 'recovery' }));
  return new Exchange({ client, ...parts, follow, report, holds, mail: heard, recovery, topic }, ending);
}
