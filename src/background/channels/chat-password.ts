import { equal, sha256 } from '../../crypto/index.ts';
import { toUtf8 } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { LockedError } from '../../session/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { fieldOf, namedPut, readNamed, saveNamed } from '../context/index.ts';
import { judgeOwn, judgeStrength } from './judge.ts';
import { NoChatPasswordError, WrongChatPasswordError } from './errors.ts';
import type { ChannelsParts } from './parts.ts';

type Question =
  'chatPassword.read' | 'chatPassword.show' | 'chatPassword.set' | 'chatPassword.end' | 'unlock.chatPassword';

/** Every browser of the vault has it: the person need not type it there first. */
const named = { domain: 'channels', name: 'chat-password' } as const;

/** The one that a person set for all chats; undefined: none. */
export async function chatPassword(vault: OpenVault): Promise<string | undefined> {
  const password = fieldOf((await readNamed(vault, named))?.body, 'password');
  return typeof password === 'string' && password !== '' ? password : undefined;
}

/** That of a vault whose channels come here; one that is set stays. */
export async function bringChatPassword(vault: OpenVault, password: string, now: number): Promise<void> {
  if ((await chatPassword(vault)) !== undefined) return;
  await saveNamed(vault, named, { password, updatedAt: now }, await readNamed(vault, named));
}

/** Answers about the chat password, by which locked messages open again, too. */
export function chatPasswordHandlers(parts: ChannelsParts): Handlers<Question> {
  const { session, clock, tell } = parts;
  return {
    'chatPassword.read': async () => {
      // Whoever is asked for it has used nothing yet.
      const vault = await session.open();
      return { isSet: vault !== undefined && (await chatPassword(vault)) !== undefined };
    },
    'chatPassword.show': async () => {
      const password = await chatPassword(await session.messages());
      if (password === undefined) throw new NoChatPasswordError();
      return { password };
    },
    'chatPassword.set': async ({ password }) => {
      await session.requireFresh();
      await judgeStrength(parts, password);
      await judgeOwn(parts, password);
      const vault = await session.messages();
      await saveNamed(vault, named, { password, updatedAt: clock() }, await readNamed(vault, named));
      tell({ type: 'status' });
      return {};
    },
    'chatPassword.end': async () => {
      await session.requireFresh();
      const vault = await session.messages();
      const read = await readNamed(vault, named);
      const { id } = namedPut(vault, named, {}, read);
      if (read) await vault.records.write({ remove: [{ id, base: read.revision }] });
      tell({ type: 'status' });
      return {};
    },
    'unlock.chatPassword': async ({ password }) => {
      const vault = await session.open();
      if (!vault) throw new LockedError();
      const wanted = await chatPassword(vault);
      if (wanted === undefined) throw new NoChatPasswordError();
      if (!isSame(password, wanted)) {
        await session.missed();
        throw new WrongChatPasswordError();
      }
      await session.messagesProven();
      return {};
    },
  };
}

/** In time that says nothing of either; in the form in which keys are made of them. */
function isSame(one: string, other: string): boolean {
  const hash = (password: string) => sha256(toUtf8(password.normalize('NFKC')));
  return equal(hash(one), hash(other));
}
