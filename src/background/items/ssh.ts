import { newSshKey, readPrivateKey, readPublicKey } from '../../items/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import type { ItemsParts } from './parts.ts';

/** Answers the questions about keys of SSH; as any other about what is kept, only while everything is unlocked. */
export function sshHandlers({ session }: Pick<ItemsParts, 'session'>): Handlers<'ssh.make' | 'ssh.read'> {
  return {
    'ssh.make': async ({ comment }) => {
      await session.vault();
      return newSshKey(comment);
    },
    'ssh.read': async ({ privateKey, publicKey }) => {
      await session.vault();
      const told = readPublicKey(publicKey);
      const own = privateKey.trim() === '' ? { as: 'empty' as const } : await readPrivateKey(privateKey);
      return told ? { ...own, told } : own;
    },
  };
}
