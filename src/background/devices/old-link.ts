import { newId } from '../../crypto/index.ts';
import {
  grantMessage,
  hearRequest,
  LINK_LASTS,
  linkKeys,
  linkNumber,
  linkTranscript,
  newLinkAnswer,
  numberChoices,
  postOf,
  sealHandover,
  wipeLinkKeys,
} from '../../devices/index.ts';
import type { LinkKeys } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url } from '../../encoding/index.ts';
import { again, newTurns } from '../../flow/index.ts';
import type { OldLinkState } from '../../rpc/index.ts';
import type { StoreClient } from '../../sync/index.ts';
import { isPassing, lookupOf } from '../../sync/index.ts';
import { linkCode } from '../../typed/index.ts';
import type { OpenVault, VouchedState } from '../../vault/index.ts';
import type { LinkRequest } from '../../wire/index.ts';
import { codeOf, NoTicketError } from '../context/index.ts';
import { aboutOf } from './about.ts';
import { LinkNumberError, LinkOverError, orOver } from './errors.ts';
import type { DevicesParts } from './parts.ts';

/** An answer that was lost on its way is asked for again: a store takes the same message twice. */
const TRIES = 3;

/** What the new browser said, and what follows from it. */
interface Met {
  readonly said: LinkRequest;
  readonly transcript: Bytes;
  readonly number: string;
  readonly numbers: readonly string[];
}

interface Linking {
  readonly ticket: Id;
  readonly client: StoreClient;
  readonly keys: LinkKeys;
  readonly commitment: Bytes;
  /** Encoded, as it was posted. */
  readonly answer: Bytes;
  readonly vouched: VouchedState;
  /** By the store's clock; `until` by ours. */
  readonly expiry: number;
  readonly since: number;
  readonly until: number;
  met?: Met;
  ended?: OldLinkState;
}

/**
 * The side of a linking that lets a new browser in (protocol 6.3): reads its code, has a person choose the number that it
 * shows, and hands over. Lives in memory alone: dead or locked in the middle, nothing was handed over.
 */
export class OldLinking {
  readonly #parts: DevicesParts;
  readonly #turns = newTurns();
  #linking: Linking | undefined;

  constructor(parts: DevicesParts) {
    this.#parts = parts;
    parts.session.onLock((what) => {
      if (what === 'full') void this.#end();
    });
  }

