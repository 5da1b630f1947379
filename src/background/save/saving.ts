import type { Id } from '../../encoding/index.ts';
import { BadQuestionError } from '../../rpc/index.ts';
import type { ContentAsker, NamedLogin, PageRow, SaveAnswer, SaveOffer, SentLogin } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { Answered } from './answered.ts';
import { decide, passwordOf } from './decide.ts';
import type { KeptLogin } from './decide.ts';
import { OfferGoneError } from './errors.ts';
import { isToOffer } from './judge.ts';
import { keep } from './keep.ts';
import { neverHosts, neverSave } from './never.ts';
import type { SaveHands, SaveParts } from './parts.ts';
import { placeOf, Sendings } from './sendings.ts';
import type { Sending } from './sendings.ts';
import { titleOf } from './typed-login.ts';
import type { TypedLogin } from './typed-login.ts';

/** What is sealed: a login, and the user name of the step before it, sealed on its own. */
interface Sealed {
  readonly login: TypedLogin;
  readonly named?: Parameters<SaveParts['typedSeal']['open']>[1];
}

/** An offer with what it is made of. */
interface Made {
  readonly offer: SaveOffer;
  readonly login: TypedLogin;
}

/** The most logins of one host whose passwords are compared. */
const mostCompared = 50;

/** What was sent, from the page to the item: sealed at once, offered once it was taken, kept when a person says so. */
export class Saving {
  readonly #parts: SaveParts;
  readonly #hands: Pick<SaveHands, 'logins' | 'items'>;
  readonly #answered: Answered;
  readonly sendings: Sendings;

  constructor(parts: SaveParts, hands: Pick<SaveHands, 'logins' | 'items'>) {
    this.#parts = parts;
    this.#hands = hands;
    this.sendings = new Sendings(parts);
    this.#answered = new Answered(parts);
  }

  /** A form was sent, or a person asks to keep what stands in it: then nothing more has to be seen. */
  async sent(asker: ContentAsker, what: SentForm, byOrder: boolean): Promise<void> {
    const { local, typedSeal, clock, session } = this.#parts;
    const { origin, host } = asker;
    // Asked by name, a person may change their mind about a site.
    if (!byOrder && (await neverHosts(local)).includes(host)) return;
    const login: TypedLogin = { origin, host, sent: what.sent };
    const named = what.sent.username === '' ? await this.sendings.named(asker) : undefined;
    const sealed = await typedSeal.seal({ login, ...(named && { named }) } satisfies Sealed);
    if (!sealed) return;
    await this.sendings.add({
      ...sealed,
      stage: byOrder ? 'taken' : 'sent',
      kind: what.sent.kind,
      at: clock(),
      host,
      whileLocked: (await session.state()).lock === 'locked',
      place: placeOf(asker, what.page, what.form),
    });
  }

  /** A first step with a user name alone was sent. */
  async named(asker: ContentAsker, username: string): Promise<void> {
    const sealed = await this.#parts.typedSeal.seal(username);
    if (sealed) await this.sendings.name(asker, sealed);
  }

  /** What can be offered now, the newest first; what turned out to be nothing to offer is dropped on the way. */
  async offers(vault: OpenVault, isMeant: (sending: Sending) => boolean = () => true): Promise<SaveOffer[]> {
    const now = this.#parts.clock();
    const ready = (await this.sendings.all()).filter((sending) => isToOffer(sending, now) && isMeant(sending));
    const offers: SaveOffer[] = [];
    for (const sending of ready.toReversed()) {
      const made = await this.#make(vault, sending);
      // Sent in two places, or twice, it is one login.
      const isTwice = made && offers.some((other) => isSameOffer(other, made.offer));
      if (made && !isTwice) offers.push(made.offer);
      else await this.sendings.drop(({ id }) => id === sending.id);
    }
    return offers;
  }

