import { equal } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { HeldContact } from '../../messaging/index.ts';
import { NoCardError } from '../../messaging/index.ts';
import { meetingOf, requestCode, sealHanded } from '../../recovery/index.ts';
import type { Handlers, TrustView } from '../../rpc/index.ts';
import type { Meeting } from '../../sync/index.ts';
import { MeetingClient, RefusedError } from '../../sync/index.ts';
import { asRequestCode, hostPattern } from '../../typed/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { HeldShare } from '../../wire/index.ts';
import { readCard } from '../../wire/index.ts';
import type { ContactsParts } from '../contacts/index.ts';
import { encodedCard, heldContact, heldContacts, sharesOf } from '../contacts/index.ts';
import { StorePermissionError } from '../link/index.ts';
import { NoShareError, RequestOtherError, RequestUnknownError } from './errors.ts';

/** How long a trustee waits who hasn't spoken with whoever asks: so long their browsers can stop it. */
const WAIT = 24 * 60 * 60_000;

type Question = 'trust.read' | 'trust.look' | 'trust.hand' | 'trust.refuse';

/** A share, and the contact whose secret it is of. */
interface Held {
  readonly share: HeldShare;
  readonly owner: HeldContact;
}

/**
 * Helps contacts back in whose shares lie in this vault: by a code that they told, after a look at who asks. Nothing leaves before
 * somebody pressed, and each time the store is asked right before, so that what was stopped gets nothing.
 */
export class Trusts {
  readonly #parts: ContactsParts;
  readonly #wakeAt: (when: number) => Promise<void>;

  constructor(parts: ContactsParts, wakeAt: (when: number) => Promise<void>) {
    this.#parts = parts;
    this.#wakeAt = wakeAt;
  }

  handlers(): Handlers<Question> {
    const { session, clock } = this.#parts;
    return {
      'trust.read': async ({ contact }) => viewOf(await sharesOf(await session.vault()).held(contact), clock()),
      'trust.look': async ({ contact, code }) => {
        const { owner } = await this.#held(await session.vault(), contact);
        const { since, opensAt } = await this.#look(owner, asRequestCode(code));
        return { since, opensAt };
      },
      'trust.hand': async ({ contact, code, spoke }) => {
        const vault = await session.vault();
        const held = await this.#held(vault, contact);
        const typed = asRequestCode(code);
        const { shareKey, since } = await this.#look(held.owner, typed);
        const now = clock();
        const asked = { shareKey, code: typed, since, handsAt: spoke ? now : now + WAIT };
        await this.#keep(vault, { ...held.share, asked, updatedAt: now });
        try {
          if (spoke) await this.#hand(vault, { ...held, share: { ...held.share, asked } });
        } finally {
          // Also where the store is away just now: it is tried again.
          await this.#wakeForNext(vault);
        }
        return viewOf(await sharesOf(vault).held(contact), clock());
      },
      'trust.refuse': async ({ contact }) => {
        const vault = await session.vault();
        await this.#forget(vault, (await this.#held(vault, contact)).share);
        return viewOf(await sharesOf(vault).held(contact), clock());
      },
    };
  }

  /** Hands over what its time has come for. Nobody waits for it and it never rejects: what fails is tried again with the next round. */
  due(): Promise<void> {
    return this.#due().catch(() => undefined);
  }

  async #due(): Promise<void> {
    const vault = await this.#parts.session.open();
    if (!vault) return;
    for (const owner of await heldContacts(vault)) {
      const share = await sharesOf(vault).held(owner.id);
      const asked = share?.asked;
      if (!share || asked?.handedAt !== undefined || !asked || asked.handsAt > this.#parts.clock()) continue;
      await this.#hand(vault, { share, owner }).catch(() => undefined);
    }
    await this.#wakeForNext(vault);
  }

  async #held(vault: OpenVault, contact: Id): Promise<Held> {
    const share = await sharesOf(vault).held(contact);
    if (!share) throw new NoShareError();
    return { share, owner: await heldContact(vault, contact) };
  }

  /** What the owner's store tells of this code, if it fits. Throws RequestUnknownError, RequestOtherError. */
  async #look({ contact }: HeldContact, code: string): Promise<Meeting> {
    const found = await this.#ask(contact.followed.store, (client, store) =>
      client.look({ store, meeting: meetingOf(code) }),
    );
    const isTheirs = found.account === contact.account && requestCode(found.shareKey, found.account) === code;
    if (!isTheirs) throw new RequestOtherError();
    return found;
  }

  async #ask<T>(store: string, ask: (client: MeetingClient, store: string) => Promise<T>): Promise<T> {
    const { web } = this.#parts.store;
    if (!(await web.permitted(hostPattern(store)))) throw new StorePermissionError();
    try {
      return await ask(new MeetingClient({ fetch: web.fetch }), store);
    } catch (error) {
      if (error instanceof RefusedError && error.code === 'not-found') throw new RequestUnknownError();
      throw error;
    }
  }

  /** Looks once more, seals and sends. What is over by now is forgotten. */
  async #hand(vault: OpenVault, { share, owner }: Held): Promise<void> {
    const { asked } = share;
    if (!asked) return;
    try {
      const { shareKey } = await this.#look(owner, asked.code);
      if (!equal(shareKey, asked.shareKey)) throw new RequestOtherError();
    } catch (error) {
      const isOver = error instanceof RequestUnknownError || error instanceof RequestOtherError;
      if (isOver) await this.#forget(vault, share);
      throw error;
    }
    const card = await encodedCard(vault);
    if (!card) throw new NoCardError();
    const { set, index, needed, hashes } = share;
    const handed = {
      trustee: vault.account,
      name: readCard(card).value.name,
      set,
      index,
      needed,
      share: share.share,
      hashes,
    };
    const sealed = await sealHanded({ account: owner.contact.account, shareKey: asked.shareKey }, handed);
    await this.#ask(owner.contact.followed.store, (client, store) =>
      client.hand({ store, meeting: meetingOf(asked.code) }, sealed),
    );
    const now = this.#parts.clock();
    await this.#keep(vault, { ...share, asked: { ...asked, handedAt: now }, updatedAt: now });
  }

  async #forget(vault: OpenVault, share: HeldShare): Promise<void> {
    const { asked: _, ...rest } = share;
    await this.#keep(vault, { ...rest, updatedAt: this.#parts.clock() });
  }

  async #keep(vault: OpenVault, share: HeldShare): Promise<void> {
    await vault.records.write({ put: [...(await sharesOf(vault).put(share))] });
    this.#parts.tell({ type: 'contacts' });
  }

  async #wakeForNext(vault: OpenVault): Promise<void> {
    const shares = await sharesOf(vault).all();
    const times = shares.flatMap(({ asked }) => (asked && asked.handedAt === undefined ? [asked.handsAt] : []));
    // What could not go at its time is tried again in a while.
    const again = this.#parts.clock() + 15 * 60_000;
    if (times.length > 0) await this.#wakeAt(Math.max(Math.min(...times), again));
  }
}

function viewOf(share: HeldShare | undefined, now: number): TrustView {
  if (!share) return { holds: false };
  const { needed, hashes, cameAt, asked } = share;
  if (!asked) return { holds: true, needed, of: hashes.length, cameAt, now };
  const { since, handsAt, handedAt } = asked;
  const told = { since, handsAt, ...(handedAt === undefined ? {} : { handedAt }) };
  return { holds: true, needed, of: hashes.length, cameAt, now, asked: told };
}
