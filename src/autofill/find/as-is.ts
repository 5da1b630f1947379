/** Answers with what every form has, and never with one of its fields. */
const own: ProxyHandler<HTMLFormElement> = {
  get: (form, name) => {
    const value: unknown = Reflect.get(HTMLFormElement.prototype, name, form);
    return typeof value === 'function' ? (value as () => unknown).bind(form) : value;
  },
};

/**
 * A node that may be a form, to be asked for its properties: a form answers for `matches` or `parentNode` with the field of
 * that name, where it has one. For asking alone: the browser takes the node itself only.
 */
export function asIs<Any extends Node | null | undefined>(node: Any): Any {
  return node instanceof HTMLFormElement ? new Proxy<Any & HTMLFormElement>(node, own) : node;
}
