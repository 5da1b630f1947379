import * as v from 'valibot';
import { SignIn } from '../../../src/background/account/sign-in.ts';
import { accountHandlers } from '../../../src/background/account/handlers.ts';
import { messageHandlers } from '../../../src/background/messages/handlers.ts';
import { invitationHandlers } from '../../../src/background/messages/invitations.ts';
import { meetingHandlers } from '../../../src/background/messages/meetings.ts';
import { channelHandlers, chatPasswordHandlers } from '../../../src/background/channels/index.ts';
import { contactHandlers } from '../../../src/background/contacts/handlers.ts';
import { deviceHandlers } from '../../../src/background/devices/list-handlers.ts';
import { linkHandlers } from '../../../src/background/devices/link-handlers.ts';
import { unsentHandlers } from '../../../src/background/devices/unsent-handlers.ts';
import { codeHandlers } from '../../../src/background/items/codes.ts';
import { duplicateHandlers } from '../../../src/background/items/duplicates.ts';
import { clipboardHandlers } from '../../../src/background/clipboard/handlers.ts';
import { itemHandlers } from '../../../src/background/items/items.ts';
import { laterHandlers } from '../../../src/background/items/later.ts';
import { manyHandlers } from '../../../src/background/items/many.ts';
import { aboutHandlers } from '../../../src/background/items/about.ts';
import { sshHandlers } from '../../../src/background/items/ssh.ts';
import { useHandlers } from '../../../src/background/items/use.ts';
import type { Parts } from '../../../src/background/parts.ts';
import { generatorHandlers } from '../../../src/background/generator/generator.ts';
import { disguiseHandlers } from '../../../src/background/unlock/disguise.ts';
import { lockHandlers } from '../../../src/background/unlock/locks.ts';
import { passkeyHandlers } from '../../../src/background/ways/passkeys.ts';
import { questions } from '../../../src/rpc/contract/index.ts';
import { askedKey, askingHandlers, organisationHandlers, Recovery } from '../../../src/background/recovery/index.ts';
import { transferHandlers } from '../../../src/background/transfer/handlers.ts';
import { trusteesHandlers } from '../../../src/background/trustees/index.ts';
import { unlockHandlers } from '../../../src/background/unlock/unlock.ts';
import { wayHandlers } from '../../../src/background/ways/ways.ts';

function handlersOf(parts: Parts) {
  const recovery = new Recovery(parts);
  const entry = new SignIn(parts, recovery);
  return {
    ...aboutHandlers(parts),
    ...codeHandlers(parts),
    ...duplicateHandlers(parts),
    ...channelHandlers(parts),
    ...chatPasswordHandlers(parts),
    ...contactHandlers(parts),
    ...messageHandlers(parts),
    ...invitationHandlers(parts),
    ...meetingHandlers(parts),
    ...deviceHandlers(parts),
    ...linkHandlers(parts),
    ...unsentHandlers(parts, () => Promise.resolve()),
    ...generatorHandlers(parts),
    ...clipboardHandlers(parts),
    ...itemHandlers(parts),
    ...laterHandlers(parts),
    ...manyHandlers(parts),
    ...sshHandlers(parts),
    ...useHandlers(parts),
    ...lockHandlers(parts),
    ...disguiseHandlers(parts),
    ...passkeyHandlers(parts, { entry, asked: askedKey(parts, entry), tried: (prf) => recovery.passkey(prf) }),
    ...accountHandlers(parts, entry, recovery, () => Promise.resolve()),
    ...recovery.handlers(),
    ...askingHandlers(parts, entry),
    ...organisationHandlers(parts),
    ...transferHandlers(parts),
    ...trusteesHandlers(parts),
    ...unlockHandlers(parts),
    ...wayHandlers(parts),
  };
}
type All = ReturnType<typeof handlersOf>;

/** Asks a background as a window of ours does: parsed by the contract, without the wire in between. */
export type Ask = <Name extends keyof All>(name: Name, input: Parameters<All[Name]>[0]) => ReturnType<All[Name]>;

export function windows(parts: Parts): Ask {
  const handlers = handlersOf(parts);
  return <Name extends keyof All>(name: Name, input: Parameters<All[Name]>[0]): ReturnType<All[Name]> => {
    const handler = handlers[name] as (input: unknown, asker: unknown) => ReturnType<All[Name]>;
    try {
      return handler(v.parse(questions[name].input, input), { role: 'window' });
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error('no error')) as ReturnType<All[Name]>;
    }
  };
}
