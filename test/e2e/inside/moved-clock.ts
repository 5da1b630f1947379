/*
 * Comes first in the background of a build for the browser tests, and of no other: the time there is the computer's and what a test has
 * moved it on by, which outlives the background as the session does.
 */
interface Api {
  readonly runtime: { readonly onMessage: { addListener(listener: (message: unknown) => undefined): void } };
  readonly storage: {
    readonly session: {
      get(name: string): Promise<Record<string, unknown>>;
      set(values: object): Promise<void>;
    };
  };
}

const slot = 'movedClock';

export function movedClock(): void {
  const { browser, chrome } = globalThis as { readonly browser?: Partial<Api>; readonly chrome?: Partial<Api> };
  const { runtime, storage } = (browser?.runtime ? browser : chrome) ?? {};
  // Where a build only asks what this background is there is no browser.
  if (!runtime || !storage) return;
  const now = Date.now.bind(Date);
  let ahead = 0;
  Date.now = () => now() + ahead;
  void storage.session.get(slot).then(({ [slot]: kept }) => {
    if (typeof kept === 'number') ahead = kept;
  });
  runtime.onMessage.addListener((message) => {
    const { [slot]: wished } = (message ?? {}) as Record<string, unknown>;
    if (typeof wished !== 'number') return undefined;
    ahead = wished;
    void storage.session.set({ [slot]: wished });
    return undefined;
  });
}
