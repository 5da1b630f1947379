import type { Bytes, Id } from '../../encoding/index.ts';
import type { CommittedRecord, Deletion, LoggedManifest, PullPage } from '../../wire/index.ts';
import { MOST_LISTS } from '../../wire/index.ts';
import { StoreAnswerError } from '../client/index.ts';

/** What an entry takes in memory beside its bytes: without it, entries of a byte each would be many times what they seem. */
const ENTRY_BYTES = 512;

/**
 * One state of the vault as a store tells it: everything since a head, or everything. Put together of pages, each record
 * once; **not verified**: chain, authors, count and sum are for whoever has the keys.
 */
export interface Pulled {
  /** The head that the caller named; undefined: everything that lives. */
  readonly since: string | undefined;
  readonly head: string;
  readonly sequence: number;
  /** In order. With `since` all after it; without, from the newest at the beginning of the pull on. */
  readonly manifests: readonly LoggedManifest[];
  readonly lists: readonly Bytes[];
  /** Keyring and slots, if they changed. */
  readonly state?: { readonly keyring: Bytes; readonly slots: readonly Bytes[] };
  readonly records: readonly CommittedRecord[];
  readonly deleted: readonly Deletion[];
}

/** Gathers the pages of one pull, and of those that follow it because the vault moved meanwhile. */
export class Gathering {
  readonly #since: string | undefined;
  readonly #most: number;
  readonly #records = new Map<Id, CommittedRecord>();
  readonly #deleted = new Map<Id, Deletion>();
  readonly #manifests: LoggedManifest[] = [];
  readonly #lists: Bytes[] = [];
  #state: Pulled['state'];
  #touched = new Set<Id>();
  #bytes = 0;

  /** `most`: bytes of everything together. */
  constructor(since: string | undefined, most: number) {
    this.#since = since;
    this.#most = most;
  }

  /** A new pull begins: from here on a record may come again, newer. */
  begin(): void {
    this.#touched = new Set();
  }

  /** Throws StoreAnswerError for a record told twice in one pull, and for more than a vault can be. */
  add({ manifests, lists, state, records, deleted }: PullPage): void {
    for (const { parent, author, signature, manifest } of manifests) {
      this.#weigh(ENTRY_BYTES);
      this.#manifests.push({
        parent: parent.slice(),
        author,
        signature: signature.slice(),
        manifest: this.#own(manifest),
      });
    }
    if (this.#lists.length + lists.length > MOST_LISTS) throw new StoreAnswerError('more lists than there may be');
    for (const list of lists) this.#lists.push(this.#own(list));
    if (state) this.#state = { keyring: this.#own(state.keyring), slots: state.slots.map((slot) => this.#own(slot)) };
    for (const { id, revision, blob } of records) {
      this.#touch(id);
      this.#deleted.delete(id);
      this.#records.set(id, { id, revision, blob: this.#own(blob) });
    }
    for (const deletion of deleted) this.#delete(deletion);
  }

  result({ head, sequence }: { head: string; sequence: number }): Pulled {
    return {
      since: this.#since,
      head,
      sequence,
      manifests: this.#manifests,
      lists: this.#lists,
      ...(this.#state ? { state: this.#state } : {}),
      records: [...this.#records.values()],
      deleted: [...this.#deleted.values()],
    };
  }

  #delete(deletion: Deletion): void {
    this.#touch(deletion.id);
    this.#records.delete(deletion.id);
    // Where everything that lives is told, what is gone is told by its absence.
    if (this.#since !== undefined) this.#deleted.set(deletion.id, deletion);
  }

  #touch(id: Id): void {
    if (this.#touched.has(id)) throw new StoreAnswerError('a record told twice');
    this.#weigh(ENTRY_BYTES);
    this.#touched.add(id);
  }

  /** A copy of its own: a view would keep its whole page in memory, and take it along into a database. */
  #own(part: Bytes): Bytes {
    this.#weigh(part.length);
    return part.slice();
  }

  #weigh(length: number): void {
    this.#bytes += length;
    if (this.#bytes > this.#most) throw new StoreAnswerError('more than a vault can be');
  }
}
