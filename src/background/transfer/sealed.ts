import { toBase64url } from '../../encoding/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { SEALED_PIECE } from '../../rpc/index.ts';
import type { AnswerOf, Handlers } from '../../rpc/index.ts';
import { WrongExportPasswordError } from '../../transfer/index.ts';
import { readSealedExport } from '../../vault/index.ts';
import type { ExportedVault } from '../../vault/index.ts';
import { noteDeed, Passing } from '../context/index.ts';
import { BroughtFile } from './brought-file.ts';
import { day } from './day.ts';
import { ImportGoneError } from './errors.ts';
import type { TransferParts } from './parts.ts';

type SealedQuestion = 'transfer.export' | 'transfer.bring' | 'transfer.preview' | 'transfer.import';

/** How long an export may stand still between two of its pieces, in milliseconds. */
const PAUSE = 60_000;

/** An export under way: made again it would be another file. */
interface Made {
  readonly name: string;
  readonly file: Bytes;
}

/** Answers the questions about the whole vault as one sealed file. */
export function sealedHandlers(
  parts: Pick<TransferParts, 'session' | 'clock' | 'tell' | 'stretch' | 'kinds'>,
): Handlers<SealedQuestion> {
  const { session, clock, tell, stretch, kinds } = parts;
  const made = new Passing<Made>(parts, PAUSE);
  const brought = new BroughtFile(parts);
  const open = async (password: string): Promise<ExportedVault> => {
    const exported = await readSealedExport(brought.whole(), password, stretch);
    if (exported === null) throw new WrongExportPasswordError();
    return exported;
  };
  const make = async (password: string): Promise<Made> => {
    // A copy of everything is worth as much as a new way in, so it takes the same proof.
    await session.requireFresh();
    const file = await (await session.vault()).backup.exportSealed(password, stretch);
    const name = `latchkey-${day(clock())}.latchkey`;
    await noteDeed(parts, { what: 'exported-sealed', about: name });
    return { name, file };
  };
  return {
    'transfer.export': async (asked) => {
      const isFirst = 'password' in asked;
      const whole = isFirst ? await make(asked.password) : made.get();
      await session.vault();
      if (!whole) throw new ImportGoneError();
      const answer = pieceOf(whole, isFirst ? 0 : asked.from);
      if (answer.next === undefined) made.drop();
      else made.keep(whole);
      return answer;
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
      const counts = await (await session.vault()).backup.importVault(exported);
      tell({ type: 'items' });
      await noteDeed(parts, { what: 'imported' });
      return counts;
    },
  };
}

function pieceOf({ name, file }: Made, from: number): AnswerOf<'transfer.export'> {
  const to = from + SEALED_PIECE;
  const piece = toBase64url(file.slice(from, to));
  return { name, piece, ...(to < file.length ? { next: to } : {}) };
}
