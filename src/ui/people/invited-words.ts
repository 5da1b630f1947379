import { message } from '../../platform/index.ts';
import type { ReadAnswer } from '../../rpc/index.ts';

/** How an invitation stands for who may answer it: a heading, and what follows. */
export function invitedWords({
  card: { name },
  state,
}: Extract<ReadAnswer, { kind: 'invitation' }>): readonly [string, string] {
  if (state === 'refused') return [message('revealRefused'), message('revealRefusedText', name)];
  if (state === 'told') return [message('revealTold', name), message('revealToldText', name)];
  return [message('revealInvitation', name), message('revealInvitationText', name)];
}
