import { toBase64url, toUtf8 } from '../../encoding/index.ts';
import type { Handlers } from '../../rpc/index.ts';
import { plainCsv, plainJson } from '../../transfer/index.ts';
import { day } from './day.ts';
import type { TransferParts } from './parts.ts';

type PlainQuestion = 'transfer.lookPlain' | 'transfer.exportPlain';

/** Answers the questions about the vault as a file that anybody can read. */
export function plainHandlers({
  session,
  kinds,
  clock,
}: Pick<TransferParts, 'session' | 'kinds' | 'clock'>): Handlers<PlainQuestion> {
  const collect = async (): Promise<{ readonly items: readonly unknown[]; readonly damaged: number }> => {
    const vault = await session.vault();
    const { records } = await vault.backup.contents();
    const opened = new Set(records.map(({ id }) => id));
    return {
      items: records.filter(({ domain }) => kinds.domains.includes(domain)).map(({ body }) => body),
      damaged: vault.records.entries().filter(({ id }) => !opened.has(id)).length,
    };
  };
  return {
    'transfer.lookPlain': async () => {
      const { items, damaged } = await collect();
      return { items: items.length, damaged, csv: plainCsv(items).counts };
    },
    // Worth more than any way in: whoever has the file needs none.
    'transfer.exportPlain': async ({ as }) => {
      await session.requireFresh();
      const { items } = await collect();
      const now = clock();
      const text = as === 'json' ? plainJson(items, now) : plainCsv(items).text;
      return { file: toBase64url(toUtf8(text)), name: `latchkey-plain-${day(now)}.${as}` };
    },
  };
}
