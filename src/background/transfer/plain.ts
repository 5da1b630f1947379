import type { Id } from '../../encoding/index.ts';
import type { AnswerOf, Handlers, InputOf } from '../../rpc/index.ts';
import { csvCounts, plainForms } from '../../transfer/index.ts';
import { VaultClosedError } from '../../vault/index.ts';
import type { ExportedVault, OpenVault } from '../../vault/index.ts';
import { day, noteDeed, Passing } from '../context/index.ts';
import type { TransferParts } from './parts.ts';

type PlainQuestion = 'transfer.lookPlain' | 'transfer.exportPlain';
type Piece = InputOf<'transfer.exportPlain'>;
type PlainRecord = Pick<ExportedVault['records'][number], 'id' | 'domain' | 'body'>;

/** Of one piece, in UTF-16 units: messages of a browser have a limit. */
const PIECE = 4 * 1024 * 1024;

/** How long an export may stand still before it opens everything again, in milliseconds. */
const PAUSE = 10_000;

/** An export under way: opening everything anew for each piece would take long. */
interface Held {
  readonly ids: readonly Id[] | undefined;
  readonly records: readonly PlainRecord[];
}

/** Answers the questions about the vault, or some items of it, as a file that anybody can read. */
export function plainHandlers(
  parts: Pick<TransferParts, 'session' | 'kinds' | 'clock' | 'tell'>,
): Handlers<PlainQuestion> {
  const { session, kinds, clock } = parts;
  /** For a while only: a window may be closed in the middle of one. */
  const held = new Passing<Held>({ session, clock }, PAUSE);
  const read = async (vault: OpenVault, ids: readonly Id[] | undefined): Promise<readonly PlainRecord[]> =>
    ids ? vault.records.readMany(ids) : (await vault.backup.contents()).records;
  const isItem = ({ domain }: PlainRecord): boolean => kinds.domains.includes(domain);
  const records = async (vault: OpenVault, { ids, after }: Piece): Promise<readonly PlainRecord[]> => {
    const before = after === undefined ? undefined : held.get();
    if (before && sameIds(before.ids, ids)) return before.records;
    return (await read(vault, ids)).filter(isItem).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  };
  return {
    'transfer.lookPlain': async ({ ids }) => {
      const vault = await session.vault();
      const all = await read(vault, ids);
      const open = new Set(all.map(({ id }) => id));
      const wanted = ids && new Set<string>(ids);
      const damaged = vault.records.entries().filter(({ id }) => (wanted?.has(id) ?? true) && !open.has(id)).length;
      const items = all.filter(isItem);
      return { items: items.length, damaged, csv: csvCounts(items.map(({ body }) => body)) };
    },
    // Worth more than any way in: whoever has the file needs none.
    'transfer.exportPlain': async (piece) => {
      await session.requireFresh();
      const vault = await session.vault();
      const all = await records(vault, piece);
      // A lock came while everything was opened: then nothing stays.
      if ((await session.vault()) !== vault) throw new VaultClosedError();
      const answer = pieceOf(all, piece, clock());
      if (answer.next === undefined) held.drop();
      else held.keep({ ids: piece.ids, records: all });
      if (piece.after === undefined) await noteDeed(parts, { what: 'exported-plain', about: answer.name });
      return answer;
    },
  };
}

function sameIds(one: readonly Id[] | undefined, other: readonly Id[] | undefined): boolean {
  return one?.join() === other?.join();
}

/** The items after one, by their ids, as many as a piece takes. */
function pieceOf(records: readonly PlainRecord[], { as, after }: Piece, now: number): AnswerOf<'transfer.exportPlain'> {
  const form = plainForms[as];
  const isFirst = after === undefined;
  const items: string[] = [];
  let at = isFirst ? 0 : records.findIndex(({ id }) => id > after);
  if (at < 0) at = records.length;
  for (let length = 0; at < records.length && length < PIECE; at++) {
    const text = form.item(records[at]?.body);
    length += text.length;
    if (text !== '') items.push(text);
  }
  const isLast = at >= records.length;
  const between = isFirst || items.length === 0 ? '' : form.between;
  const text = (isFirst ? form.begin(now) : '') + between + items.join(form.between) + (isLast ? form.end : '');
  return { name: `latchkey-plain-${day(now)}.${as}`, text, ...nextOf(isLast ? undefined : records[at - 1]?.id) };
}

function nextOf(next: Id | undefined): { readonly next?: Id } {
  return next === undefined ? {} : { next };
}
