import type { Id } from '../../encoding/index.ts';
import { lookAtRecovery, recoveryKeyChallenge, sendRecoverySecond } from '../../sync/index.ts';
import type { SignIn } from '../account/index.ts';
import { NoTicketError } from '../context/index.ts';
import type { AskedKey, WaysParts } from '../ways/index.ts';
import { onAsked } from './asked.ts';

/** A security key or passkey as the second factor of a recovery that this browser asked for: the small window runs its ceremony. */
export function askedKey(parts: WaysParts, entry: SignIn): AskedKey {
  const on = <T>(ticket: Id, use: Parameters<typeof onAsked<T>>[3]): Promise<T> => onAsked(parts, entry, ticket, use);
  return {
    challenge: (ticket) =>
      on(ticket, async ({ client, recovery }) => {
        const state = await lookAtRecovery(client, recovery);
        if (state.state !== 'second') throw new NoTicketError();
        return { challenge: await recoveryKeyChallenge(client, recovery), allow: state.keys };
      }),
    prove: (ticket, assertion) =>
      on(ticket, async ({ client, recovery }) => {
        await sendRecoverySecond(client, recovery, { kind: 'key', assertion });
      }),
  };
}
