import { headFingerprint } from '../../records/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import type { ItemsParts } from './parts.ts';

/** Answers what the *About* page shows, so that two browsers can be compared by eye (protocol 3.1). */
export function aboutHandlers({ session, version }: ItemsParts): Handlers<'about'> {
  return {
    about: async () => {
      const vault = await session.vault();
      const { account, device, generation, sequence, head } = vault;
      return {
        version,
        account,
        device: device.name,
        generation,
        sequence,
        head: headFingerprint(head),
        items: vault.records.entries().length,
      };
    },
  };
}
