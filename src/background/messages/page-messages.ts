import { DecryptionError, equal } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { toBase64url } from '../../encoding/index.ts';
import type { Group, HeldContact, InvitationText } from '../../messaging/index.ts';
import {
  answerState,
  bindingOfText,
  cardHash,
  groupsIn,
  idOfText,
  isIdentityOf,
  keyPut,
  NoCardError,
  openMessage,
  readCardText,
  stateOf,
  TextChangedError,
} from '../../messaging/index.ts';
import type { CardLook, ContactRow } from '../../rpc/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { ArchivedMessage } from '../../wire/index.ts';
import { archivedBody } from '../../wire/index.ts';
import { addByCard, contactRowOf, encodedCard, heldContacts, lookAtCard, makeCard } from '../contacts/index.ts';
import type { Messages } from './messages.ts';
import { claimsOf } from './claims.ts';
import type { Claim, Gone } from './claims.ts';
import type { MessagesParts } from './parts.ts';
import { groupOf, peopleOf } from './places.ts';
import { portsOf } from './ports.ts';

/** A text of a page, as far as this browser can read it. */
export type ReadText =
  | {
      readonly kind: 'message';
      readonly id: string;
      readonly text: string;
      /** Who wrote it or, of an own text, the first whom it went to. */
      readonly with: ContactRow;
      /** Whom it is for besides that one and ourselves: contacts, and how many more. */
      readonly others: readonly ContactRow[];
      readonly strangers: number;
      /** What an answer goes on with; absent: with that of the two, or with a new one. */
      readonly conversation?: Id | undefined;
      readonly isOwn: boolean;
      readonly at: number;
      readonly isDisputed: boolean;
      /** When it ends, in milliseconds since 1970; absent: it is archived. */
      readonly until?: number;
    }
  | { readonly kind: 'closed'; readonly from: ContactRow }
  /** Its key was deleted at that time: it has ended, or its writer took it back. `from`: absent: an own text. */
  | ({ readonly kind: 'gone' } & Gone)
  /** It goes to whoever answers this card; `told`: we have. `needsName`: there is no card yet to answer by. */
  | {
      readonly kind: 'invitation';
      readonly card: CardLook;
      readonly state: 'new' | 'told' | 'refused';
      readonly needsName: boolean;
    }
  /** Not come yet, or not for us. */
  | { readonly kind: 'no-key'; readonly lookedAt?: number };

/** Texts between people as pages have them: sealed for a field, and read where they stand. Nothing is fetched by appearing. */
export class PageMessages {
  readonly #parts: MessagesParts;

  constructor(parts: MessagesParts) {
    this.#parts = parts;
  }

