import { httpDoubt, loginsByPage, pageAddress, storedAddress } from '../../items/index.ts';
import type { Address, LoginUrl, PageFound } from '../../items/index.ts';
import { takes } from '../../rpc/index.ts';
import type { FieldType, FillDoubt, FillKind, FillQuestion, FillRefusal, FormSummary } from '../../rpc/index.ts';

/** The document that asks, as the browser tells it and never as a page does. */
export interface AskingDocument {
  /** `https://host[:port]`, `http://…`, or 'null' where it has none (sandboxed and the like). */
  readonly origin: string;
  readonly path: string;
  /** It stands inside another one. */
  readonly isFrame: boolean;
  /** Of the page in the tab; undefined: the browser doesn't say. */
  readonly topOrigin: string | undefined;
}

/** What counts for where something may be filled in. Cards, identities and new passwords belong to no site. */
export type Wanted =
  | { readonly kind: Exclude<FillKind, 'login'> }
  | {
      readonly kind: 'login';
      readonly urls: readonly LoginUrl[];
      /** One of its regular expressions matches the document's address: they are compared in a worker. */
      readonly byExpression?: boolean;
    };

export type Verdict =
  | { readonly verdict: 'give' }
  | { readonly verdict: 'ask'; readonly questions: readonly FillQuestion[] }
  | { readonly verdict: 'refuse'; readonly why: FillRefusal };

/**
 * Whether a form of a document gets what fits into it: at once, after a question to the person, or never. The
 * one place where that is decided, for every way of filling.
 */
export function decide(
  document: AskingDocument,
  form: FormSummary,
  wanted: Wanted,
  agreed: readonly FillQuestion[] = [],
): Verdict {
  const address = pageAddress(document.origin + document.path);
  if (!address) return refuse('nowhere');
  if (!form.types.some((type) => takes(form.kind, type, wanted.kind))) return refuse('no-field');
  if (form.targets.includes('')) return refuse('no-target');
  const ofPlace = wanted.kind === 'login' ? doubtsOfLogin(address, wanted) : httpDoubt(address);
  if (!ofPlace) return refuse('elsewhere');
  const here = (doubt: FillDoubt): FillQuestion => ({ doubt, origin: document.origin });
  const questions = [
    ...ofPlace.map(here),
    ...(isAmongForeign(document, form) ? [here('frame')] : []),
    ...foreignTargets(document.origin, form, wanted).map((origin) => ({ doubt: 'target' as const, origin })),
    ...(form.sending === 'query' && isGivenSecret(form, wanted.kind) ? [here('query')] : []),
  ].filter((question) => !agreed.some((one) => isSame(one, question)));
  return questions.length === 0 ? { verdict: 'give' } : { verdict: 'ask', questions };
}

function refuse(why: FillRefusal): Verdict {
  return { verdict: 'refuse', why };
}

/** Undefined: it doesn't belong here at all. */
function doubtsOfLogin(address: Address, login: LoginPart): readonly FillDoubt[] | undefined {
  const match = matchOf(address, login.urls);
  if (!match) return login.byExpression === true ? ['expression', ...httpDoubt(address)] : undefined;
  const isOwnHost = login.urls.some(
    ({ url, match: rule }) => rule !== 'regex' && storedAddress(url)?.host === address.host,
  );
  return [...(isOwnHost ? [] : ['domain' as const]), ...match.doubts];
}

type LoginPart = Extract<Wanted, { kind: 'login' }>;

function matchOf(address: Address, urls: readonly LoginUrl[]): PageFound<unknown> | undefined {
  return loginsByPage([{ login: { urls }, updatedAt: 0 }]).at(address)[0];
}

/** A frame is its page's own only where the browser and its own script say so; what that script says makes it stricter alone. */
function isAmongForeign({ isFrame, topOrigin, origin }: AskingDocument, { isAmongOwn }: FormSummary): boolean {
  return isFrame && (topOrigin !== origin || !isAmongOwn);
}

/** Where a form sends to, other than its document's own origin and hosts that the login itself belongs to. */
function foreignTargets(origin: string, { targets }: FormSummary, wanted: Wanted): readonly string[] {
  return [...new Set(targets)].filter((target) => {
    if (target === origin) return false;
    const address = wanted.kind === 'login' ? pageAddress(target) : undefined;
    return !(address && wanted.kind === 'login' && matchOf(address, wanted.urls)?.closeness === 'exact');
  });
}

function isSame(one: FillQuestion, other: FillQuestion): boolean {
  return one.doubt === other.doubt && one.origin === other.origin;
}

const secrets = new Set<FieldType>(['current-password', 'new-password', 'one-time-code', 'cc-number', 'cc-csc']);

function isGivenSecret({ kind: form, types }: FormSummary, kind: FillKind): boolean {
  return types.some((type) => secrets.has(type) && takes(form, type, kind));
}
