import { newId, wipe } from '../../crypto/index.ts';
import {
  hearAnswer,
  LINK_LASTS,
  LinkError,
  linkKeys,
  linkNumber,
  linkTranscript,
  newLink,
  openAbout,
  openHandedKey,
  postOf,
  wipeLinkKeys,
} from '../../devices/index.ts';
import type { LinkKeys, NewLink } from '../../devices/index.ts';
import type { Id } from '../../encoding/index.ts';
import { concat, fromBase64url, toBase32, toBase64url } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import type { NewLinkState } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { isPassing, lookupOf, pullSince, signOut, takeLink } from '../../sync/index.ts';
import { isEmailAddress, linkPrefix, storeOrigin } from '../../typed/index.ts';
import { VaultExistsError } from '../../vault/index.ts';
import type { LinkAbout, SignedIn } from '../../wire/index.ts';
import { enterAccount } from '../account/index.ts';
import { codeOf, NoTicketError } from '../context/index.ts';
import { OtherAccountError, signedInAt, writeLinkedAccount } from '../link/index.ts';
import { LinkOverError, orOver } from './errors.ts';
import type { Heard, Step, Taken } from './new-link-steps.ts';
import { shownStep } from './new-link-steps.ts';
import { openLinked } from './open-linked.ts';
import { pullLinked } from './pull-linked.ts';
import type { DevicesParts } from './parts.ts';

interface Linking {
  readonly ticket: Id;
  readonly client: StoreClient;
  readonly made: NewLink;
  readonly keys: LinkKeys;
  /** As the store knows this browser in this meeting. */
  readonly asNew: { readonly rendezvous: string; readonly ticket: string };
  readonly since: number;
  /** What it is to this browser: its first vault, the one that its own goes into, or its own, which is locked. */
  readonly purpose: 'join' | 'merge' | 'open';
  /** As it was taken; another one of this browser at that account is over since. */
  session?: SignedIn;
  step: Step;
}

/**
 * The side of a linking that gets in (protocol 6.3): shows a code, then a number, then whose vault it would be; only a
 * person's yes to that opens anything. Lives in memory alone: dead in the middle, nothing of it was written.
 */
export class NewLinking {
  readonly #parts: DevicesParts;
  readonly #turns = newTurns();
  #linking: Linking | undefined;
  /** How many codes are about to be shown. */
  #showing = 0;