  /**
   * The armored text for a page; it is on its way once this has answered. `conversation`: of the text that it answers. For several
   * people it goes on with that, or with what these write in already.
   */
  async seal({ conversation: answered, ...text }: Parameters<Messages['write']>[1]): Promise<string> {
    const vault = await this.#parts.session.messages();
    const isOfTwo = answered === undefined && text.to.length === 1;
    const group = isOfTwo ? undefined : await this.#groupOf(vault, text.to, answered);
    return (await this.#parts.messages.write(vault, { ...text, conversation: group?.conversation })).armored;
  }

  async #groupOf(vault: OpenVault, to: readonly Id[], answered: Id | undefined): Promise<Group | undefined> {
    const groups = groupsIn(await this.#parts.messages.texts.of(vault), peopleOf(vault, await heldContacts(vault)));
    return groups.find((one) => one.id === answered) ?? groupOf(groups, to);
  }

  /** Reads an armored text of kind message. Throws ArmorDamagedError, ArmorVersionError. */
  async open(armored: string): Promise<ReadText> {
    const vault = await this.#parts.session.messages();
    const people = await heldContacts(vault);
    const { claims, gone } = await claimsOf(vault, people, idOfText(armored), this.#parts.clock());
    const [first] = claims;
    const { lookedAt } = this.#parts.messages;
    if (!first && gone) return { kind: 'gone', ...gone };
    if (!first) return { kind: 'no-key', ...(lookedAt === undefined ? {} : { lookedAt }) };
    const { message, record, held, isOwn, until } = first;
    if (!isOwn && held && stateOf(held.contact) === 'closed') return { kind: 'closed', from: first.with };
    const text = await openMessage(armored, message.key, bindingOfText(message)).catch((cause: unknown) => {
      throw cause instanceof DecryptionError ? new TextChangedError({ cause }) : cause;
    });
    if (message.text === undefined) await this.#keep(vault, first, { ...message, text });
    const { time, cameAt = time, id } = message;
    return {
      kind: 'message',
      id: toBase64url(id),
      text,
      with: first.with,
      ...othersOf(vault, people, first),
      conversation: await this.#goesOn(vault, people, record.id),
      isOwn,
      at: Math.min(time, cameAt),
      isDisputed: claims.length > 1,
      ...(until === undefined ? {} : { until }),
    };
  }

  /** A card and the text that goes to whoever answers it, both armored. Throws what `Messages.invite` throws. */
  async invite(text: {
    readonly text: string;
    readonly name: string;
    readonly origin: string;
  }): Promise<InvitationText> {
    const vault = await this.#parts.session.messages();
    return this.#parts.messages.invite(vault, text);
  }

  /** Reads an invitation: its text, if it is here, else how it stands. Nobody is asked. Throws what `lookAtCard` throws. */
  async openInvited({ card, text }: InvitationText): Promise<ReadText> {
    const read = await this.open(text);
    if (read.kind !== 'no-key') return read;
    const vault = await this.#parts.session.messages();
    const look = await lookAtCard(this.#parts, card);
    if (look.is === 'own') return read;
    const needsName = (await encodedCard(vault)) === undefined;
    return { kind: 'invitation', card: look, state: await this.#invitedState(vault, look, card), needsName };
  }

  /**
   * Answers an invitation, by a press: its writer becomes a contact, and is sent our card, which is made under `name` where there is
   * none. Throws OwnCardError, NoCardError, CardError, StorePermissionError, and what stores throw.
   */
  async answer({ card }: InvitationText, name: string | undefined): Promise<void> {
    const vault = await this.#parts.session.messages();
    if (!(await encodedCard(vault))) {
      if (name === undefined) throw new NoCardError();
      await makeCard(this.#parts, name);
    }
    const contact = await addByCard(this.#parts, card);
    await this.#parts.messages.answerInvitation(vault, contact, (await readCardText(card)).encoded);
  }

  async #invitedState(vault: OpenVault, { contact }: CardLook, card: string): Promise<'new' | 'told' | 'refused'> {
    const held = (await heldContacts(vault)).find(({ id }) => id === contact);
    const { encoded } = await readCardText(card);
    const hash = cardHash(encoded);
    if (!held?.contact.answered?.some((one) => equal(one, hash))) return 'new';
    return answerState(portsOf(this.#parts, vault), held.id, encoded);
  }

  /**
   * Asks a contact for the key of a text of theirs again; one that is on its way already is enough. Throws ArmorDamagedError,
   * ArmorVersionError, ContactGoneError, ContactStateError, AskedOftenError.
   */
  async askFor(armored: string, contact: Id): Promise<void> {
    const vault = await this.#parts.session.messages();
    await this.#parts.messages.ask(vault, contact, idOfText(armored));
  }

  /** The mailbox is emptied now. */
  check(): Promise<{ readonly came: number }> {
    return this.#parts.messages.receive();
  }

  /** Who names a known conversation and isn't in it has one of their own: an answer to it says nothing in the other one's name. */
  async #goesOn(vault: OpenVault, people: readonly HeldContact[], record: Id): Promise<Id | undefined> {
    const groups = groupsIn(await this.#parts.messages.texts.of(vault), peopleOf(vault, people));
    const group = groups.find(({ texts }) => texts.some((one) => one.record === record));
    return group?.id === group?.conversation ? group?.conversation : undefined;
  }

  /** From now on it is found by its words, here and, unless it ends, in other browsers. */
  async #keep(
    vault: OpenVault,
    { record: { id, revision }, row, until }: Claim,
    message: ArchivedMessage,
  ): Promise<void> {
    if (row && until !== undefined)
      await portsOf(this.#parts, vault).rows.write({
        put: [keyPut({ ...row, row: { state: 'kept', until, message } })],
      });
    else await vault.records.save({ id, domain: 'messages', body: archivedBody(message), base: revision });
    this.#parts.messages.wasRead('text');
  }
}

/** Whom a text is for, besides the one whom it is told by, and ourselves. */
function othersOf(
  { account }: OpenVault,
  people: readonly HeldContact[],
  { message: { recipients }, with: first }: Claim,
): { readonly others: readonly ContactRow[]; readonly strangers: number } {
  const rows = recipients
    .filter((one) => one.account !== account)
    .map((one) => people.find(({ contact }) => contact.account === one.account && isIdentityOf(contact, one.identity)));
  const others = rows.flatMap((held) => (held && held.id !== first.id ? [contactRowOf(held)] : []));
  return { others, strangers: rows.filter((held) => held === undefined).length };
}
