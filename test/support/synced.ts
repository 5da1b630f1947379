import type { PendingJoin, OpenVault, WayChange } from '../../src/vault/index.ts';
import { newPhraseWay, VaultKeeper } from '../../src/vault/index.ts';
import { kdf, newId, newPhrase, signingKeyPair } from '../../src/crypto/index.ts';
import type { Bytes, Id } from '../../src/encoding/index.ts';
import { toBase64url } from '../../src/encoding/index.ts';
import { phraseSecret } from '../../src/keys/index.ts';
import type { Fetch, Pulled, StoreClient } from '../../src/sync/index.ts';
import { Exchange, finishSignUp, pullAll, pullSince, signInByKey, startSignUp } from '../../src/sync/index.ts';
import type { HeldStore } from '../sync/support/app.ts';
import { holdStore } from '../sync/support/app.ts';
import { newClient } from '../sync/support/parts.ts';
import { MemoryDatabase } from './memory-database.ts';
import { wayId } from './vaults.ts';
import { inProcess } from './in-process.ts';

const summarizeNotes = (domain: string, body: unknown): object | null =>
  domain === 'notes' ? { title: (body as { title?: unknown }).title } : null;

export interface Account {
  /** Another one after it was restored from a backup. */
  store: HeldStore;
  id: Id;
  phrase: string;
  now: number;
}

export async function newAccount(): Promise<Account> {
  return { store: await holdStore(), id: '', phrase: newPhrase(), now: 1_000 };
}

/** What a test does to the traffic of one browser. */
type Meddle = (url: string, init: RequestInit, send: Fetch) => Promise<Response>;

/** One browser: a database, a client with its request key, and at times an open vault. */
export class Browser {
  readonly account: Account;
  readonly name: string;
  readonly disk: MemoryDatabase;
  client: StoreClient;
  meddle: Meddle = (url, init, send) => send(url, init);
  rotations = 0;
  /** What goes into one commit; undefined: as much as may. */
  slice: { readonly records: number; readonly bytes: number } | undefined;
  #vault: OpenVault | undefined;

  private constructor(account: Account, name: string, disk: MemoryDatabase, client: StoreClient) {
    this.account = account;
    this.name = name;
    this.disk = disk;
    this.client = client;
  }

  static async of(account: Account, name: string, disk = new MemoryDatabase()): Promise<Browser> {
    const send: Fetch = (url, init) => inProcess(account.store.app)(url, init);
    const fetch: Fetch = (url, init) => browser.meddle(url, init, send);
    const client = await newClient(account.store.origin, { fetch, clock: account.store.clock.now });
    const browser = new Browser(account, name, disk, client);
    return browser;
  }

  /** A new vault with a phrase, connected to a new account. */
  static async first(account: Account, name = 'first'): Promise<Browser> {
    const browser = await Browser.of(account, name);
    await browser.create();
    await browser.signUp();
    return browser;
  }

  /** A browser with nothing, which gets in by the phrase. */
  static async joining(account: Account, name: string): Promise<Browser> {
    const browser = await Browser.of(account, name);
    await browser.signIn();
    await browser.join();
    await browser.sync();
    return browser;
  }

