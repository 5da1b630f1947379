import * as v from 'valibot';
import { personName } from '../../../typed/index.ts';
import type { Done } from '../question.ts';
import { ask, id, nothing, ours, window } from '../question.ts';

/**
 * How a contact stands (protocol 8.1). `not-compared`: taken at first use; `compared`: numbers or QR codes were; `closed`: nothing is
 * opened or sent until the person decides, because of `closedBy`; `blocked`: by the person. `invited`: no contact yet, but whoever
 * answers the card that goes with a text. `channel`: no contact, but all who share a chat password.
 */
type ContactState = 'not-compared' | 'compared' | 'closed' | 'blocked' | 'invited' | 'channel';

/** Another identity that the former one doesn't vouch for; a list beside the held one; numbers that differed. */
type ClosedBy = 'identity' | 'fork' | 'differed';

/** Somebody whom this vault knows, as chips and rows show them. */
export interface ContactRow {
  readonly id: string;
  /** What the person here calls them: first what their card says. */
  readonly name: string;
  readonly state: ContactState;
  /** When it was compared, in milliseconds since 1970; of a closed contact: when it was, before. */
  readonly comparedAt?: number;
  /** Of several people who write together: who they are. Then `id` is of their conversation, and `name` all their names. */
  readonly several?: Several;
}

/** The people of a conversation besides oneself. */
interface Several {
  readonly people: readonly ContactRow[];
  /** How many more are no contacts here: nothing is known of them, and nothing can go to them. */
  readonly strangers: number;
  /** We have left, and nobody has named us since. */
  readonly isLeft: boolean;
}

/** One contact, looked at. */
export interface ContactLook extends ContactRow {
  /** What they call themselves, by their newest card. */
  readonly cardName: string;
  /** The origin of their store. */
  readonly store: string;
  readonly addedAt: number;
  readonly closedBy?: ClosedBy;
  readonly news: readonly ContactNews[];
}

/** A change of their devices that was followed: how many went and came. Newest first, ten at most. */
interface ContactNews {
  readonly at: number;
  readonly gone: number;
  readonly come: number;
  /** None of the new version had stood for seven days: compared no more. */
  readonly allNew: boolean;
}

/** This account's own card, which invites: whoever has it may write a first message, as a request. */
export interface OwnCard {
  readonly name: string;
  /** `LK1:…` */
  readonly armored: string;
  /** `<store origin>/i#…` */
  readonly link: string;
  readonly expiresAt: number;
}

/** What a card says, before anything was fetched: all of it is claimed. */
export interface CardLook {
  readonly name: string;
  /** The origin of their store: permission for it is asked of the person before the contact is added. */
  readonly store: string;
  /** Whether that is the store of this vault, for which there is permission. */
  readonly isOwnStore: boolean;
  /** Whether the browser lets us speak with that store. */
  readonly mayAsk: boolean;
  /** `own`: one's own card; `known`: of a contact that is there. */
  readonly is: 'new' | 'known' | 'own';
  readonly contact?: string;
}

/** What two people compare. Both device lists were fetched for it. */
export interface Comparison {
  /** 60 digits, the same on both sides. */
  readonly digits: string;
  /** What the QR code to be scanned by the other says. */
  readonly code: string;
}

/** A card however it came: armored (with words around it), as a link, or as what a QR code says. */
const cardText = v.pipe(v.string(), v.minLength(1), v.maxLength(20_000));
/** As a person types it; a handler gets its one form. Throws PersonNameError. */
const name = v.pipe(v.string(), v.maxLength(1_000), v.transform(personName));
const one = v.strictObject({ id });

/** Who is written to. Names are known while messages are locked; whatever tells more is not. */
export const contactQuestions = {
  'contacts.list': ask<readonly ContactRow[]>()(ours, nothing),
  'contacts.read': ask<ContactLook>()(window, one),
  /** Null: none was made yet, or it was ended. */
  'contacts.card': ask<OwnCard | null>()(window, nothing),
  /** Makes one under this name; the former one invites no more. */
  'contacts.card.make': ask<OwnCard>()(window, v.strictObject({ name })),
  'contacts.card.end': ask<Done>()(window, nothing),
  /** Reads a card without asking anybody. */
  'contacts.look': ask<CardLook>()(window, v.strictObject({ text: cardText })),
  /** Fetches their list and follows it to its newest version; they are told with the first message. */
  'contacts.add': ask<{ readonly id: string }>()(window, v.strictObject({ text: cardText })),
  /** Opens the page of ours in which the card is looked at, and its store permitted. */
  'contacts.hand': ask<Done>()(window, v.strictObject({ text: cardText })),
  /** The card that was handed to that page, once; null: none. */
  'contacts.handed': ask<string | null>()(window, nothing),
  'contacts.rename': ask<Done>()(window, v.strictObject({ id, name })),
  /** Nothing comes in or goes out. `block` false: takes it back. */
  'contacts.block': ask<Done>()(window, v.strictObject({ id, block: v.boolean() })),
  /** The contact goes; texts that were read stay. */
  'contacts.delete': ask<Done>()(window, one),
  'contacts.comparison': ask<Comparison>()(window, one),
  /** What a person says of these digits, which must still be those. `isSame` false closes the contact. */
  'contacts.compared': ask<Done>()(
    window,
    v.strictObject({ id, digits: v.pipe(v.string(), v.regex(/^\d{60}$/)), isSame: v.boolean() }),
  ),
  /** What the other one's QR code said; compared if it fits, else closed. */
  'contacts.scanned': ask<{ readonly isSame: boolean }>()(
    window,
    v.strictObject({ id, code: v.pipe(v.string(), v.minLength(1), v.maxLength(4_000)) }),
  ),
  /** Of a closed contact: go on, not compared; the texts that waited come back to be looked at. Staying closed takes no question. */
  'contacts.goOn': ask<Done>()(window, one),
} as const;
