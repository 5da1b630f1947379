/**
 * How far it is with a login that was sent. `sent`: nobody knows yet; `slow`: its page is still there, and says nothing;
 * `taken`: the site let somebody in, as far as can be seen; `failed`: it did not.
 */
export type Stage = 'sent' | 'slow' | 'taken' | 'failed';

/** What is told of it. `next`: another page came up in its tab. */
export type Told =
  | { readonly told: 'gone' | 'failed' | 'slow' }
  /** `sameForm`: a form of this kind, for a password, stands in it. */
  | { readonly told: 'next'; readonly sameForm: boolean };

export interface Judged {
  readonly stage: Stage;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A page that says nothing for this long is gone, and so was what followed it, in milliseconds: a tab that was closed. */
export const settlesAfter = 10_000;

/** A form that was refused comes back at once; one that stands there later is of another visit. */
const comesBackWithin = 2 * 60_000;

/** The stage after what is told. */
export function judged({ stage, at }: Judged, told: Told, now: number): Stage {
  switch (told.told) {
    case 'gone':
      return 'taken';
    case 'failed':
      return 'failed';
    case 'slow':
      return stage === 'sent' ? 'slow' : stage;
    case 'next':
      if (told.sameForm) return now - at < comesBackWithin ? 'failed' : stage;
      return stage === 'failed' ? stage : 'taken';
  }
}

/** Whether it may be offered now. */
export function isToOffer({ stage, at }: Judged, now: number): boolean {
  return stage === 'taken' || (stage === 'sent' && now - at >= settlesAfter);
}
