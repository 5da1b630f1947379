/** What our scripts in one document share. It hangs on our own world's global, which the page has no way to see. */
interface World {
  /** The site is on: marks are to be shown from the start. */
  marks?: boolean;
  /** Ends everything that `start` began. */
  life?: AbortController;
}

export function world(): World {
  const scope = globalThis as { latchkey?: World };
  scope.latchkey ??= {};
  return scope.latchkey;
}
