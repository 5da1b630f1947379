import type { fill, Form } from '../autofill/index.ts';

/** What our scripts in one document share. It hangs on our own world's global, which the page has no way to see. */
interface World {
  /** Waits for the first event of a person. */
  waiting?: AbortController;
  /** The site is on: marks are to be shown. */
  marks?: boolean;
  /** Ends everything that `start` began. */
  life?: AbortController;
  /** Shows marks from now on, where `start` had begun without them. */
  mark?: () => void;
  /** How our scripts look into elements: into whatever a page has closed, and never into what is ours. */
  rootOf?: (element: Element) => ShadowRoot | undefined;
  /** Every form of this document as it is now: one classifier decides for all that we do in it, once it is there. */
  survey?: () => readonly Form[];
  /** Puts values into fields, where this document was told to fill: most never are. */
  fill?: typeof fill;
  /** This document's own random name, once something works in its forms. */
  page?: string;
  /** Hears keys before the page does. */
  hear?: (event: Event) => void;
  /** What becomes of them, while a box of ours is open. */
  stop?: (event: Event) => void;
  /** Keys are kept from this document for a box that is open in another frame of its tab. */
  guarded?: AbortController;
}

export function world(): World {
  const scope = globalThis as { latchkey?: World };
  scope.latchkey ??= {};
  return scope.latchkey;
}
