import type { Id } from '../../encoding/index.ts';
import type {
  ContentAsker,
  FrameAsker,
  Handlers,
  PageOrder,
  SaveOffer,
  SaveOrder,
  SendingKind,
} from '../../rpc/index.ts';
import { TicketError } from '../pages/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { OfferGoneError } from './errors.ts';
import type { Told } from './judge.ts';
import { allowSave, neverHosts } from './never.ts';
import type { SaveHands, SaveParts } from './parts.ts';
import { Saving } from './saving.ts';
import { placeOf } from './sendings.ts';
import type { Sending } from './sendings.ts';

type Names =
  | ('save.sent' | 'save.named' | 'save.outcome' | 'save.typed')
  | ('save.task' | 'save.password' | 'save.answer')
  | ('save.offers' | 'save.decide' | 'save.look' | 'save.here' | 'save.never' | 'save.allow');

const windowSize = { width: 380, height: 600 };

/** Keeping logins that were typed into pages: hears the pages, and offers in them and in our own windows. */
export class Saves {
  readonly #parts: SaveParts;
  readonly #hands: SaveHands;
  readonly #saving: Saving;

  constructor(parts: SaveParts, hands: SaveHands) {
    this.#parts = parts;
    this.#hands = hands;
    this.#saving = new Saving(parts, hands);
    // Not only at the next unlock: whoever knows the former keys is to read nothing of what is typed from now on.
    parts.session.onRotated((vault) => parts.typedSeal.renew(vault).catch(() => undefined));
  }

