import type { KeyPair } from '../../crypto/index.ts';
import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Combined } from '../../recovery/index.ts';
import { combineHanded, meetingOf, openHanded, requestCode } from '../../recovery/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { meetInRecovery } from '../../sync/index.ts';
import type { HandedShare, RecoveryState } from '../../wire/index.ts';

type Gathering = Extract<RecoveryState, { state: 'gathering' }>;

interface Asking {
  readonly client: StoreClient;
  readonly recovery: Id;
  /** What trustees seal their shares to. */
  readonly shareKey: KeyPair;
}

/** The shares that came, and what they come to: its `secret` is the caller's to wipe. */
export async function gather(
  { client, recovery, shareKey }: Asking,
  { account, signKey }: Gathering,
): Promise<{ readonly handed: readonly HandedShare[]; readonly combined: Combined }> {
  const code = requestCode(shareKey.publicKey, account);
  const sealed = await meetInRecovery(client, recovery, meetingOf(code));
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

/** What they call themselves, each once. */
function namesOf(shares: readonly HandedShare[]): readonly string[] {
  return [...new Set(shares.map(({ name }) => name))];
}
