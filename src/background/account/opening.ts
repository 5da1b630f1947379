import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { EntryState } from '../../rpc/index.ts';
import { pullSince, signOut } from '../../sync/index.ts';
import type { Past, Pulled, StoreClient } from '../../sync/index.ts';
import type { SignedIn } from '../../wire/index.ts';
import { codeOf, NoSuchWayError, NoTicketError, WrongSecretError } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { openFollowed, prove, provedHere, refuse, secretOf } from '../unlock/index.ts';
import type { Proof } from '../unlock/index.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import { checkStoreKey } from '../link/index.ts';
import { enterAccount } from './entering.ts';
import { ForgedError } from '../../vault/index.ts';
import type { PendingJoin } from '../../vault/index.ts';

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

  /** Never rejects: what went wrong is the state. */
  async run(client: StoreClient, proof: Proof): Promise<void> {
    try {
      this.#show(await this.#open(client, proof));
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
    const merges = this.#entry.purpose === 'merge';
    await enterAccount(this.#parts, { client, session, joining, deviceName, merges, way }, async (vault) => {
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
      case 'join':
      case 'merge':
        return this.#join(client, proof);
    }
  }

  /** Whoever signs in proves a way in of the vault, too; where it isn't one, nothing is lost but the fresh proof. */
  async #renew(proof: Proof): Promise<EntryState> {
    await prove(this.#parts, proof).catch((error: unknown) => {
      if (!(error instanceof WrongSecretError || error instanceof NoSuchWayError)) throw error;
    });
    this.#parts.store.introduce();
    return { at: 'done' };
  }

  async #unlock(client: StoreClient, proof: Proof): Promise<EntryState> {
    const { keeper, session, store } = this.#parts;
    const pulled = await this.#pull(client, await keeper.past());
    const isOpen =
      (await openFollowed(this.#parts, pulled, proof, this.#entry.copied ? 'copied' : undefined)) ||
      (await provedHere(this.#parts, proof));
    if (!isOpen) await refuse(this.#parts, proof);
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

  async #join(client: StoreClient, proof: Proof): Promise<EntryState> {
    const { keeper, session } = this.#parts;
    const { session: signedIn } = this.#entry;
    if (!signedIn) throw new NoTicketError();
    const pulled = await this.#pull(client, nothing);
    // Everything of a vault has a keyring: without one there is nothing that a secret could be wrong for.
    if (!pulled.state) throw new ForgedError('keyring');
    const ways = (await keeper.waysIn(pulled.state.slots)).filter(({ kind }) => kind === proof.kind);
    for (const way of ways) {
      const secret = await secretOf(proof, way);
      const joining =
        secret && (await keeper.join(signedIn.account, pulled, way.id, secret).finally(() => wipe(secret)));
      if (!joining) continue;
      if (this.#ending.signal.aborted) joining.close();
      this.#ending.signal.throwIfAborted();
      this.#found = { joining, way: way.id };
      const adds = (await session.open())?.records.entries().length ?? 0;
      return { at: 'preview', state: joining.state, adds };
    }
    throw new WrongSecretError(`wrong-${proof.kind}`);
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
