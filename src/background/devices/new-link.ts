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
import type { Handover, LinkKeys, NewLink } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { concat, fromBase64url, toBase32, toBase64url } from '../../encoding/index.ts';
import { newTurns } from '../../flow/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { NewLinkState } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { isPassing, signOut, takeLink } from '../../sync/index.ts';
import { linkPrefix, storeOrigin } from '../../typed/index.ts';
import { VaultExistsError } from '../../vault/index.ts';
import type { LinkAbout, LinkAnswer, SignedIn } from '../../wire/index.ts';
import { enterAccount } from '../account/index.ts';
import { codeOf, NoTicketError } from '../context/index.ts';
import { LinkOverError, orOver } from './errors.ts';
import { pullLinked } from './pull-linked.ts';
import type { DevicesParts } from './parts.ts';

/** What the old browser said, and what follows from it. */
interface Heard {
  readonly said: LinkAnswer;
  readonly handover: Handover;
  readonly number: string;
}

/** What was handed over: a session, and seals of which only the first was opened. */
interface Taken extends Heard {
  readonly session: SignedIn;
  readonly about: LinkAbout;
  readonly key: Bytes;
  /** How many items of a local vault come along. */
  readonly adds: number;
}

/** Each step holds what the one before it has led to. */
type Step =
  | { readonly at: 'code' }
  | ({ readonly at: 'number' } & Heard)
  | ({ readonly at: 'confirm' } & Taken)
  | { readonly at: 'opening'; readonly done: number; readonly total: number }
  | { readonly at: 'failed'; readonly code: string }
  | { readonly at: 'done' };

interface Linking {
  readonly ticket: Id;
  readonly client: StoreClient;
  readonly made: NewLink;
  readonly keys: LinkKeys;
  /** As the store knows this browser in this meeting. */
  readonly asNew: { readonly rendezvous: string; readonly ticket: string };
  readonly since: number;
  /** A local vault is here: it goes into the account. */
  readonly merges: boolean;
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

  constructor(parts: DevicesParts) {
    this.#parts = parts;
  }

  /** Throws VaultExistsError, LockedError, AddressError, StorePermissionError, and what the store answers. */
  show(address: string): Promise<{ readonly ticket: Id; readonly code: string; readonly until: number }> {
    return this.#turns.take(async () => {
      const { store, clock } = this.#parts;
      const merges = await this.#merges();
      const client = await store.visit(storeOrigin(address));
      await client.identify();
      await this.#end();
      const made = await newLink(client.key.publicKey);
      const keys = linkKeys(made.secret);
      const since = clock();
      const rendezvous = toBase64url(keys.rendezvous);
      const { ticket: asked } = await client.ask('linkOpen', { rendezvous });
      const ticket = newId();
      this.#linking = {
        ticket,
        client,
        made,
        keys,
        asNew: { rendezvous, ticket: asked },
        since,
        merges,
        step: { at: 'code' },
      };
      const code = linkPrefix + toBase32(concat(made.secret, made.commitment));
      wipe(made.secret);
      return { ticket, code, until: since + LINK_LASTS };
    });
  }

  /** How far it is; asks the store what the other browser did meanwhile. Throws NoTicketError. */
  async state(ticket: Id): Promise<NewLinkState> {
    const { step } = this.#find(ticket);
    // While it opens the vault, nobody waits for that to end.
    if (step.at === 'opening') return shown(step);
    return this.#turns.take(async () => {
      const linking = this.#find(ticket);
      const isOpen = ['code', 'number', 'confirm'].includes(linking.step.at);
      if (isOpen && this.#isOver(linking)) await this.#leave(linking, { at: 'failed', code: new LinkOverError().code });
      else if (linking.step.at === 'code') await this.#failing(linking, () => this.#hear(linking));
      else if (linking.step.at === 'number') await this.#failing(linking, () => this.#take(linking));
      return shownOf(linking);
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

  /** Whether there is a local vault to take along. Throws VaultExistsError for one that is at a store; LockedError. */
  async #merges(): Promise<boolean> {
    const { keeper, session, store } = this.#parts;
    if (!(await keeper.exists())) return false;
    if (await store.place()) throw new VaultExistsError();
    await session.vault();
    return true;
  }

  async #hear(linking: Linking): Promise<void> {
    const { client, made, keys, asNew } = linking;
    const { answer } = await client.ask('linkLook', asNew);
    if (answer === undefined) return;
    const { said, message } = hearAnswer(keys, fromBase64url(answer));
    const transcript = linkTranscript(message, made.request);
    await client.ask('linkReply', { ...asNew, request: toBase64url(postOf(keys, 'request', made.request)) });
    const handover = { keys, transcript, account: said.account };
    linking.step = { at: 'number', said, handover, number: linkNumber(keys, transcript) };
  }

  async #take(linking: Linking): Promise<void> {
    const { client, made, asNew, step } = linking;
    if (step.at !== 'number') return;
    const { granted } = await client.ask('linkLook', asNew);
    if (!granted) return;
    const { signedIn: session, about: sealed, key } = await takeLink(client, asNew);
    try {
      if (session.account !== step.said.account) throw new LinkError();
      const about = await openAbout(step.handover, made.keyPair, fromBase64url(sealed));
      const adds = (await this.#parts.session.open())?.records.entries().length ?? 0;
      linking.step = { ...step, at: 'confirm', session, about, adds, key: fromBase64url(key) };
    } catch (error) {
      await signOut(client).catch(() => undefined);
      throw error;
    }
  }

  async #open(linking: Linking, taken: Taken, deviceName: string): Promise<void> {
    const { client, made } = linking;
    const { said, about, handover } = taken;
    const { account, certificate, version, list, head } = said;
    const { sequence, generation, time } = about;
    const vouched = { certificate, version, list, head, sequence, generation, time };
    const told = await pullLinked(client, toBase64url(head), (done, total) => {
      linking.step = { at: 'opening', done, total };
      this.#parts.tell({ type: 'account' });
    });
    const masterKey = await openHandedKey(handover, made.keyPair, generation, taken.key);
    const joining = await this.#parts.keeper.joinLinked(account, told, { masterKey, vouched });
    const { session } = taken;
    await enterAccount(this.#parts, { client, session, joining, deviceName, merges: linking.merges });
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
    if (linking && linking.step.at !== 'failed' && linking.step.at !== 'done') {
      await this.#leave(linking, { at: 'failed', code: new LinkOverError().code });
    }
  }

  /** Nothing stays, here or there: best effort, for a meeting ends by itself, and a session is worth nothing without its key. */
  async #leave(linking: Linking, step: Step): Promise<void> {
    const { client, asNew } = linking;
    const isSignedIn = linking.step.at === 'confirm' || linking.step.at === 'opening';
    this.#finish(linking, step);
    if (isSignedIn) await signOut(client).catch(() => undefined);
    else await client.ask('linkStop', asNew).catch(() => undefined);
    if (!(await this.#parts.store.place())) await this.#parts.store.web.shelf.erase();
  }
}

function shownOf({ step, since }: Linking): NewLinkState {
  return shown(step, since + LINK_LASTS);
}

function shown(step: Step, until = 0): NewLinkState {
  switch (step.at) {
    case 'code':
      return { at: 'code', until };
    case 'number':
      return { at: 'number', number: step.number, until };
    case 'confirm': {
      const { generation: _, ...about } = step.about;
      const head = headFingerprint(step.said.head);
      return { at: 'confirm', vault: { ...about, head, adds: step.adds } };
    }
    default:
      return step;
  }
}