  /** Throws LinkCodeError, FreshProofNeededError, NotConnectedError, and what the store answers. */
  read(code: string): Promise<Id> {
    return this.#turns.take(async () => {
      const { secret, commitment } = linkCode(code);
      const keys = linkKeys(secret);
      secret.fill(0);
      try {
        return await this.#answer(keys, commitment);
      } catch (error) {
        wipeLinkKeys(keys);
        throw error;
      }
    });
  }

  async #answer(keys: LinkKeys, commitment: Bytes): Promise<Id> {
    const { session, store, clock } = this.#parts;
    await session.requireFresh();
    const vault = await session.vault();
    const client = await store.client();
    // What this browser has not sent yet, the new one could not see.
    await store.round();
    const vouched = await vault.replica.vouch();
    const { certificate, version, list, head } = vouched;
    const answer = newLinkAnswer({ account: vault.account, certificate, version, list, head });
    const since = clock();
    const asked = { rendezvous: toBase64url(keys.rendezvous), answer: toBase64url(postOf(keys, 'answer', answer)) };
    const { expiresAt: expiry } = await again(TRIES, isPassing, () => client.ask('linkAnswer', asked));
    await this.#end();
    const left = expiry + (client.clockOff ?? 0) - since;
    const until = since + Math.min(LINK_LASTS, Math.max(0, left));
    const ticket = newId();
    this.#linking = { ticket, client, keys, commitment, answer, vouched, expiry, since, until };
    return ticket;
  }

  /** How far it is; asks the store for what the new browser said. Throws NoTicketError. */
  state(ticket: Id): Promise<OldLinkState> {
    return this.#turns.take(async () => {
      const linking = this.#find(ticket);
      if (!linking.ended && (!linking.met || this.#isOver(linking)))
        await this.#failing(linking, () => this.#hear(linking));
      return this.#stateOf(linking);
    });
  }

  /** Hands over, if this is the number. Throws LinkNumberError, and what the store answers: then it is over. */
  choose(ticket: Id, number: string): Promise<void> {
    return this.#turns.take(async () => {
      const linking = this.#find(ticket);
      const { met } = linking;
      if (!met || linking.ended || this.#isOver(linking)) throw new LinkOverError();
      try {
        if (number !== met.number) throw new LinkNumberError();
        await this.#handOver(linking, met);
        this.#finish(linking, { at: 'handed' });
      } catch (error) {
        const cause = orOver(error);
        await refuse(linking);
        this.#finish(linking, { at: 'failed', code: codeOf(cause) });
        throw cause;
      }
    });
  }

  refuse(ticket: Id): Promise<void> {
    return this.#turns.take(async () => {
      this.#find(ticket);
      await this.#end();
    });
  }

  async #hear(linking: Linking): Promise<void> {
    if (this.#isOver(linking)) throw new LinkOverError();
    const { client, keys, commitment, answer } = linking;
    const { request } = await client.ask('linkHear', { rendezvous: toBase64url(keys.rendezvous) });
    if (request === undefined) return;
    const { said, message } = hearRequest(keys, commitment, fromBase64url(request));
    const transcript = linkTranscript(answer, message);
    const number = linkNumber(keys, transcript);
    linking.met = { said, transcript, number, numbers: numberChoices(number) };
  }

  /** What only waiting can mend is waited for; anything else ends it on both sides. */
  async #failing(linking: Linking, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (isPassing(error) && !this.#isOver(linking)) return;
      await refuse(linking);
      this.#finish(linking, { at: 'failed', code: codeOf(orOver(error)) });
    }
  }

  async #handOver(linking: Linking, { said, transcript }: Met): Promise<void> {
    const { session } = this.#parts;
    const { client, keys, vouched, expiry } = linking;
    const vault: OpenVault = await session.vault();
    const { session: held } = client;
    // The keys were renewed meanwhile: what this browser vouched for is no longer what it has.
    if (!held || vault.generation !== vouched.generation) throw new LinkOverError();
    const { account, device, masterKey } = vault;
    const { rendezvous } = keys;
    const { requestKey } = said;
    const granted = { origin: client.origin, account, rendezvous, transcript, requestKey, expiry };
    const signature = await vault.replica.sign(grantMessage(granted));
    const about = await aboutOf(vault, vouched, fromBase64url(held.doorKey));
    const sealed = await sealHandover({ keys, transcript, account }, said.agreement, { about, masterKey }).finally(() =>
      masterKey.fill(0),
    );
    const grant = {
      rendezvous: toBase64url(rendezvous),
      transcript: toBase64url(transcript),
      requestKey: toBase64url(requestKey),
      expiry,
      device: device.id,
      signature: toBase64url(signature),
      about: toBase64url(sealed.about),
      // The store vouches for the address: what a seal says of it, anybody could say.
      ...(about.name === '' ? {} : { lookup: toBase64url(lookupOf(about.name)) }),
      key: toBase64url(sealed.key),
    };
    await again(TRIES, isPassing, async () => {
      // Locked meanwhile: then nobody is let in, however far this was.
      if (this.#linking !== linking) throw new LinkOverError();
      await client.ask('linkGrant', grant);
    });
  }

  /** A clock that went back counts as over, too. */
  #isOver({ since, until }: Linking): boolean {
    const now = this.#parts.clock();
    return now < since || now >= until;
  }

  #stateOf(linking: Linking): OldLinkState {
    const { ended, met, until } = linking;
    if (ended) return ended;
    return met ? { at: 'choose', numbers: met.numbers, until } : { at: 'waiting', until };
  }

  #find(ticket: Id): Linking {
    if (this.#linking?.ticket !== ticket) throw new NoTicketError();
    return this.#linking;
  }

  #finish(linking: Linking, ended: OldLinkState): void {
    wipeLinkKeys(linking.keys);
    linking.ended = ended;
    delete linking.met;
  }

  async #end(): Promise<void> {
    const linking = this.#linking;
    this.#drop();
    if (linking && !linking.ended) await refuse(linking);
  }

  #drop(): void {
    if (this.#linking) wipeLinkKeys(this.#linking.keys);
    this.#linking = undefined;
  }
}

/** So that the new browser need not wait for its time to be over. Best effort. */
async function refuse({ client, keys }: Linking): Promise<void> {
  await client.ask('linkRefuse', { rendezvous: toBase64url(keys.rendezvous) }).catch(() => undefined);
}
