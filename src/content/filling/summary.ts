import { asIs } from '../../autofill/index.ts';
import type { Form } from '../../autofill/index.ts';
import type { FormSummary, Sending } from '../../rpc/index.ts';

/** What the background is told of a form: what it takes and where it sends, and nothing that stands in it. */
export function summaryOf(form: Form): FormSummary {
  return {
    kind: form.kind,
    types: [...new Set(form.fields.map(({ type }) => type))],
    targets: targetsOf(form),
    sending: sendingOf(form),
    isAmongOwn: isAmongOwn(),
  };
}

/** Whether two summaries of a form say the same: the page left it as it was. */
export function isSameForm(one: FormSummary, other: FormSummary): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function attribute(element: Element, name: string): string | null {
  return asIs(element).getAttribute(name);
}

function isForm(element: Element): boolean {
  return element instanceof HTMLFormElement;
}

/** The origins of all places that it may be sent to; '' for what is none of the web. Scripts of the page aren't seen. */
function targetsOf({ container, senders }: Form): string[] {
  const own = isForm(container) ? [attribute(container, 'action')] : [];
  const written = [...own, ...senders.map((sender) => attribute(sender, 'formaction'))];
  return [...new Set(written.flatMap((action) => (action === null ? [] : originOf(action))))];
}

function originOf(action: string): string[] {
  if (!URL.canParse(action, document.baseURI)) return [''];
  const { protocol, origin } = new URL(action, document.baseURI);
  if (protocol === 'javascript:') return [];
  // A frame without an address of its own sends to one that it names, or to itself.
  if (protocol === 'about:' && protocol === location.protocol) return [];
  return [protocol === 'https:' || protocol === 'http:' ? origin : ''];
}

function sendingOf({ container, senders }: Form): Sending {
  const ways = [
    ...(isForm(container) ? [wayOf(container, 'method', 'action')] : []),
    ...senders.flatMap((sender) =>
      attribute(sender, 'formmethod') === null ? [] : [wayOf(sender, 'formmethod', 'formaction')],
    ),
  ];
  return (['query', 'body'] as const).find((way) => ways.includes(way)) ?? 'script';
}

/** A form that says neither how nor where it sends is sent by its page's script: browsers would put it behind its address. */
function wayOf(element: Element, method: string, action: string): Sending {
  const written = attribute(element, method)?.trim().toLowerCase();
  if (written === 'post') return 'body';
  if (written === 'dialog') return 'script';
  if (written === 'get') return 'query';
  return /^\s*(?:#|javascript:|$)/i.test(attribute(element, action) ?? '') ? 'script' : 'query';
}

/** Whether all documents around this one are of its own origin: others can't be looked at. */
function isAmongOwn(): boolean {
  for (let one: Window = window; one !== one.parent; one = one.parent) {
    try {
      if (one.parent.origin !== origin) return false;
    } catch {
      return false;
    }
  }
  return true;
}
