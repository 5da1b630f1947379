import type { Id } from '../../encoding/index.ts';
import type { AnswerOf, Handlers } from '../../rpc/index.ts';
import { csvCounts, plainForms } from '../../transfer/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { day } from './day.ts';
import type { TransferParts } from './parts.ts';

type PlainQuestion = 'transfer.lookPlain' | 'transfer.exportPlain';
type PlainForm = keyof typeof plainForms;

/** Of one piece, in UTF-16 units: messages of a browser have a limit, and nobody keeps a whole vault in the open for long. */
const PIECE = 4 * 1024 * 1024;
/** So many records are opened at once; those beyond the piece are opened again for the next one. */
const AT_ONCE = 64;

/** Answers the questions about the vault as a file that anybody can read. */
export function plainHandlers({
  session,
  kinds,
  clock,
}: Pick<TransferParts, 'session' | 'kinds' | 'clock'>): Handlers<PlainQuestion> {
  /** Undefined: it can't be opened, or is no item. */
  const body = async (vault: OpenVault, id: Id): Promise<unknown> => {
    const record = await vault.records.read(id).catch(() => undefined);
    return record && kinds.domains.includes(record.domain) ? record.body : undefined;
  };
  /** The items after one, by their ids, as many as a piece takes; at least one where there is one. */
  const piece = async (as: PlainForm, after: Id | undefined): Promise<AnswerOf<'transfer.exportPlain'>> => {
    const vault = await session.vault();
    const now = clock();
    const form = plainForms[as];
    const ids = idsOf(vault).filter((id) => after === undefined || id > after);
    const items: string[] = [];
    let [at, length] = [0, 0];
    while (at < ids.length && length < PIECE) {
      for (const one of await Promise.all(ids.slice(at, at + AT_ONCE).map((id) => body(vault, id)))) {
        if (length >= PIECE) break;
        const text = one === undefined ? '' : form.item(one);
        if (text !== '') items.push(text);
        length += text.length;
        at += 1;
      }
    }
    const isFirst = after === undefined;
    const isLast = at >= ids.length;
    const between = isFirst || items.length === 0 ? '' : form.between;
    const text = (isFirst ? form.begin(now) : '') + between + items.join(form.between) + (isLast ? form.end : '');
    return { name: `latchkey-plain-${day(now)}.${as}`, text, ...nextOf(isLast ? undefined : ids[at - 1]) };
  };
  return {
    'transfer.lookPlain': async () => {
      const vault = await session.vault();
      const { records } = await vault.backup.contents();
      const opened = new Set(records.map(({ id }) => id));
      const items = records.filter(({ domain }) => kinds.domains.includes(domain)).map((record) => record.body);
      const damaged = idsOf(vault).filter((id) => !opened.has(id)).length;
      return { items: items.length, damaged, csv: csvCounts(items) };
    },
    // Worth more than any way in: whoever has the file needs none.
    'transfer.exportPlain': async ({ as, after }) => {
      await session.requireFresh();
      return piece(as, after);
    },
  };
}

function idsOf(vault: OpenVault): Id[] {
  return vault.records
    .entries()
    .map(({ id }) => id)
    .sort();
}

function nextOf(next: Id | undefined): { readonly next?: Id } {
  return next === undefined ? {} : { next };
}
