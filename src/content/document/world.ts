import type { Form, SendingKind } from '../../autofill/index.ts';
import type { Begun, OnTicket, PageOrder, PageScript } from '../../rpc/index.ts';
import type { Box, MarkMenuItem, Marks } from '../marks/index.ts';
import type { Place } from '../reading/index.ts';
import type { Field } from '../writing/index.ts';

/** What opens frames and menus of ours in a document. */
export interface Frames {
  /** Opens the compose frame at a field. */
  compose(field: Field): Promise<void>;
  /** Opens the reveal frame over an armored text; beside the `field` that it is the value of. */
  reveal(place: Place, field?: HTMLElement): Promise<void>;
  /** Shows the logins for a form beside it. Answers whether there is room; nothing of the form is covered. */
  menu(form: Form, field: HTMLElement): Promise<boolean>;
  /** Shows what is offered to be kept, in the first corner that is free. Answers whether there is one. */
  save(): Promise<boolean>;
  /** Gives that offer the focus, if there is one. */
  goToSave(): boolean;
  /** What a shortcut or a menu begins; undefined: nothing to begin at in this document. */
  begin(what: Begun): Promise<true | undefined>;
  /** Does what the background asks for a ticket of this document; undefined: not ours to answer. */
  handleOrder(order: Extract<PageOrder, OnTicket>): Promise<unknown> | undefined;
  /** A small menu at a mark that belongs to `near`. */
  openMenu(near: Node, at: Box, items: readonly MarkMenuItem[]): void;
}

/** What a press on a mark opens. */
export type Openers = Pick<Frames, 'compose' | 'reveal' | 'menu'>;

/** What shows marks beside armored texts. */
export interface Texts {
  /** Armored texts may begin here. */
  found(places: readonly Place[]): void;
  /** The page changed. */
  changed(): void;
}

/** What hears of logins that are typed and sent. */
export interface Saving {
  /** We put values into this form ourselves, for a person who asked for it. */
  filled(form: Form): void;
  /** What kinds of forms with a password stand in this document. */
  kinds(): readonly SendingKind[];
}

/** What our scripts in one document share. It hangs on our own world's global, which the page has no way to see. */
interface World {
  /** Waits for the first event of a person. */
  waiting?: AbortController;
  /** The site is on: marks are to be shown. */
  marks?: boolean;
  /** Ends everything that `start` began. */
  life?: AbortController;
  /** The field for messages that a person was in last. */
  lastField?: WeakRef<Element>;
  /** Shows marks from now on, where `start` had begun without them. */
  mark?: () => void;
  /** How our scripts look into elements: into whatever a page has closed, and never into what is ours. */
  rootOf?: (element: Element) => ShadowRoot | undefined;
  /** Every form of this document as it is now: one classifier decides for all that we do in it, once it is there. */
  survey?: () => readonly Form[];
  /** The same with the fields that nobody could fill in now: they say what was typed a step before. */
  surveyAll?: () => readonly Form[];
  /** What a field is used for, by the same classifier: what it holds to be neither is left alone. */
  uses?: (field: Element) => { readonly filled: boolean; readonly messages: boolean };
  /** Has another of our scripts come into this document. */
  bring?: (script: PageScript) => Promise<void>;
  /** Makes what shows marks at texts; its script comes where one may begin. */
  texts?: (marks: Marks, openers: Openers, signal: AbortSignal) => Texts;
  /** Shows a mark at a field in which an armored text stands; comes with the same script. */
  markSealed?: (
    element: HTMLInputElement | HTMLTextAreaElement,
    marks: Marks,
    openers: Openers,
    signal: AbortSignal,
  ) => void;
  /** Makes what opens our frames; its script comes with the first of them. */
  frames?: (life: AbortController) => Frames;
  /** Hears what is typed and sent in forms; its script comes where a login can be typed. */
  saving?: Saving;
  /** Fills in what the background orders; its script comes with the order. */
  filling?: boolean;
  /** The field beside which a menu of ours stands: what is chosen there is meant for its form. */
  menuAt?: Element;
  /** This document's own random name, once something works in its forms. */
  page?: string;
  /** Hears keys, and where the focus is, before the page does. */
  hear?: (event: Event) => void;
  /** What becomes of them, while a box of ours is open. */
  stop?: (event: Event) => void;
  /** Who is told of every focus that comes and goes. */
  focus?: Set<(event: Event) => void>;
  /** Keys are kept from this document for a box that is open in another frame of its tab. */
  guarded?: AbortController;
}

export function world(): World {
  const scope = globalThis as { latchkey?: World };
  scope.latchkey ??= {};
  return scope.latchkey;
}
