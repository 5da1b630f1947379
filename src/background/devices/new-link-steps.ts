import type { Handover } from '../../devices/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { headFingerprint } from '../../records/index.ts';
import type { NewLinkState } from '../../rpc/index.ts';
import type { LinkAbout, LinkAnswer, SignedIn } from '../../wire/index.ts';

/** What the old browser said, and what follows from it. */
export interface Heard {
  readonly said: LinkAnswer;
  readonly handover: Handover;
  readonly number: string;
}

/** What was handed over: a session, and seals of which only the first was opened. */
export interface Taken extends Heard {
  readonly session: SignedIn;
  readonly about: LinkAbout;
  readonly key: Bytes;
  /** How many items of a local vault come along. */
  readonly adds: number;
}

/** Each step holds what the one before it has led to. */
export type Step =
  /** `heard`: what this browser has perhaps answered already; it hears nothing else any more. */
  | { readonly at: 'code'; readonly heard?: Heard }
  | ({ readonly at: 'number' } & Heard)
  | ({ readonly at: 'confirm' } & Taken)
  | { readonly at: 'opening'; readonly done: number; readonly total: number }
  | { readonly at: 'failed'; readonly code: string }
  | { readonly at: 'done' };

/** A step as a window is told it. `until`: milliseconds since 1970. */
export function shownStep(step: Step, until = 0): NewLinkState {
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
