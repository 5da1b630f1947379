import { sentOf, usernameIn } from './sent.ts';
import type { SeenForm, SentLogin } from './sent.ts';

/** Where a form is that was sent, or one of its kind: as it was, with another or no password in it, or nowhere. */
export type Standing = 'there' | 'emptied' | 'gone';

/**
 * What happened in a document, in order; `at` in milliseconds of any clock that only goes on. `form` names a form of this
 * document. Only what a person did comes in here, but for `submitted`, which browsers also tell of a script's doing.
 */
export type WatchEvent =
  /** A person changed a field. */
  | { readonly what: 'typed'; readonly form: string; readonly seen: SeenForm; readonly at: number }
  /** A person pressed something somewhere. */
  | { readonly what: 'pressed'; readonly at: number }
  /** A person pressed something in the form that may send it: it did, if the form goes. */
  | { readonly what: 'perhaps'; readonly form: string; readonly seen: SeenForm; readonly at: number }
  /** A person pressed the button that sends the form, or Enter in one of its fields. */
  | { readonly what: 'sending'; readonly form: string; readonly seen: SeenForm; readonly at: number }
  /** The browser sends the form; perhaps because a script asked for it. */
  | { readonly what: 'submitted'; readonly form: string; readonly seen: SeenForm; readonly at: number }
  /** It was looked after a form that was sent. `complains`: an error is shown at it. */
  | {
      readonly what: 'looked';
      readonly form: string;
      readonly standing: Standing;
      readonly complains: boolean;
      readonly at: number;
    }
  /** The document is left; a form as it was last. */
  | { readonly what: 'left'; readonly form: string; readonly seen: SeenForm; readonly at: number };

/**
 * What is to be told. `named`: a step with a user name alone was sent. `gone`: what was sent was taken, as far as can be seen
 * here; `failed`: it was not; `slow`: nothing can be seen yet, after a while.
 */
export type WatchReport =
  | { readonly report: 'sent'; readonly form: string; readonly sent: SentLogin }
  | { readonly report: 'named'; readonly username: string }
  | { readonly report: 'gone' | 'failed' | 'slow'; readonly form: string };

interface FormState {
  /** Undefined: nothing of it was told. */
  readonly told: SentLogin | undefined;
  /** What was perhaps sent. */
  readonly perhaps?: SentLogin | undefined;
  readonly sentAt: number;
  /** How often in a row it was found gone. */
  readonly misses: number;
  readonly outcome: 'gone' | 'failed' | 'slow' | undefined;
}

/** What is known of a document. A value: `watched` makes the next one. */
export interface WatchState {
  readonly forms: ReadonlyMap<string, FormState>;
  /** The user name of a step that was sent before. */
  readonly named: string;
  readonly gestureAt: number;
}

export const newWatch: WatchState = { forms: new Map(), named: '', gestureAt: -Infinity };

/** A script that sends a form this long after a person did anything does it on its own, in milliseconds. */
const gestureLasts = 10_000;
/** A page that is left this soon after a press was left by it. */
const leavesWithin = 3_000;
/** Between two states of a page there may be none of its forms for a moment. */
const enoughMisses = 2;
const slowAfter = 6_000;
/** A document with more forms than this is nobody's login. */
const mostForms = 20;

/**
 * The next state, and what is to be told. Nothing is told of a form that no person typed into; the same once, unless it
 * failed meanwhile; and no outcome of what wasn't told.
 */
export function watched(state: WatchState, event: WatchEvent): readonly [WatchState, readonly WatchReport[]] {
  switch (event.what) {
    case 'typed':
      return [withForm(touched(state, event.at), event.form, state.forms.get(event.form) ?? fresh), []];
    case 'pressed':
      return [touched(state, event.at), []];
    case 'perhaps':
      return [perhaps(touched(state, event.at), event), []];
    case 'sending':
      return send(touched(state, event.at), event);
    case 'submitted':
      return event.at - state.gestureAt <= gestureLasts ? send(state, event) : [state, []];
    case 'left':
      return event.at - state.gestureAt <= leavesWithin ? send(state, event) : [state, []];
    case 'looked':
      return look(state, event);
  }
}

const fresh: FormState = { told: undefined, sentAt: 0, misses: 0, outcome: undefined };