  get vault(): OpenVault {
    if (!this.#vault) throw new Error('locked');
    return this.#vault;
  }

  get keeper(): VaultKeeper {
    return new VaultKeeper(this.disk, () => this.account.now, summarizeNotes, this.slice);
  }

  async create(): Promise<void> {
    this.#vault = await this.keeper.create([newPhraseWay(this.account.phrase, 'Phrase')], this.name);
    this.account.id = this.vault.account;
  }

  /** A vault of its own, with a phrase that is not the account's. */
  async createOwn(): Promise<void> {
    this.#vault = await this.keeper.create([newPhraseWay(newPhrase(), 'Own')], this.name);
  }

  async signUp(): Promise<void> {
    const { commit, head } = await this.vault.replica.connect(this.client.origin);
    await this.signUpWith(commit, head);
    await this.vault.replica.connected(commit);
  }

  /** As far as the store takes part. */
  async signUpWith(commit: Bytes, head: Bytes): Promise<void> {
    const { vault, client } = this;
    const start = await startSignUp(client, vault.account);
    const access = (await this.accessFor(this.account.phrase))(wayId(vault, 'phrase'));
    await finishSignUp(client, start, { commit, head, sign: (message) => vault.replica.sign(message), access });
  }

  async signIn(): Promise<void> {
    await signInByKey(this.client, kdf(phraseSecret(this.account.phrase), 'slot/sign'));
  }

  async join(): Promise<void> {
    await this.signIn();
    await this.joinBy(await pullAll(this.client, undefined));
  }

  async joinBy(pulled: Pulled): Promise<void> {
    const joining = await this.open(pulled, this.account.phrase);
    if (!joining) throw new Error('it does not open');
    this.#vault = await joining.accept(this.name);
  }

  /** Moves the local vault into the account. */
  async moveIn(): Promise<void> {
    const joining = await this.find();
    if (!joining) throw new Error('it does not open');
    this.#vault = await joining.acceptInto(this.vault, this.name, (joined) => this.exchange(joined).round());
  }

  /** What a new browser finds, before anything is kept. */
  async find(phrase = this.account.phrase): Promise<PendingJoin | null> {
    await this.signIn();
    return this.open(await pullAll(this.client, undefined), phrase);
  }

  async open(pulled: Pulled, phrase: string): Promise<PendingJoin | null> {
    const ways = (await this.keeper.waysIn(pulled.state?.slots ?? [])).filter(({ kind }) => kind === 'phrase');
    return this.keeper.join(this.account.id, pulled, ways[0]?.id ?? '', phraseSecret(phrase));
  }

  exchange(vault = this.vault): Exchange {
    const hears = { rotated: () => void (this.rotations += 1) };
    const parts = { client: this.client, ...vault.replica.exchange(hears), pace: { first: 1, most: 2 } };
    return new Exchange(parts, new AbortController().signal);
  }

  /** One round with the store. */
  async sync(): Promise<void> {
    await this.exchange().round();
  }

  changeWays(change: WayChange) {
    return this.changeWaysBy(change, () => this.sync());
  }

  /** `push`: what brings the proposed change to the store. */
  async changeWaysBy(change: WayChange, push: () => Promise<unknown>) {
    const { ways } = this.vault;
    await ways.propose(change);
    try {
      await push();
    } catch (error) {
      await ways.conclude();
      throw error;
    }
    return ways.conclude();
  }

  /** The phrase takes another's place. */
  async newPhrase(phrase = newPhrase()): Promise<void> {
    await this.signIn();
    const access = await this.accessFor(phrase);
    const add = newPhraseWay(phrase, 'New phrase');
    await this.changeWays({ add, remove: wayId(this.vault, 'phrase'), access });
    this.account.phrase = phrase;
  }

  /** What lets a phrase sign in. */
  async accessFor(phrase: string): Promise<NonNullable<WayChange['access']>> {
    const publicKey = toBase64url(await signKey(phrase));
    return (slot) => ({ signKeys: [{ slot: slot ?? '', publicKey }] });
  }

  /** The background died; the session's memory still has the key. */
  async restart(): Promise<void> {
    const vault = await this.keeper.resume(this.vault.masterKey);
    if (!vault) throw new Error('it does not open');
    this.#vault = vault;
  }

  lock(): void {
    this.#vault?.close();
    this.#vault = undefined;
  }

  async unlock(phrase = this.account.phrase): Promise<void> {
    const way = (await this.keeper.ways()).find(({ kind }) => kind === 'phrase');
    const vault = await this.keeper.unlock(way?.id ?? '', phraseSecret(phrase));
    if (!vault) throw new Error('it does not open');
    this.#vault = vault;
  }

  /** Gets in again after the ways in were changed elsewhere. */
  async reopen(): Promise<void> {
    this.lock();
    await this.signIn();
    const pulled = await pullSince(this.client, await this.keeper.past());
    for (const { id, kind } of await this.keeper.waysIn(pulled.state?.slots ?? [])) {
      if (kind !== 'phrase') continue;
      const vault = await this.keeper.follow(pulled, id, phraseSecret(this.account.phrase));
      if (!vault) continue;
      this.#vault = vault;
      return;
    }
    throw new Error('it does not open');
  }

  async write(title: string, rest: object = {}, id = newId()): Promise<Id> {
    await this.vault.records.write({
      put: [{ id, domain: 'notes', body: { title, updatedAt: this.account.now, ...rest } }],
    });
    return id;
  }

  async edit(id: Id, change: object): Promise<void> {
    const { revision, body } = await this.vault.records.read(id);
    const edited = { ...(body as object), ...change, updatedAt: this.account.now };
    await this.vault.records.save({ id, domain: 'notes', body: edited, base: revision });
  }

  async remove(id: Id): Promise<void> {
    await this.vault.records.write({ remove: [{ id }] });
  }

  /** All notes by id. */
  async notes(): Promise<Record<Id, unknown>> {
    const ids = this.vault.records.entries().map(({ id }) => id);
    const read = await Promise.all(
      ids.sort().map(async (id) => [id, (await this.vault.records.read(id)).body] as const),
    );
    return Object.fromEntries(read);
  }

  /** Everything that is stored, to be compared. */
  stored(): unknown {
    return this.disk.contents();
  }
}

async function signKey(phrase: string) {
  return (await signingKeyPair(kdf(phraseSecret(phrase), 'slot/sign'))).publicKey;
}
