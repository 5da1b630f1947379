import type { Browser } from './person.ts';

/** The paths that a browser asks the store for from now on. */
export function listenTo(
  { machine }: Browser,
  twist = (_path: string, _signal: AbortSignal, honest: Response) => honest,
): string[] {
  const asked: string[] = [];
  const { fetch } = machine;
  machine.fetch = async (url, init) => {
    const path = new URL(url).pathname;
    const response = await fetch(url, init);
    asked.push(path);
    return twist(path, init.signal ?? new AbortController().signal, response);
  };
  return asked;
}

/** The store answers what changed since a byte a second, and never ends. */
export function drip(browser: Browser): string[] {
  return listenTo(browser, (path, signal, honest) => {
    if (path !== '/v1/pull') return honest;
    const start = (controller: ReadableStreamDefaultController<Uint8Array>): void => {
      const next = (): void => {
        if (signal.aborted) return;
        controller.enqueue(new Uint8Array(1));
        setTimeout(next, 1_000);
      };
      signal.addEventListener('abort', () => controller.error(signal.reason));
      next();
    };
    return new Response(new ReadableStream({ start }), { headers: honest.headers });
  });
}
