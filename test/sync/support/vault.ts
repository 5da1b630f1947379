import { digest, newId } from '../../../src/crypto/index.ts';
import type { Id } from '../../../src/encoding/index.ts';
import { LatchkeyError, fromBase64url, fromUtf8, toBase64url, toUtf8 } from '../../../src/encoding/index.ts';
import type { ExchangeParts, ExchangeState, Prepared, Pulled, StoreClient } from '../../../src/sync/index.ts';
import type { Access, CommittedRecord, HeadAnswer } from '../../../src/wire/index.ts';
import type { Person } from '../../server/support/person.ts';

/** As the vault's own errors are: typed, with a code. */
export class TestError extends LatchkeyError {
  readonly code: string;
  constructor(code: string) {
    super('a failure of the test');
    this.code = code;
  }
}

/** More than a commit has beside its texts. */
const AROUND_COMMIT = 1_000;

interface Entry {
  readonly revision: number;
  readonly text: string;
}

interface Pending {
  readonly parent: string;
  readonly prepared: Prepared;
  readonly edits: ReadonlyMap<Id, string | null>;
}

/**
 * A browser's vault as an exchange needs one, without keys: texts instead of sealed records, edits that win over what others
 * wrote. What it checks of a pull is what can be checked without keys: that each manifest stands on the one before.
 */
export class TestVault implements ExchangeParts {
  readonly client: StoreClient;
  readonly person: Person;
  readonly pace = { first: 5, most: 20 };
  readonly records = new Map<Id, Entry>();
  readonly edits = new Map<Id, string | null>();
  readonly states: ExchangeState[] = [];
  readonly log: string[] = [];
  pending: Pending | undefined;
  access: Access | undefined;
  at: string | undefined;
  /** Thrown by the next call of that name. */
  failing: 'follow' | 'prepare' | 'acknowledged' | undefined;
  whenUnknown: (at: HeadAnswer) => void = () => {
    throw new TestError('rollback');
  };

  constructor(client: StoreClient, person: Person, at?: string) {
    this.client = client;
    this.person = person;
    this.at = at;
  }

  edit(text: string | null, id: Id = newId()): Id {
    this.edits.set(id, text);
    return id;
  }

  /** What a person sees: records with the edits on top. */
  texts(): Record<Id, string> {
    const texts = new Map([...this.records].map(([id, { text }]) => [id, text]));
    for (const [id, text] of this.edits) {
      if (text === null) texts.delete(id);
      else texts.set(id, text);
    }
    return Object.fromEntries([...texts].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  head(): Promise<string | undefined> {
    return Promise.resolve(this.at);
  }

  former(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  async follow(pulled: Pulled): Promise<void> {
    await this.#enter('follow');
    if (pulled.since !== this.at) throw new TestError('not-mine');
    this.#checkChain(pulled);
    for (const { id, revision, blob } of pulled.records) this.records.set(id, { revision, text: fromUtf8(blob) });
    for (const { id } of pulled.deleted) this.records.delete(id);
    const isOurs = pulled.manifests.some(({ manifest }) => headOf(manifest) === this.pending?.prepared.head);
    if (isOurs) this.#settle();
    this.at = pulled.head;
  }

  async prepare(most = Infinity): Promise<Prepared | undefined> {
    await this.#enter('prepare');
    const { pending } = this;
    if (pending && pending.parent === this.at && (pending.prepared.commit.length <= most || this.edits.size === 1)) {
      return pending.prepared;
    }
    if (this.edits.size === 0 || this.at === undefined) return undefined;
    const edits = fitting(this.edits, most - AROUND_COMMIT);
    const put: CommittedRecord[] = [];
    const remove: Id[] = [];
    for (const [id, text] of edits) {
      const known = this.records.get(id);
      if (text !== null) put.push({ id, revision: (known?.revision ?? 0) + 1, blob: toUtf8(text) });
      else if (known) remove.push(id);
    }
    const made = await this.person.device.commit(fromBase64url(this.at), { put, remove });
    const access = this.access ? { access: this.access } : {};
    const prepared = { commit: made.source, head: toBase64url(made.head), ...access };
    this.pending = { parent: this.at, prepared, edits };
    return prepared;
  }

  async acknowledged(prepared: Prepared, { head }: HeadAnswer): Promise<void> {
    await this.#enter('acknowledged');
    if (prepared !== this.pending?.prepared || head !== prepared.head) throw new TestError('not-mine');
    for (const [id, text] of this.pending.edits) {
      if (text === null) this.records.delete(id);
      else this.records.set(id, { revision: (this.records.get(id)?.revision ?? 0) + 1, text });
    }
    this.#settle();
    this.at = head;
  }

  unknownHead(at: HeadAnswer): Promise<void> {
    this.log.push('unknownHead');
    return new Promise((resolve) => {
      this.whenUnknown(at);
      resolve();
    });
  }

  report(state: ExchangeState): void {
    this.states.push(state);
  }

  /** What the pending commit brought is at the store; edits made since then are not. */
  #settle(): void {
    for (const [id, text] of this.pending?.edits ?? []) if (this.edits.get(id) === text) this.edits.delete(id);
    this.pending = undefined;
  }

  #checkChain({ since, manifests, head }: Pulled): void {
    let before = since;
    for (const { parent, manifest } of manifests) {
      if (before !== undefined && toBase64url(parent) !== before) throw new TestError('fork');
      before = headOf(manifest);
    }
    if (before !== head) throw new TestError('fork');
  }

  #enter(name: 'follow' | 'prepare' | 'acknowledged'): Promise<void> {
    this.log.push(name);
    if (this.failing !== name) return Promise.resolve();
    this.failing = undefined;
    return Promise.reject(new TestError(`${name}-failed`));
  }
}

/** As many edits as fit, each small enough by itself; the smallest where none is. */
function fitting(edits: ReadonlyMap<Id, string | null>, most: number): Map<Id, string | null> {
  const bySize = [...edits].toSorted(([, one], [, other]) => (one ?? '').length - (other ?? '').length);
  let room = most;
  const fit = bySize.filter(([, text]) => (room -= (text ?? '').length + AROUND_COMMIT) >= 0);
  return new Map(fit.length > 0 ? fit : bySize.slice(0, 1));
}

function headOf(manifest: Uint8Array<ArrayBuffer>): string {
  return toBase64url(digest('head', { manifest }));
}
