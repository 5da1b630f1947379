import { wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { EntryState } from '../../rpc/index.ts';
import { pullSince, signOut } from '../../sync/index.ts';
import type { Past, Pulled, StoreClient } from '../../sync/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { codeOf, noteDeed, NoSuchWayError, NoTicketError, WrongSecretError } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { openFollowed, prove, provedHere, refuse, secretOf } from '../unlock/index.ts';
import type { Proof } from '../unlock/index.ts';
import { removeCopied } from './copied-profile.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import { checkStoreKey, NotMovedHereError } from '../link/index.ts';
import { enterAccount } from './entering.ts';
import { clearLeft, endSession } from './moving.ts';
import { DeviceRemovedError, ForgedError, mayRejoin } from '../../vault/index.ts';
import type { OpenVault, PendingJoin } from '../../vault/index.ts';

/** A new browser asks for everything. */
const nothing: Past = { head: undefined, former: () => Promise.resolve([]) };

interface Found {
  readonly joining: PendingJoin;
  readonly way: Id;
}

/** What follows a sign-in: the vault is fetched and opened, and, in a new browser, shown before anything is written. */
export class Opening {
  readonly #parts: AccountParts;
  readonly #entry: PendingSignIn;
  readonly #ending = new AbortController();
  #state: EntryState = { at: 'pulling', done: 0, total: 0 };
  #found: Found | undefined;
  #isProven = false;
  #by: Proof['kind'] | 'escrow' | undefined;

  constructor(parts: AccountParts, entry: PendingSignIn) {
    this.#parts = parts;
    this.#entry = entry;
  }

  get ticket(): Id {
    return this.#entry.ticket;
  }

  get state(): EntryState {
    return this.#state;
  }

  /** What is to open it. */
  get by(): Proof['kind'] | 'escrow' | undefined {
    return this.#by;
  }

  /** What was given opened the vault that is here. */
  get isProven(): boolean {
    return this.#isProven;
  }

  /** Never rejects: what went wrong is the state. */
  async run(client: StoreClient, proof: Proof): Promise<void> {
    this.#by = proof.kind;
    try {
      this.#show(await this.#open(client, proof));
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#show({ at: 'failed', code: codeOf(error) });
    }
  }

  /** The same by a backup key, 32 bytes, the caller's to wipe. */
  async runBy(client: StoreClient, slot: Id, secret: Bytes): Promise<void> {
    this.#by = 'escrow';
    try {
      const pulled = await this.#pullAll(client);
      const found = await this.#joined(pulled, slot, secret);
      // It was in a box that only its answers open, or in shares that only together give it: a slot that it doesn't open is none that was
      // sealed with it.
      if (!found) throw new ForgedError('slots');
      this.#show(found);
    } catch (error) {
      if (!this.#ending.signal.aborted) this.#show({ at: 'failed', code: codeOf(error) });
    }
  }

  /** Makes what was shown this browser's own. Throws NoTicketError when nothing is shown. */
  async accept(
    client: StoreClient,
    session: SignedIn,
    deviceName: string,
    storeKey: string | undefined,
  ): Promise<void> {
    const found = this.#found;
    if (!found) throw new NoTicketError();
    this.#found = undefined;
    const { joining, way } = found;
    const { purpose, leaves = false } = this.#entry;
    const merges = purpose === 'merge';
    await enterAccount(this.#parts, { client, session, joining, deviceName, merges, leaves, way }, async (vault) => {
      if (storeKey !== undefined) await checkStoreKey(vault, client.origin, storeKey);
    });
  }

  close(): void {
    this.#ending.abort();
    this.#found?.joining.close();
    this.#found = undefined;
  }

  #open(client: StoreClient, proof: Proof): Promise<EntryState> {
    switch (this.#entry.purpose) {
      case 'renew':
        return this.#renew(proof);
      case 'open':
        return this.#unlock(client, proof);
      case 'move':
        return this.#move(client, proof);
      case 'clear':
        return this.#clear(client);
      case 'join':
      case 'merge':
        return this.#join(client, proof);
    }
  }

  /** Whoever signs in proves a way in of the vault, too. */
  async #renew(proof: Proof): Promise<EntryState> {
    // Keys may have been renewed since the copy went on: then the store's word locks, and the proof opens it again.
    if (this.#entry.copied) await this.#parts.store.round().catch(() => undefined);
    await this.#prove(proof);
    await removeCopied(this.#parts);
    this.#parts.store.introduce();
    return { at: 'done' };
  }

  /** The vault goes where its account is; all that is only here goes along with the next exchange (protocol 6.1). */
  async #move(client: StoreClient, proof: Proof): Promise<EntryState> {
    const { session, store } = this.#parts;
    const { session: signedIn } = this.#entry;
    if (!signedIn) throw new NoTicketError();
    const vault = await session.vault();
    const from = await store.place();
    await this.#checkMoved(client, vault);
    await this.#prove(proof);
    store.stop();
    // Before the place: what the store before had told means nothing there.
    await vault.replica.arrive();
    await store.signedIn(client, signedIn);
    store.introduce();
    if (from) endSession(this.#parts, from);
    await noteDeed(this.#parts, { what: 'connected', about: new URL(client.origin).host });
    return { at: 'done' };
  }

  /** What was signed in to is deleted, and the vault stays where it is. */
  async #clear(client: StoreClient): Promise<EntryState> {
    await clearLeft(client, await this.#parts.session.vault()).catch(async (error: unknown) => {
      await signOut(client).catch(() => undefined);
      throw error;
    });
    return { at: 'done' };
  }

  /** Perhaps only a person says so: then what is there has to prove it. Throws NotMovedHereError. */
  async #checkMoved(client: StoreClient, vault: OpenVault): Promise<void> {
    if (await vault.replica.wentTo(client.origin, await client.deviceLists())) return;
    await signOut(client).catch(() => undefined);
    throw new NotMovedHereError();
  }

  /** Where it isn't a way in, nothing is lost but the fresh proof. */
  async #prove(proof: Proof): Promise<void> {
    this.#isProven = await prove(this.#parts, proof)
      .then(() => true)
      .catch((error: unknown) => {
        if (!(error instanceof WrongSecretError || error instanceof NoSuchWayError)) throw error;
        return false;
      });
  }

  async #unlock(client: StoreClient, proof: Proof): Promise<EntryState> {
    const { keeper, session, store } = this.#parts;
    const pulled = await this.#pull(client, await keeper.past());
    const isOpen = (await this.#followed(pulled, proof)) || (await provedHere(this.#parts, proof));
    if (!isOpen) await refuse(this.#parts, proof);
    await removeCopied(this.#parts);
    const vault = await session.open();
    const { proof: password, origin } = this.#entry;
    if (vault && password) {
      await checkStoreKey(vault, origin, password.storeKey).catch(async (error: unknown) => {
        await signOut(client).catch(() => undefined);
        await store.signedOut();
        throw error;
      });
    }
    store.introduce();
    return { at: 'done' };
  }

  /** Whoever was taken out, but not as revoked, has proven by now what it takes to come back, as another device. */
  #followed(pulled: Pulled, proof: Proof): Promise<boolean> {
    const anew = (): Promise<boolean> => openFollowed(this.#parts, pulled, proof, 'another');
    if (this.#entry.copied) return anew();
    return openFollowed(this.#parts, pulled, proof).catch((error: unknown) => {
      if (error instanceof DeviceRemovedError && mayRejoin(error.reason)) return anew();
      throw error;
    });
  }

  async #join(client: StoreClient, proof: Proof): Promise<EntryState> {
    const pulled = await this.#pullAll(client);
    const ways = (await this.#parts.keeper.waysIn(pulled.state.slots)).filter(({ kind }) => kind === proof.kind);
    for (const way of ways) {
      const secret = await secretOf(proof, way);
      const found = secret && (await this.#joined(pulled, way.id, secret).finally(() => wipe(secret)));
      if (found) return found;
    }
    throw new WrongSecretError(`wrong-${proof.kind}`);
  }

  /** Everything of a vault has a keyring: without one there is nothing that a secret could be wrong for. */
  async #pullAll(client: StoreClient): Promise<Pulled & { readonly state: NonNullable<Pulled['state']> }> {
    const pulled = await this.#pull(client, nothing);
    if (!pulled.state) throw new ForgedError('keyring');
    return { ...pulled, state: pulled.state };
  }

  /** What a slot opens, to be shown; undefined where the secret (32 bytes, the caller's to wipe) opens nothing. */
  async #joined(pulled: Pulled, way: Id, secret: Bytes): Promise<EntryState | undefined> {
    const { keeper, session } = this.#parts;
    const { session: signedIn } = this.#entry;
    if (!signedIn) throw new NoTicketError();
    const joining = await keeper.join(signedIn.account, pulled, way, secret);
    if (!joining) return undefined;
    if (this.#ending.signal.aborted) joining.close();
    this.#ending.signal.throwIfAborted();
    this.#found = { joining, way };
    const adds = (await session.open())?.records.entries().length ?? 0;
    return { at: 'preview', state: joining.state, adds };
  }

  #pull(client: StoreClient, past: Past): Promise<Pulled> {
    const progress = (done: number, total: number): void => this.#show({ at: 'pulling', done, total });
    return pullSince(client, past, progress, this.#ending.signal);
  }

  #show(state: EntryState): void {
    this.#state = state;
    this.#parts.tell({ type: 'account' });
  }
}