function touched(state: WatchState, at: number): WatchState {
  return { ...state, gestureAt: Math.max(state.gestureAt, at) };
}

function withForm(state: WatchState, name: string, form: FormState): WatchState {
  const others = [...state.forms].filter(([other]) => other !== name);
  return { ...state, forms: new Map([...others, [name, form] as const].slice(-mostForms)) };
}

/** Forgets what was perhaps sent once it is known, and the other way round. */
function perhaps(state: WatchState, event: WatchEvent & { readonly what: 'perhaps' }): WatchState {
  const form = state.forms.get(event.form);
  const sent = form && sentOf(event.seen, state.named);
  if (!form || !sent || (form.told && isSame(form.told, sent))) return state;
  return withForm(state, event.form, { ...form, perhaps: sent, misses: 0 });
}

function send(
  state: WatchState,
  { form: name, seen, at }: { readonly form: string; readonly seen: SeenForm; readonly at: number },
): readonly [WatchState, readonly WatchReport[]] {
  const form = state.forms.get(name);
  if (!form) return [state, []];
  const sent = sentOf(seen, state.named);
  if (!sent) return sendName(state, seen);
  const isKnown = form.told !== undefined && form.outcome !== 'failed' && isSame(form.told, sent);
  const next = withForm(state, name, {
    told: sent,
    sentAt: at,
    misses: 0,
    outcome: isKnown ? form.outcome : undefined,
  });
  return [next, isKnown ? [] : [{ report: 'sent', form: name, sent }]];
}

/** A step without a password says who it is that comes with the next one. */
function sendName(state: WatchState, { fields }: SeenForm): readonly [WatchState, readonly WatchReport[]] {
  const username = usernameIn(fields);
  const hasPassword = fields.some(({ type, value }) => type.endsWith('password') && value !== '');
  if (username === '' || hasPassword || username === state.named) return [state, []];
  return [{ ...state, named: username }, [{ report: 'named', username }]];
}

function look(
  state: WatchState,
  { form: name, standing, complains, at }: WatchEvent & { readonly what: 'looked' },
): readonly [WatchState, readonly WatchReport[]] {
  const form = state.forms.get(name);
  if (form?.perhaps) return lookPerhaps(state, name, form, form.perhaps, standing);
  if (!form?.told) return [state, []];
  const isAway = standing === 'gone' || (standing === 'emptied' && form.told.kind !== 'login' && !complains);
  const misses = isAway ? form.misses + 1 : 0;
  const outcome = outcomeOf(form, { isAway, misses, standing, complains, at });
  const next = withForm(state, name, { ...form, misses, outcome });
  return [next, outcome === undefined || outcome === form.outcome ? [] : [{ report: outcome, form: name }]];
}

/** Only a form that is gone as a whole was sent by what may have been anything. */
function lookPerhaps(
  state: WatchState,
  name: string,
  form: FormState,
  sent: SentLogin,
  standing: Standing,
): readonly [WatchState, readonly WatchReport[]] {
  const misses = standing === 'gone' ? form.misses + 1 : 0;
  if (misses < enoughMisses) return [withForm(state, name, { ...form, misses }), []];
  const next: FormState = { told: sent, sentAt: form.sentAt, misses, outcome: 'gone' };
  return [
    withForm(state, name, next),
    [
      { report: 'sent', form: name, sent },
      { report: 'gone', form: name },
    ],
  ];
}

interface Looked {
  readonly isAway: boolean;
  readonly misses: number;
  readonly standing: Standing;
  readonly complains: boolean;
  readonly at: number;
}

/** A login whose form is emptied and stays was refused; a form for a new password is emptied once it is taken. */
function outcomeOf(
  { outcome, sentAt }: FormState,
  { isAway, misses, standing, complains, at }: Looked,
): FormState['outcome'] {
  if (isAway) return misses >= enoughMisses ? 'gone' : outcome;
  if (complains || standing === 'emptied' || outcome === 'gone') return 'failed';
  return outcome ?? (at - sentAt >= slowAfter ? 'slow' : undefined);
}

function isSame(one: SentLogin, other: SentLogin): boolean {
  const parts = ['kind', 'username', 'accountId', 'currentPassword', 'newPassword'] as const;
  return parts.every((part) => one[part] === other[part]);
}
