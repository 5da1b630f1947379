import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { WrongExportPasswordError } from '../../transfer/index.ts';
import { readSealedExport } from '../../vault/index.ts';
import type { ExportedVault } from '../../vault/index.ts';
import { day } from './day.ts';
import type { TransferParts } from './parts.ts';

type SealedQuestion = 'transfer.export' | 'transfer.preview' | 'transfer.import';

/** Answers the questions about the whole vault as one sealed file. */
export function sealedHandlers(
  parts: Pick<TransferParts, 'session' | 'clock' | 'tell' | 'stretch' | 'kinds'>,
): Handlers<SealedQuestion> {
  const open = async (file: string, password: string): Promise<ExportedVault> => {
    const exported = await readSealedExport(fromBase64url(file), password, parts.stretch);
    if (exported === null) throw new WrongExportPasswordError();
    return exported;
  };
  return {
    // A copy of everything is worth as much as a new way in, so it takes the same proof.
    'transfer.export': async ({ password }) => {
      await parts.session.requireFresh();
      const sealed = await (await parts.session.vault()).backup.exportSealed(password, parts.stretch);
      return { file: toBase64url(sealed), name: `latchkey-${day(parts.clock())}.latchkey` };
    },
    'transfer.preview': async ({ file, password }) => {
      const exported = await open(file, password);
      const vault = await parts.session.vault();
      const items = exported.records.filter(({ domain }) => parts.kinds.domains.includes(domain));
      return {
        items: items.length,
        known: items.filter(({ id }) => vault.records.has(id)).length,
        madeAt: exported.madeAt,
      };
    },
    'transfer.import': async ({ file, password }) => {
      const exported = await open(file, password);
      const counts = await (await parts.session.vault()).backup.importVault(exported);
      parts.tell({ type: 'items' });
      return counts;
    },
  };
}
