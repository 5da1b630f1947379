import { asIs } from '../../autofill/index.ts';
import type { Form } from '../../autofill/index.ts';

/** What pages show errors in. */
const alerts = '[role=alert], [aria-live=assertive], [class*=error i], [class*=invalid i], [class*=danger i]';
/** What they say in them, in the languages that have most sign-ins. */
const words =
  /\b(?:incorrect|invalid|wrong|failed|denied|mismatch|(?:do(?:es)?|did)(?: not|n[o'’]t) match|try again|falsch|ungültig|fehlgeschlagen|stimm\w* nicht|incorrecte?s?|invalide|erron[ée]e?|incorrect[oa]s?|inválid[oa]s?|errat[oa]|non valid[oa]|onjuist|ongeldig|nieprawidłow\w+|błędn\w+|неверн\w*|ошибк\w*)|正しくありません|间違|错误|不正确|틀렸|올바르지/iu;
/** The start of a form's text: errors stand beside its fields. */
const mostText = 4_000;

/** What can be read at a form, to be compared later. */
export function textAt({ container }: Form): string {
  return container instanceof HTMLElement ? asIs(container).innerText.slice(0, mostText) : '';
}

/** Whether an error is shown at a form that was sent, or the browser itself doesn't let it go. `before`: what was read there then. */
export function complains(form: Form, before: string): boolean {
  const { fields } = form;
  const container = asIs(form.container);
  if (fields.some(({ element }) => element.getAttribute('aria-invalid') === 'true')) return true;
  if (container.matches('form:not([novalidate]):invalid')) return true;
  const shown = [...container.querySelectorAll(alerts), ...document.querySelectorAll('[role=alert]')];
  if (shown.some(saysSomething)) return true;
  const now = textAt(form);
  return now !== before && words.test(now) && !words.test(before);
}

function saysSomething(element: Element): boolean {
  if (!(element instanceof HTMLElement) || element.matches('input, select, textarea, form, label')) return false;
  return (
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && /\p{L}/u.test(element.innerText)
  );
}
