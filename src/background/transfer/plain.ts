import type { Id } from '../../encoding/index.ts';
import type { AnswerOf, Handlers } from '../../rpc/index.ts';
import { csvCounts, plainForms } from '../../transfer/index.ts';
import { VaultClosedError } from '../../vault/index.ts';
import type { ExportedVault, OpenVault } from '../../vault/index.ts';
import { Passing } from '../context/index.ts';
import { day } from './day.ts';
import type { TransferParts } from './parts.ts';

type PlainQuestion = 'transfer.lookPlain' | 'transfer.exportPlain';
type PlainForm = keyof typeof plainForms;
type PlainRecord = ExportedVault['records'][number];

/** Of one piece, in UTF-16 units: messages of a browser have a limit. */
const PIECE = 4 * 1024 * 1024;

/** How long an export may stand still before it opens everything again, in milliseconds. */
const PAUSE = 10_000;

/** Answers the questions about the vault as a file that anybody can read. */
export function plainHandlers({
  session,
  kinds,
  clock,
}: Pick<TransferParts, 'session' | 'kinds' | 'clock'>): Handlers<PlainQuestion> {
  /** Of an export under way: opening everything anew for each piece would take long. A window may be closed in its middle. */
  const held = new Passing<readonly PlainRecord[]>({ session, clock }, PAUSE);
  const opened = async (vault: OpenVault): Promise<readonly PlainRecord[]> => {
    const { records } = await vault.backup.contents();
    const items = records.filter(({ domain }) => kinds.domains.includes(domain));
    return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  };
  /** The items after one, by their ids, as many as a piece takes. */
  const piece = async (as: PlainForm, after: Id | undefined): Promise<AnswerOf<'transfer.exportPlain'>> => {
    const form = plainForms[as];
    const isFirst = after === undefined;
    const vault = await session.vault();
    const records = (isFirst ? undefined : held.get()) ?? (await opened(vault));
    // A lock came while everything was opened: then nothing stays.
    if ((await session.vault()) !== vault) throw new VaultClosedError();
    const items: string[] = [];
    let at = isFirst ? 0 : records.findIndex(({ id }) => id > after);
    if (at < 0) at = records.length;
    for (let length = 0; at < records.length && length < PIECE; at++) {
      const text = form.item(records[at]?.body);
      length += text.length;
      if (text !== '') items.push(text);
    }
    const isLast = at >= records.length;
    if (isLast) held.drop();
    else held.keep(records);
    const now = clock();
    const between = isFirst || items.length === 0 ? '' : form.between;
    const text = (isFirst ? form.begin(now) : '') + between + items.join(form.between) + (isLast ? form.end : '');
    return { name: `latchkey-plain-${day(now)}.${as}`, text, ...nextOf(isLast ? undefined : records[at - 1]?.id) };
  };
  return {
    'transfer.lookPlain': async () => {
      const vault = await session.vault();
      const { records } = await vault.backup.contents();
      const known = new Set(records.map(({ id }) => id));
      const items = records.filter(({ domain }) => kinds.domains.includes(domain)).map(({ body }) => body);
      const damaged = vault.records.entries().filter(({ id }) => !known.has(id)).length;
      return { items: items.length, damaged, csv: csvCounts(items) };
    },
    // Worth more than any way in: whoever has the file needs none.
    'transfer.exportPlain': async ({ as, after }) => {
      await session.requireFresh();
      return piece(as, after);
    },
  };
}

function nextOf(next: Id | undefined): { readonly next?: Id } {
  return next === undefined ? {} : { next };
}