  /** Throws OfferGoneError. */
  async password(vault: OpenVault, id: Id): Promise<string> {
    return passwordOf((await this.#find(vault, id)).login.sent);
  }

  /** Does what a person said. Throws OfferGoneError, BadQuestionError for a login that the offer doesn't name. */
  async answer(vault: OpenVault, id: Id, answer: SaveAnswer): Promise<void> {
    const { offer, login } = await this.#find(vault, id);
    if (answer.do === 'save') await this.#save(offer, login, answer);
    if (answer.do === 'never') await neverSave(this.#parts.local, login.host);
    if (answer.do === 'later') await this.#answered.add(vault, login);
    await this.sendings.drop((sending) => sending.id === id || (answer.do === 'never' && sending.host === login.host));
    this.#parts.tell({ type: 'saves' });
  }

  async #save(
    offer: SaveOffer,
    login: TypedLogin,
    { into, edit = false }: SaveAnswer & { readonly do: 'save' },
  ): Promise<void> {
    const known = [...(offer.update === undefined ? [] : [offer.update]), ...offer.others.map((other) => other.id)];
    if (into !== undefined && !known.includes(into)) throw new BadQuestionError();
    const id = await keep(this.#hands.items, login, into);
    if (edit) await this.#parts.actions.openTab(`vault.html#item/${id}`);
  }

  async #find(vault: OpenVault, id: Id): Promise<Made> {
    const sending = (await this.sendings.all()).find((one) => one.id === id);
    const made = sending && (await this.#make(vault, sending));
    if (!made) throw new OfferGoneError();
    return made;
  }

  /** Undefined: it can't be opened, is kept like that already, was answered a short while ago, or of no interest. */
  async #make(vault: OpenVault, sending: Sending): Promise<Made | undefined> {
    const login = await this.#open(vault, sending);
    if (!login || (await this.#answered.has(vault, login))) return undefined;
    if (!sending.place && (await neverHosts(this.#parts.local)).includes(login.host)) return undefined;
    const { rows } = await this.#hands.logins.at(vault, login.origin);
    const kept = await this.#compared(vault, rows.filter(isOfPage));
    const decision = decide(login.sent, kept);
    if (decision.do === 'nothing' || decision.do === 'unchanged') return undefined;
    const doubtful = await this.#compared(
      vault,
      rows.filter((row) => !isOfPage(row)),
    );
    if (decide(login.sent, doubtful).do === 'unchanged') return undefined;
    const named = (id: Id): NamedLogin[] =>
      rows.filter((row) => row.id === id).map(({ title, username }) => ({ id, title, username }));
    const ids = decision.do === 'update' ? decision.others : kept.map(({ id }) => id);
    const [target] = decision.do === 'update' ? named(decision.id) : [];
    return {
      login,
      offer: {
        id: sending.id,
        host: login.host,
        title: target?.title ?? titleOf(login),
        username: login.sent.username || (target?.username ?? ''),
        ...(target && { update: target.id }),
        others: ids.flatMap(named),
        whileLocked: sending.whileLocked,
      },
    };
  }

  async #open(vault: OpenVault, sending: Sending): Promise<TypedLogin | undefined> {
    const opened = (await this.#parts.typedSeal.open(vault, sending)) as Sealed | null;
    if (!opened) return undefined;
    const { login, named } = opened;
    const username = named && login.sent.username === '' ? await this.#parts.typedSeal.open(vault, named) : undefined;
    return typeof username === 'string' ? { ...login, sent: { ...login.sent, username } } : login;
  }

  async #compared(vault: OpenVault, rows: readonly PageRow[]): Promise<KeptLogin[]> {
    const { kinds } = this.#parts;
    const ids = rows.slice(0, mostCompared).map(({ id }) => id);
    const records = new Map((await vault.records.readMany(ids)).map(({ id, body }) => [id, kinds.parse(body)]));
    return ids.flatMap((id) => {
      const item = records.get(id);
      if (item?.kind !== 'login') return [];
      const { username, accountId, password } = item;
      return [{ id, username, accountId, password }];
    });
  }
}

/** What a document says that it sent. */
export interface SentForm {
  readonly page: Id;
  readonly form: string;
  readonly sent: SentLogin;
}

/** A login of another port, or of a page without encryption, is another one, unless all of it is the same. */
function isOfPage({ closeness, doubts }: PageRow): boolean {
  return closeness !== 'other' || doubts.length === 0;
}

function isSameOffer(one: SaveOffer, other: SaveOffer): boolean {
  return one.host === other.host && one.username === other.username && one.update === other.update;
}
