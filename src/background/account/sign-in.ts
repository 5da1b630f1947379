import { kdf, newId, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { EntryPurpose, EntryState, InputOf } from '../../rpc/index.ts';
import { finishPasskey, finishPassword, provePassword, signInByKey, signOut, startPasskey } from '../../sync/index.ts';
import { storeOrigin } from '../../typed/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import type { Assertion, SecondFactor, SignedIn } from '../../wire/index.ts';
import { NoTicketError, readReason } from '../context/index.ts';
import type { AccountParts } from './parts.ts';
import { passkeyProof, passwordProof, phraseProof } from '../unlock/index.ts';
import type { Proof } from '../unlock/index.ts';
import { signInSeed } from './access.ts';
import { becomeAnother, leaveCopies, noteCopied } from './copied-profile.ts';
import { dropEntry, ENTRY_LASTS, findEntry, isEntering, keepEntry } from './pending-sign-in.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import { checkStoreKey, OtherAccountError, readAddress, SameVaultError, WrongSignInError } from '../link/index.ts';
import { Opening } from './opening.ts';
import { ConnectedError, NotConnectedError } from '../../vault/index.ts';

/** What else than a sign-in it is for. */
type Wish = Omit<InputOf<'signin.start'>, 'address'>;

/** Who hears of ways that were used. */
interface SignInHears {
  /** Password and second factor signed in once more, and the password opened the vault. */
  signedIn(): Promise<void>;
  /** A new browser is about to come in by the phrase or by answers; and that it did not. */
  entering(): Promise<void>;
  notEntered(): Promise<void>;
}

/**
 * Signing in at a store, and opening what is there: for a new browser, for a local vault that goes into an account, for a
 * locked browser and for one whose sign-in is too old. What is proven lies in memory; what is opened lies here and dies
 * with the background.
 */
export class SignIn {
  readonly #parts: AccountParts;
  readonly #hears: SignInHears;
  #opening: Opening | undefined;

  constructor(parts: AccountParts, hears: SignInHears) {
    this.#parts = parts;
    this.#hears = hears;
    parts.store.requestKey.admit(() => isEntering(parts.memory, parts.clock()));
  }

  /** Without address: at the store of this vault. Throws AddressError, StorePermissionError, and what a store answers. */
  async begin(address: string | undefined, wish: Wish = {}): Promise<PendingSignIn> {
    const { store, memory, clock } = this.#parts;
    const place = await store.place();
    const origin = address === undefined ? place?.origin : storeOrigin(address);
    if (origin === undefined) throw new NotConnectedError();
    const isOurs = origin === place?.origin;
    const purpose = await this.#purpose(isOurs, wish);
    const leaves = purpose === 'merge' && place !== undefined;
    // Its items are to be read for the account, or its list is to be compared.
    if (['merge', 'move', 'clear'].includes(purpose)) await this.#parts.session.vault();
    // Whoever has all of it in an account of theirs reads all of it.
    if (purpose === 'merge') await this.#parts.session.requireFresh();
    const copied = await this.#isCopied(purpose);
    await (await store.visit(origin)).identify();
    if (copied) {
      await noteCopied(this.#parts);
      await leaveCopies(this.#parts);
    }
    this.#close();
    const entry = { ticket: newId(), origin, purpose, until: clock() + ENTRY_LASTS };
    return keepEntry(memory, { ...entry, ...(copied ? { copied } : {}), ...(leaves ? { leaves } : {}) });
  }

  async state(ticket: Id): Promise<EntryState> {
    return this.#stateOf(await this.#find(ticket));
  }

  async password(ticket: Id, email: string | undefined, password: string): Promise<EntryState> {
    const entry = await this.#find(ticket);
    const address = email ?? (await this.#address());
    const client = await this.#client(entry);
    const { stretch } = this.#parts;
    const proof = address === undefined ? null : await provePassword(client, stretch, { email: address, password });
    if (!proof) throw new WrongSignInError();
    return this.#keep({ ...entry, proof });
  }

  async second(ticket: Id, factor: SecondFactor, password: string): Promise<EntryState> {
    const entry = await this.#signedIn(await this.#find(ticket), (client, { proof }) => {
      if (!proof) throw new NoTicketError();
      return finishPassword(client, proof, factor);
    });
    return this.#open(entry, passwordProof(this.#parts, password));
  }

  /** What a security key or a passkey is to sign after a password. */
  async secondChallenge(ticket: Id): Promise<{ readonly challenge: string; readonly allow: readonly string[] }> {
    const { proof } = await this.#find(ticket);
    if (!proof) throw new NoTicketError();
    return { challenge: proof.challenge, allow: proof.keys };
  }

  /** Signs in and opens nothing: the password is with the page. */
  async secondByKey(ticket: Id, assertion: Assertion): Promise<void> {
    await this.#signedIn(await this.#find(ticket), (client, { proof }) => {
      if (!proof) throw new NoTicketError();
      return finishPassword(client, proof, { kind: 'key', assertion });
    });
    this.#parts.tell({ type: 'account' });
  }

  async secret(ticket: Id, password: string): Promise<EntryState> {
    const entry = await this.#find(ticket);
    if (!entry.session) throw new NoTicketError();
    return this.#open(entry, passwordProof(this.#parts, password));
  }

  async phrase(ticket: Id, phrase: string): Promise<EntryState> {
    const seed = signInSeed(phrase);
    const entry = await this.#signedIn(await this.#find(ticket), (client) => signInByKey(client, seed)).finally(() =>
      wipe(seed),
    );
    return this.#open(entry, phraseProof(phrase));
  }

  /** For what else is asked of the store on the way in. */
  async client(ticket: Id): Promise<StoreClient> {
    return this.#client(await this.#find(ticket));
  }

  /** By an escrow's backup key (32 bytes, the caller's to wipe): signs in inside its recovery, and opens its own slot. */
  async backupKey(ticket: Id, slot: Id, secret: Bytes): Promise<EntryState> {
    const before = await this.#find(ticket);
    if (before.purpose !== 'join') throw new NoTicketError();
    const seed = kdf(secret, 'slot/sign');
    const entry = await this.#signedIn(before, (client) => signInByKey(client, seed)).finally(() => wipe(seed));
    this.#close();
    const opening = new Opening(this.#parts, entry);
    this.#opening = opening;
    await opening.runBy(await this.#client(entry), slot, secret);
    return opening.state;
  }

  async passkeyChallenge(ticket: Id): Promise<string> {
    const entry = await this.#find(ticket);
    const ceremony = await startPasskey(await this.#client(entry));
    await keepEntry(this.#parts.memory, { ...entry, ceremony });
    return ceremony.challenge;
  }

  /** Resolves when signed in; the opening goes on, and takes `prf` over. */
  async passkey(ticket: Id, assertion: Assertion, prf: Bytes): Promise<void> {
    const entry = await this.#signedIn(await this.#find(ticket), (client, { ceremony }) => {
      if (!ceremony) throw new NoTicketError();
      return finishPasskey(client, ceremony, assertion);
    });
    void this.#open(entry, passkeyProof(prf)).finally(() => wipe(prf));
  }

  /** Writes what was shown. */
  async accept(ticket: Id, deviceName: string): Promise<void> {
    const entry = await this.#find(ticket);
    const { session, proof } = entry;
    if (this.#opening?.ticket !== ticket || !session) throw new NoTicketError();
    const opening = this.#opening;
    const client = await this.#client(entry);
    const isRecovery = entry.purpose === 'join' && (opening.by === 'phrase' || opening.by === 'escrow');
    if (isRecovery) await this.#hears.entering();
    await opening.accept(client, session, deviceName, proof?.storeKey).catch(async (error: unknown) => {
      if (isRecovery) await this.#hears.notEntered();
      throw error;
    });
    this.#opening = undefined;
    await dropEntry(this.#parts.memory);
  }

  async cancel(ticket: Id): Promise<void> {
    const { memory, store } = this.#parts;
    const entry = await this.#find(ticket);
    this.#close();
    await dropEntry(memory);
    if (entry.purpose === 'open' || entry.purpose === 'renew') return;
    // Best effort: a session that stays behind ends by itself, and without its key it is worth nothing.
    if (entry.session) await signOut(await this.#client(entry)).catch(() => undefined);
    await store.requestKey.leave();
  }

  async #purpose(isOurs: boolean, { clears, leaves }: Wish): Promise<EntryPurpose> {
    const { keeper, session, store } = this.#parts;
    if (!(await keeper.exists())) return 'join';
    if (isOurs && leaves) throw new ConnectedError();
    if (!isOurs) return !leaves && (await store.place()) ? (clears ? 'clear' : 'move') : 'merge';
    return (await session.state()).lock === 'locked' ? 'open' : 'renew';
  }

  /** Told to an open vault by its exchange, to a locked one by what it followed. */
  async #isCopied(purpose: EntryPurpose): Promise<boolean> {
    const { store, memory } = this.#parts;
    const reason = await readReason(memory);
    if (purpose === 'open') return reason === 'device-cloned' || reason === 'may-rejoin';
    return purpose === 'renew' && store.isCopied;
  }

  async #address(): Promise<string | undefined> {
    const vault = await this.#parts.session.open();
    return vault && readAddress(vault);
  }

  #find(ticket: Id): Promise<PendingSignIn> {
    return findEntry(this.#parts.memory, ticket, this.#parts.clock());
  }

  async #client({ origin, session }: PendingSignIn): Promise<StoreClient> {
    const client = await this.#parts.store.visit(origin);
    if (session) client.session = session;
    return client;
  }

  async #keep(entry: PendingSignIn): Promise<EntryState> {
    await keepEntry(this.#parts.memory, entry);
    this.#parts.tell({ type: 'account' });
    return this.#stateOf(entry);
  }

  /** Only a store that is this vault's may say who signed in: another account's session is given back. */
  async #signedIn(
    entry: PendingSignIn,
    signIn: (client: StoreClient, entry: PendingSignIn) => Promise<SignedIn>,
  ): Promise<PendingSignIn> {
    const { store, memory } = this.#parts;
    const isTied = entry.purpose === 'open' || entry.purpose === 'renew';
    const client = await this.#client(entry);
    const before = client.session;
    if (isTied) await this.#checkKey(entry);
    const session = await signIn(client, entry);
    const isOurs = isTied || entry.purpose === 'move' || entry.purpose === 'clear';
    if (isOurs && (await store.place())?.account !== session.account) {
      await signOut(client).catch(() => undefined);
      client.session = before;
      throw new OtherAccountError();
    }
    if (entry.leaves && (await store.place())?.account === session.account) {
      await signOut(client).catch(() => undefined);
      throw new SameVaultError();
    }
    if (isTied) {
      if (entry.copied && entry.purpose === 'renew') await becomeAnother(this.#parts);
      await store.signedIn(client, session);
    }
    return keepEntry(memory, { ...entry, session });
  }

  async #checkKey({ origin, proof }: PendingSignIn): Promise<void> {
    const vault = await this.#parts.session.open();
    if (vault && proof) await checkStoreKey(vault, origin, proof.storeKey);
  }

  #stateOf({ ticket, proof, session }: PendingSignIn): EntryState {
    if (this.#opening?.ticket === ticket) return this.#opening.state;
    if (session) return { at: 'secret' };
    return proof ? { at: 'second', factors: proof.factors } : { at: 'signin' };
  }

  async #open(entry: PendingSignIn, proof: Proof): Promise<EntryState> {
    this.#close();
    const opening = new Opening(this.#parts, entry);
    this.#opening = opening;
    await opening.run(await this.#client(entry), proof);
    // Whoever signs in has what they asked for, whatever becomes of its note.
    if (opening.isProven && proof.kind === 'password') await this.#hears.signedIn().catch(() => undefined);
    return opening.state;
  }

  #close(): void {
    this.#opening?.close();
    this.#opening = undefined;
  }
}
