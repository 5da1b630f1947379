import type { Handlers } from '../../rpc/index.ts';
import { WrongExportPasswordError } from '../../transfer/index.ts';
import { openExport } from '../../vault/index.ts';
import type { ExportedVault } from '../../vault/index.ts';
import { day, FilePieces, noteDeed } from '../context/index.ts';
import { BroughtFile } from './brought-file.ts';
import type { TransferParts } from './parts.ts';

type SealedQuestion = 'transfer.export' | 'transfer.bring' | 'transfer.preview' | 'transfer.import';

/** Answers the questions about the whole vault as one sealed file. */
export function sealedHandlers(
  parts: Pick<TransferParts, 'session' | 'clock' | 'tell' | 'stretch' | 'kinds' | 'bring'>,
): Handlers<SealedQuestion> {
  const { session, clock, tell, stretch, kinds } = parts;
  const pieces = new FilePieces(parts);
  const brought = new BroughtFile(parts);
  const open = async (password: string): Promise<ExportedVault> => {
    const exported = await openExport(brought.whole(), password, stretch);
    if (exported === null) throw new WrongExportPasswordError();
    return exported;
  };
  const make = async (password: string) => {
    // A copy of everything is worth as much as a new way in, so it takes the same proof.
    await session.requireFresh();
    const file = await (await session.vault()).backup.exportSealed(password, stretch);
    const name = `latchkey-${day(clock())}.latchkey`;
    await noteDeed(parts, { what: 'exported-sealed', about: name });
    return { name, file };
  };
  return {
    'transfer.export': async (asked) => {
      if ('password' in asked) return pieces.first(await make(asked.password));
      await session.vault();
      return pieces.next(asked.from);
    },
    'transfer.bring': async ({ from, piece }) => {
      await session.vault();
      brought.add(from, piece);
      return {};
    },
    'transfer.preview': async ({ password }) => {
      const exported = await open(password);
      const vault = await session.vault();
      const items = exported.records.filter(({ domain }) => kinds.domains.includes(domain));
      return {
        items: items.length,
        known: items.filter(({ id }) => vault.records.has(id)).length,
        madeAt: exported.madeAt,
      };
    },
    'transfer.import': async ({ password }) => {
      const exported = await open(password);
      const vault = await session.vault();
      const counts = await vault.backup.importVault(exported);
      await parts.bring(vault, exported);
      tell({ type: 'items' });
      tell({ type: 'messages' });
      await noteDeed(parts, { what: 'imported' });
      return counts;
    },
  };
}