  constructor(parts: DevicesParts) {
    this.#parts = parts;
    parts.store.requestKey.admit(() => Promise.resolve(this.#showing > 0 || isUnderWay(this.#linking)));
  }

  /** Throws VaultExistsError, LockedError, AddressError, StorePermissionError, and what the store answers. */
  show(address: string): Promise<{ readonly ticket: Id; readonly code: string; readonly until: number }> {
    this.#showing += 1;
    const showing = this.#turns.take(async () => {
      const { store, clock } = this.#parts;
      const origin = storeOrigin(address);
      const purpose = await this.#purpose(origin);
      // First of all: what an earlier code leaves behind is the key that the next one's requests are signed by.
      await this.#end();
      const client = await store.visit(origin);
      await client.identify();
      const made = await newLink(client.key.publicKey);
      const keys = linkKeys(made.secret);
      const since = clock();
      const rendezvous = toBase64url(keys.rendezvous);
      const { ticket: asked } = await client.ask('linkOpen', { rendezvous }).catch((error: unknown) => {
        wipeLinkKeys(keys);
        wipe(made.secret, made.keyPair.privateKey);
        throw error;
      });
      const ticket = newId();
      this.#linking = {
        ticket,
        client,
        made,
        keys,
        asNew: { rendezvous, ticket: asked },
        since,
        purpose,
        step: { at: 'code' },
      };
      const code = linkPrefix + toBase32(concat(made.secret, made.commitment));
      wipe(made.secret);
      return { ticket, code, until: since + LINK_LASTS };
    });
    return showing.finally(() => {
      this.#showing -= 1;
    });
  }

  /** How far it is; asks the store what the other browser did meanwhile. Throws NoTicketError. */
  async state(ticket: Id): Promise<NewLinkState> {
    const { step } = this.#find(ticket);
    // While it opens the vault, nobody waits for that to end.
    if (step.at === 'opening') return shownStep(step);
    return this.#turns.take(async () => {
      const linking = this.#find(ticket);
      const isOpen = ['code', 'number', 'confirm'].includes(linking.step.at);
      if (isOpen && this.#isOver(linking)) await this.#leave(linking, { at: 'failed', code: new LinkOverError().code });
      else if (linking.step.at === 'code') await this.#failing(linking, () => this.#hear(linking));
      else if (linking.step.at === 'number') await this.#failing(linking, () => this.#take(linking));
      return shownStep(linking.step, linking.since + LINK_LASTS);
    });
  }

  /** Opens what was confirmed and writes it. Throws LinkedStateError and what opening a pulled vault throws. */
  accept(ticket: Id, deviceName: string): Promise<void> {
    return this.#turns.take(async () => {
      const linking = this.#find(ticket);
      if (linking.step.at !== 'confirm' || this.#isOver(linking)) throw new NoTicketError();
      const taken = linking.step;
      linking.step = { at: 'opening', done: 0, total: 0 };
      try {
        await this.#open(linking, taken, deviceName);
        this.#finish(linking, { at: 'done' });
      } catch (error) {
        await this.#leave(linking, { at: 'failed', code: codeOf(error) });
        throw error;
      }
    });
  }

  cancel(ticket: Id): Promise<void> {
    return this.#turns.take(async () => {
      this.#find(ticket);
      await this.#end();
    });
  }

  /** Throws VaultExistsError where a vault is open that is at a store, or is at another one; for a local one what a fresh proof throws. */
  async #purpose(origin: string): Promise<Linking['purpose']> {
    const { keeper, session, store } = this.#parts;
    if (!(await keeper.exists())) return 'join';
    const place = await store.place();
    if (place) {
      const isLocked = (await session.state()).lock === 'locked';
      if (!isLocked || place.origin !== origin) throw new VaultExistsError();
      return 'open';
    }
    await session.vault();
    // Whoever has all of it in an account of theirs reads all of it.
    await session.requireFresh();
    return 'merge';
  }

  async #hear(linking: Linking): Promise<void> {
    const { client, made, keys, asNew, step } = linking;
    if (step.at !== 'code') return;
    const heard = step.heard ?? (await this.#answerTo(linking));
    if (!heard) return;
    // Before anything is said: whoever knows what this browser says could make an answer that leads to the same number.
    linking.step = { at: 'code', heard };
    await client.ask('linkReply', { ...asNew, request: toBase64url(postOf(keys, 'request', made.request)) });
    linking.step = { at: 'number', ...heard };
  }

  async #answerTo({ client, made, keys, asNew, purpose }: Linking): Promise<Heard | undefined> {
    const { answer } = await client.ask('linkLook', asNew);
    if (answer === undefined) return undefined;
    const { said, message } = hearAnswer(keys, fromBase64url(answer));
    if (purpose === 'open' && said.account !== (await this.#parts.store.place())?.account)
      throw new OtherAccountError();
    const transcript = linkTranscript(message, made.request);
    const handover = { keys, transcript, account: said.account };
    return { said, handover, number: linkNumber(keys, transcript) };
  }

  async #take(linking: Linking): Promise<void> {
    const { client, made, asNew, step } = linking;
    if (step.at !== 'number') return;
    const { granted } = await client.ask('linkLook', asNew);
    if (!granted) return;
    const { signedIn: session, about: sealed, key, lookup } = await takeLink(client, asNew);
    linking.session = session;
    if (session.account !== step.said.account) throw new LinkError();
    const about = await openAbout(step.handover, made.keyPair, fromBase64url(sealed));
    if (!isNamedBy(about, lookup) || toBase64url(about.doorKey) !== session.doorKey) throw new LinkError();
    const adds = (await this.#parts.session.open())?.records.entries().length ?? 0;
    linking.step = { ...step, at: 'confirm', session, about, adds, key: fromBase64url(key) };
  }

  async #open(linking: Linking, taken: Taken, deviceName: string): Promise<void> {
    const { client, made } = linking;
    const { said, about, handover } = taken;
    const { account, certificate, version, list, head } = said;
    const { sequence, generation, time } = about;
    const vouched = { certificate, version, list, head, sequence, generation, time };
    const { session } = taken;
    const progress = (done: number, total: number): void => {
      linking.step = { at: 'opening', done, total };
      this.#parts.tell({ type: 'account' });
    };
    const handedKey = () => openHandedKey(handover, made.keyPair, generation, taken.key);
    if (linking.purpose === 'open') {
      const pulled = await pullSince(client, await this.#parts.keeper.past(), progress);
      await openLinked(this.#parts, { client, session, pulled, masterKey: await handedKey(), vouched });
      return;
    }
    const told = await pullLinked(client, toBase64url(head), progress);
    const joining = await this.#parts.keeper.joinLinked(account, told, { masterKey: await handedKey(), vouched });
    await enterAccount(this.#parts, { client, session, joining, deviceName, merges: linking.purpose === 'merge' });
  }

  /** What only waiting can mend is waited for; anything else ends it on both sides. */
  async #failing(linking: Linking, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isPassing(error)) return;
      await this.#leave(linking, { at: 'failed', code: codeOf(orOver(error)) });
    }
  }

  /** A clock that went back counts as over, too. */
  #isOver({ since }: Linking): boolean {
    const now = this.#parts.clock();
    return now < since || now >= since + LINK_LASTS;
  }

  #find(ticket: Id): Linking {
    if (this.#linking?.ticket !== ticket) throw new NoTicketError();
    return this.#linking;
  }

  #finish(linking: Linking, step: Step): void {
    wipeLinkKeys(linking.keys);
    wipe(linking.made.keyPair.privateKey);
    linking.step = step;
  }

  async #end(): Promise<void> {
    const linking = this.#linking;
    this.#linking = undefined;
    if (linking && isUnderWay(linking)) {
      await this.#leave(linking, { at: 'failed', code: new LinkOverError().code });
    }
  }

  /** Nothing stays, here or there: best effort, for a meeting ends by itself, and a session is worth nothing without its key. */
  async #leave(linking: Linking, step: Step): Promise<void> {
    const { client, asNew, session } = linking;
    this.#finish(linking, step);
    if (session) await this.#giveBack(linking, session);
    else await client.ask('linkStop', asNew).catch(() => undefined);
    await this.#parts.store.requestKey.leave();
  }

  /** A browser that was signed in goes on by this session, which has taken the place of the one that it had. */
  async #giveBack({ client, purpose }: Linking, session: SignedIn): Promise<void> {
    const place = await this.#parts.store.place();
    if (purpose === 'open' && place?.session && place.account === session.account)
      await writeLinkedAccount(this.#parts.local, signedInAt(client.origin, session, place));
    else await signOut(client).catch(() => undefined);
  }
}

function isUnderWay(linking: Linking | undefined): boolean {
  return linking !== undefined && linking.step.at !== 'failed' && linking.step.at !== 'done';
}

/** Whether the address that is named is the one that the store knows the account by; where none is named, none may be known. */
function isNamedBy({ name }: LinkAbout, lookup: string | undefined): boolean {
  if (name === '' || lookup === undefined) return name === '' && lookup === undefined;
  return isEmailAddress(name) && toBase64url(lookupOf(name)) === lookup;
}
