import { newTurns } from '../../flow/index.ts';
import type { Id } from '../../encoding/index.ts';
import { fromJson, toBase64url, toJson } from '../../encoding/index.ts';
import type { ConversationView, Group, MessageIndex, MessageRow, People } from '../../messaging/index.ts';
import {
  compareIndex,
  conversationsIn,
  dropRows,
  endingRow,
  groupsIn,
  indexRowOf,
  putRows,
  readKeys,
  storedIndex,
  unreadIn,
  writeChunk,
} from '../../messaging/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { heldContacts } from '../contacts/index.ts';
import type { Context } from '../context/index.ts';
import { peopleOf } from './places.ts';

/** The row beside the chunks that says what a list of conversations needs, and of which records that was. */
const listRow = 'listed';

/** So many records are opened in one turn of the vault: an edit never waits for more. */
const AT_ONCE = 200;

/** The index as it is in memory, and how far the device's rows say the same. */
interface Held {
  readonly index: MessageIndex;
  /** What there was when it was compared last; undefined: never. */
  readonly of: ReturnType<OpenVault['records']['unlisted']> | undefined;
  /** Versions of the stored chunks by their places. */
  readonly versions: ReadonlyMap<number, number>;
  /** Chunks that differ from what is stored, or are not. */
  readonly unsaved: ReadonlySet<number>;
}

/** A conversation, told by its contact and its id; `at`: of its newest text. */
type ListedConversation = Omit<ConversationView, 'last'> & Pick<ConversationView['last'], 'at'>;

/** All conversations without what was written in them, newest first. */
export interface ListedTexts {
  readonly ofTwo: readonly ListedConversation[];
  readonly groups: readonly {
    readonly group: Omit<Group, 'texts' | 'news'>;
    readonly unread: number;
    readonly at: number;
  }[];
}

/**
 * What is known of all archived texts (protocol 8.8): read when somebody first asks, never at an unlock, brought up to date by the
 * records that came, changed or went since, kept among the device's rows, and dropped with a lock.
 */
export class ArchivedTexts {
  readonly #turns = newTurns();
  #held: Held | undefined;
  /** Stays while messages are locked: nothing that somebody wrote is in it. */
  #listed: KeptList | undefined;
  /** How often everything was locked: what was being read meanwhile is not kept. */
  #locks = 0;

  readonly #clock: () => number;

  constructor({ session, clock }: Pick<Context, 'session' | 'clock'>) {
    this.#clock = clock;
    session.onLock((what) => {
      this.#held = undefined;
      if (what === 'full') this.#listed = undefined;
      this.#locks += 1;
    });
  }

  of(vault: OpenVault): Promise<MessageIndex> {
    return this.#turns.take(async () => {
      const locks = this.#locks;
      const held = await this.#read(vault);
      if (locks === this.#locks) this.#held = held;
      // What ends stands in no index.
      const ending = await endingRows(vault, this.#clock());
      return ending.length > 0 ? putRows(held.index, ending).index : held.index;
    });
  }

