import type { Form } from '../../autofill/index.ts';
import { takes } from '../../rpc/index.ts';
import type { FillKind } from '../../rpc/index.ts';

/**
 * The one form of a document that it is for: the one that a person is in, else the likeliest. `at`: a field of the only one
 * that it may be.
 */
export function chooseForm(forms: readonly Form[], kind: FillKind, at?: Element): Form | undefined {
  const meant = at ? forms.filter(({ fields }) => fields.some(({ element }) => element === at)) : forms;
  const fitting = meant.filter((form) => form.fields.some(({ type }) => takes(form.kind, type, kind)));
  return fitting.find(hasFocus) ?? fitting.toSorted((one, other) => weigh(other, kind) - weigh(one, kind))[0];
}

/** So many fields of an address or a person at least: one for an e-mail address alone asks for nobody's identity. */
const leastOfIdentity = 3;

/** What these forms are for. */
export function kindsIn(forms: readonly Form[]): readonly FillKind[] {
  const count = (kind: FillKind): number =>
    Math.max(0, ...forms.map((form) => form.fields.filter(({ type }) => takes(form.kind, type, kind)).length));
  return (['login', 'card', 'identity', 'password'] as const).filter(
    (kind) => count(kind) >= (kind === 'identity' ? leastOfIdentity : 1),
  );
}

function hasFocus({ fields }: Form): boolean {
  return fields.some(({ element }) => element === (element.getRootNode() as Document | ShadowRoot).activeElement);
}

/** How much of it the item fills; of forms that are alike the first one counts. */
function weigh({ kind: form, fields }: Form, kind: FillKind): number {
  const fitting = fields.filter(({ type }) => takes(form, type, kind));
  const isOwn = form === kind || (kind === 'login' && form === 'code');
  const hasSecret = fitting.some(({ type }) => type === 'current-password' || type === 'cc-number');
  return (isOwn ? 1_000 : 0) + (hasSecret ? 500 : 0) + fitting.length;
}
