import type { KeyPair } from '../../crypto/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { Combined } from '../../recovery/index.ts';
import { combineHanded, meetingOf, openHanded, requestCode } from '../../recovery/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { meetInRecovery } from '../../sync/index.ts';
import type { HandedShare, RecoveryState } from '../../wire/index.ts';
import { SharesMissingError } from './errors.ts';

export type Gathering = Extract<RecoveryState, { state: 'gathering' }>;

export interface Asking {
  readonly client: StoreClient;
  readonly recovery: Id;
  /** What whoever helps seals to. */
  readonly shareKey: KeyPair;
}

/** What came so far, sealed for this browser: named by its code, where whoever was told it finds this recovery. */
export function handedOver({ client, recovery, shareKey }: Asking, account: Id): Promise<readonly Bytes[]> {
  return meetInRecovery(client, recovery, meetingOf(requestCode(shareKey.publicKey, account)));
}

/** The shares that came, and what they come to: its `secret` is the caller's to wipe. */
async function gather(
  asking: Asking,
  { account, signKey }: Gathering,
): Promise<{ readonly handed: readonly HandedShare[]; readonly combined: Combined }> {
  const { shareKey } = asking;
  const sealed = await handedOver(asking, account);
  const opened = await Promise.all(sealed.map((one) => openHanded({ account, shareKey }, one)));
  const handed = opened.filter((one) => one !== undefined);
  return { handed, combined: await combineHanded(handed, fromBase64url(signKey)) };
}

/** What whoever waits is shown: the code to tell, and whose shares came. */
export async function gatheringState(asking: Asking, state: Gathering, now: number): Promise<AskingState> {
  const { handed, combined } = await gather(asking, state);
  const { secret, good, bad, needed } = combined;
  if (secret) wipe(secret);
  wipe(...handed.map(({ share }) => share));
  return {
    ...{ at: 'gathering', code: requestCode(asking.shareKey.publicKey, state.account), now },
    ...{ opensAt: state.opensAt, until: state.until, isOpen: state.isOpen },
    ...{ have: good.length, isEnough: secret !== undefined, from: namesOf(good), bad: namesOf(bad) },
    ...(needed === undefined ? {} : { needed }),
  };
}

/** What the shares open together, 32 bytes, the caller's to wipe. Throws SharesMissingError. */
export async function sharedSecret(asking: Asking, state: Gathering): Promise<Bytes> {
  const { handed, combined } = await gather(asking, state);
  wipe(...handed.map(({ share }) => share));
  if (!combined.secret) throw new SharesMissingError();
  return combined.secret;
}

/** What they call themselves, each once. */
function namesOf(shares: readonly HandedShare[]): readonly string[] {
  return [...new Set(shares.map(({ name }) => name))];
}