  /** Also while messages are locked, and then no text stays in memory. */
  listed(vault: OpenVault): Promise<ListedTexts> {
    return this.#turns.take(async () => {
      const ending = await endingRows(vault, this.#clock());
      const mark = markOf(vault, ending);
      if (this.#listed?.mark === mark) return this.#listed.texts;
      const locks = this.#locks;
      const texts = (await keptList(vault, mark)) ?? (await this.#listAnew(vault, mark, ending));
      if (locks === this.#locks) this.#listed = { mark, texts };
      return texts;
    });
  }

  async #listAnew(vault: OpenVault, mark: string, ending: readonly MessageRow[]): Promise<ListedTexts> {
    const { index } = putRows((await this.#read(vault)).index, ending);
    const texts = listedIn(index, peopleOf(vault, await heldContacts(vault)));
    await keepList(vault, { mark, texts });
    return texts;
  }

  async #read(vault: Pick<OpenVault, 'records' | 'rows'>): Promise<Held> {
    const read = await upToDate(vault, this.#held ?? (await stored(vault)));
    return read.unsaved.size > 0 ? saved(vault, read) : read;
  }
}

/** Texts that have not ended yet: of those that have, nothing is shown, whether or not they went already. */
async function endingRows({ records, rows }: OpenVault, now: number): Promise<readonly MessageRow[]> {
  return (await readKeys(rows)).flatMap(({ name, row }) =>
    row.state === 'kept' && row.until > now ? [endingRow(records.namedId(name), row.message, row.until)] : [],
  );
}

function listedIn(index: MessageIndex, people: People): ListedTexts {
  return {
    ofTwo: conversationsIn(index).map(({ last, ...row }) => ({ ...row, at: last.at })),
    groups: groupsIn(index, people).map(({ id, conversation, members, isLeft, texts }) => ({
      ...{ group: { id, conversation, members, isLeft }, at: texts[0]?.at ?? 0 },
      unread: unreadIn(index, { id, conversation, texts }),
    })),
  };
}

/** Of exactly these records and texts that end. */
function markOf({ records }: Pick<OpenVault, 'records'>, ending: readonly MessageRow[]): string {
  return [toBase64url(records.unlistedMark()), ...ending.map(({ record }) => record)].join(' ');
}

interface KeptList {
  readonly mark: string;
  readonly texts: ListedTexts;
}

/** As it was kept for exactly what there is: then no text has to be read for it. */
async function keptList({ rows }: Pick<OpenVault, 'rows'>, of: string): Promise<ListedTexts | undefined> {
  const kept = await rows.read('index', listRow).catch(() => undefined);
  if (!kept) return undefined;
  // Only this device writes it, and its seal was checked.
  const { mark, texts } = fromJson(kept.body) as Partial<KeptList>;
  return mark === of ? texts : undefined;
}

/** What can't be stored is made again the next time. */
async function keepList({ rows }: Pick<OpenVault, 'rows'>, list: KeptList): Promise<void> {
  const kept = await rows.read('index', listRow).catch(() => undefined);
  const put = [{ table: 'index' as const, name: listRow, body: toJson(list), ...(kept && { version: kept.version }) }];
  await rows.write({ put }).catch(() => undefined);
}

async function stored({ rows }: Pick<OpenVault, 'rows'>): Promise<Held> {
  const chunks = (await rows.list('index')).filter(({ name }) => name !== listRow);
  return {
    index: storedIndex(new Map(chunks.map(({ name, body }) => [Number(name), body]))),
    versions: new Map(chunks.map(({ name, version }) => [Number(name), version])),
    of: undefined,
    unsaved: new Set(),
  };
}

async function upToDate({ records }: Pick<OpenVault, 'records'>, held: Held): Promise<Held> {
  const there = records.unlisted();
  if (there === held.of) return held;
  const { read, gone } = compareIndex(held.index, there);
  const dropped = dropRows(held.index, gone);
  const unsaved = new Set([...held.unsaved, ...dropped.changed]);
  let { index } = dropped;
  for (let at = 0; at < read.length; at += AT_ONCE) {
    const ids: Id[] = read.slice(at, at + AT_ONCE);
    const put = putRows(index, (await records.readMany(ids)).map(indexRowOf));
    for (const place of put.changed) unsaved.add(place);
    ({ index } = put);
  }
  return { ...held, index, of: there, unsaved };
}

/** What can't be stored serves from memory, and is tried again with the next change. */
async function saved({ rows }: Pick<OpenVault, 'rows'>, held: Held): Promise<Held> {
  const places = [...held.unsaved];
  const put = places.map((place) => {
    const version = held.versions.get(place);
    const body = writeChunk(held.index.chunks[place] ?? []);
    return { table: 'index' as const, name: String(place), body, ...(version !== undefined && { version }) };
  });
  try {
    await rows.write({ put });
  } catch {
    return held;
  }
  const versions = new Map([
    ...held.versions,
    ...places.map((place) => [place, (held.versions.get(place) ?? 0) + 1] as const),
  ]);
  return { ...held, versions, unsaved: new Set() };
}