  handlers(): Handlers<Names> {
    const { session, local } = this.#parts;
    return {
      ...this.#ofPages(),
      ...this.#ofFrames(),
      'save.offers': async () => ({ offers: await this.#saving.offers(await session.vault()) }),
      'save.decide': async ({ offer, answer }) => {
        await this.#saving.answer(await session.vault(), offer, answer);
        return {};
      },
      'save.look': async ({ tab }) => {
        await this.#hands.reach(tab).catch(() => undefined);
        return { typed: (await this.#ask(tab, { order: 'look' })) === true };
      },
      'save.here': async ({ tab }) => {
        await this.#hands.reach(tab);
        const offer = await this.#typedIn(tab);
        return offer ? { offer } : {};
      },
      'save.never': async () => ({ hosts: await neverHosts(local) }),
      'save.allow': async ({ host }) => {
        await allowSave(local, host);
        return {};
      },
    };
  }

  /** The shortcut: to the offer that stands in the page, else an offer for what is typed there. */
  async go(tab: number): Promise<void> {
    await this.#hands.reach(tab);
    if ((await this.#order(tab, { order: 'goToSave' })) === true) return;
    // Where it is locked what is typed is sealed, and offered once it is open.
    const offer = await this.#typedIn(tab);
    const isShown = offer && (await this.#order(tab, { order: 'save' })) === true;
    if (!isShown) await this.#parts.actions.openWindow({ path: 'popup.html', ...windowSize });
  }

  /** A person came to a document: what was sent before in its tab is judged by what stands in it. */
  async woken(asker: ContentAsker): Promise<void> {
    const { tab, frame, host } = asker;
    const waiting = (await this.#saving.sendings.all()).filter(({ place }) => place?.tab === tab);
    if (waiting.length === 0) return;
    const kinds = await this.#hands.ask(tab, frame, 'page', { order: 'forms' } satisfies PageOrder);
    if (!Array.isArray(kinds)) return;
    const alive = await this.#alive(waiting, frame);
    await this.#saving.sendings.next(tab, (sending): Told | undefined => {
      const isBefore = sending.place?.frame === frame || frame === 0;
      if (!isBefore || alive.has(sending.id)) return undefined;
      return { told: 'next', sameForm: sending.host === host && (kinds as SendingKind[]).includes(sending.kind) };
    });
    this.#parts.tell({ type: 'saves' });
    await this.#show(tab);
  }

  /** Whether anything waits to be answered, for the button in the toolbar. While locked nobody is told. */
  async isOffering(): Promise<boolean> {
    if ((await this.#saving.sendings.all()).length === 0) return false;
    const vault = await this.#parts.session.open();
    return vault !== undefined && (await this.#saving.offers(vault)).length > 0;
  }

  #ofPages(): Handlers<Extract<Names, 'save.sent' | 'save.named' | 'save.outcome' | 'save.typed'>> {
    return {
      'save.sent': async (what, asker) => {
        await this.#saving.sent(asker, what, false);
        return {};
      },
      'save.typed': async (what, asker) => {
        await this.#saving.sent(asker, what, true);
        this.#parts.tell({ type: 'saves' });
        return {};
      },
      'save.named': async ({ username }, asker) => {
        await this.#saving.named(asker, username);
        return {};
      },
      'save.outcome': async ({ page, form, outcome }, asker) => {
        const change = await this.#saving.sendings.tell(placeOf(asker, page, form), { told: outcome });
        if (change) this.#parts.tell({ type: 'saves' });
        if (change === 'offer') await this.#show(asker.tab);
        return {};
      },
    };
  }

  #ofFrames(): Handlers<Extract<Names, 'save.task' | 'save.password' | 'save.answer'>> {
    const { session } = this.#parts;
    return {
      'save.task': async ({ ticket: id }, asker) => {
        const { tab, frame, page } = await this.#claim(id, asker);
        const task = await this.#hands.ask(tab, frame, 'page', { order: 'task', page, ticket: id } satisfies PageOrder);
        if (task === undefined) throw new TicketError();
        const vault = await session.open();
        const [offer] = vault ? await this.#offersIn(vault, tab) : [];
        return offer ? { offer } : {};
      },
      'save.password': async ({ ticket, offer }, asker) => {
        const { tab } = await this.#claim(ticket, asker);
        const vault = await session.vault();
        await this.#check(vault, tab, offer);
        return { password: await this.#saving.password(vault, offer) };
      },
      'save.answer': async ({ ticket, offer, answer }, asker) => {
        const { tab } = await this.#claim(ticket, asker);
        const vault = await session.vault();
        await this.#check(vault, tab, offer);
        await this.#saving.answer(vault, offer, answer);
        return {};
      },
    };
  }

  #claim(ticket: Id, asker: FrameAsker): ReturnType<SaveParts['tickets']['claim']> {
    return this.#parts.tickets.claim(ticket, asker, 'save');
  }

  /** A frame acts for what was sent in its own tab. */
  async #check(vault: OpenVault, tab: number, id: Id): Promise<void> {
    if (!(await this.#offersIn(vault, tab)).some((offer) => offer.id === id)) throw new OfferGoneError();
  }

  /** What was sent while everything was locked is told in our own window alone. */
  #offersIn(vault: OpenVault, tab: number): Promise<SaveOffer[]> {
    return this.#saving.offers(vault, ({ place, whileLocked }) => place?.tab === tab && !whileLocked);
  }

  async #show(tab: number): Promise<void> {
    const vault = await this.#parts.session.open();
    if (vault && (await this.#offersIn(vault, tab)).length > 0) await this.#order(tab, { order: 'save' });
  }

  /** Reads what is typed in the forms of a tab. Undefined: nothing, it is kept like that, or all is locked. */
  async #typedIn(tab: number): Promise<SaveOffer | undefined> {
    if ((await this.#ask(tab, { order: 'typed' })) !== true) return undefined;
    const vault = await this.#parts.session.open();
    return vault && (await this.#offersIn(vault, tab))[0];
  }

  /** Those whose documents are still there, of frames beside the one that is asked about. */
  async #alive(waiting: readonly Sending[], frame: number): Promise<Set<Id>> {
    const alive = new Set<Id>();
    for (const { id, place } of waiting) {
      if (!place || place.frame === frame) continue;
      const order: SaveOrder = { order: 'alive', page: place.page };
      if ((await this.#hands.ask(place.tab, place.frame, 'save', order)) === true) alive.add(id);
    }
    return alive;
  }

  #ask(tab: number, order: SaveOrder): Promise<unknown> {
    return this.#hands.ask(tab, undefined, 'save', order);
  }

  /** Offers stand in the page as a whole, whichever of its frames was sent. */
  #order(tab: number, order: PageOrder): Promise<unknown> {
    return this.#hands.ask(tab, 0, 'page', order);
  }
}
