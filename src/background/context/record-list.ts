import type { Id } from '../../encoding/index.ts';
import { isId } from '../../encoding/index.ts';
import type { OpenVault, Put } from '../../vault/index.ts';
import { fieldOf, namedPut, readNamed } from './named-record.ts';
import type { NamedRecord } from './named-record.ts';

/** A record that lists the records of one kind, in this field of its body: lists of entries merge one by one. */
export interface RecordList extends NamedRecord {
  readonly field: string;
}

/** As it was read. */
export interface ListedIds {
  readonly ids: readonly Id[];
  readonly read: Awaited<ReturnType<typeof readNamed>>;
}

export async function listedIds(vault: OpenVault, list: RecordList): Promise<ListedIds> {
  const read = await readNamed(vault, list);
  const entries = fieldOf(read?.body, list.field);
  return { ids: Array.isArray(entries) ? entries.flatMap(idOf) : [], read };
}

/** The list with these ids in the place of what was read. */
export function listPut(vault: OpenVault, list: RecordList, { read }: ListedIds, ids: readonly Id[]): Put {
  return namedPut(vault, list, { [list.field]: [...new Set(ids)].map((id) => ({ id })) }, read);
}

function idOf(entry: unknown): Id[] {
  const id = fieldOf(entry, 'id');
  return typeof id === 'string' && isId(id) ? [id] : [];
}
