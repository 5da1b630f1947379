import { toBase32 } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
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
        head: shortHead(head),
        items: vault.records.entries().length,
      };
    },
  };
}

/** The first 40 bits of a head as XXXX-XXXX. */
export function shortHead(head: Bytes): string {
  const letters = toBase32(head.slice(0, 5));
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}`;
}
