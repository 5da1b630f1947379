import { equal, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url } from '../../encoding/index.ts';
import { signKeyOf } from '../../keys/index.ts';
import { openOrganisationAnswer, requestCode } from '../../recovery/index.ts';
import type { AskingState } from '../../rpc/index.ts';
import type { OrganisationAnswer } from '../../wire/index.ts';
import { AnswerMissingError } from './errors.ts';
import type { Asking, Gathering } from './gathering.ts';
import { handedOver } from './gathering.ts';

/** The first answer that is one: by its secret the slot signs in. Whoever else has the code may leave what they like. */
async function answered(asking: Asking, { account, signKey }: Gathering): Promise<OrganisationAnswer | undefined> {
  for (const sealed of await handedOver(asking, account)) {
    const answer = await openOrganisationAnswer({ account, shareKey: asking.shareKey }, sealed);
    if (!answer) continue;
    if (equal(await signKeyOf(answer.secret), fromBase64url(signKey))) return answer;
    wipe(answer.secret);
  }
  return undefined;
}

/** What whoever waits is shown: the code to tell, and whether the organisation answered. */
export async function answeringState(asking: Asking, state: Gathering, now: number): Promise<AskingState> {
  const answer = await answered(asking, state);
  if (answer) wipe(answer.secret);
  const { opensAt, until, isOpen } = state;
  const code = requestCode(asking.shareKey.publicKey, state.account);
  return { at: 'answering', code, now, opensAt, until, isOpen, ...(answer ? { from: answer.name } : {}) };
}

/** The slot secret, 32 bytes, the caller's to wipe. Throws AnswerMissingError. */
export async function answeredSecret(asking: Asking, state: Gathering): Promise<Bytes> {
  const answer = await answered(asking, state);
  if (!answer) throw new AnswerMissingError();
  return answer.secret;
}
