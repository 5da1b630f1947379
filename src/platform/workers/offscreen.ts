import type { Connect, PageScript, WorkScript } from './line.ts';

/** Chromium's page that nobody sees. Its service worker can neither make a Worker nor load WebAssembly for long. */
interface Offscreen {
  createDocument(page: { url: string; reasons: string[]; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}

interface Client {
  readonly url: string;
  postMessage(message: unknown, transfer: MessagePort[]): void;
}

interface ServiceWorkerScope {
  readonly chrome?: { readonly offscreen?: Offscreen };
  readonly clients?: { matchAll(which: { includeUncontrolled: boolean; type: 'window' }): Promise<readonly Client[]> };
}

const path = '/offscreen.html';

/** Opening and closing take turns: the browser allows one such page, and refuses a second. */
let turn: Promise<unknown> = Promise.resolve();
let lines = 0;

/**
 * Opens the page if it is not there, and in it a worker of this script (the clipboard: the page itself). What is said goes from here to
 * that one page over a channel of its own; runtime messages would be heard by every page of ours.
 */
export const connectOffscreen =
  (script: WorkScript | PageScript): Connect =>
  (hear, broken) =>
    inTurn(async () => {
      const page = (await find()) ?? (await open());
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', ({ data }) => (data === 'broken' ? broken() : hear(data)));
      // The page is gone, and its worker with it.
      port1.addEventListener('close', broken);
      port1.start();
      page.postMessage(script, [port2]);
      lines += 1;
      return {
        post: (message) => port1.postMessage(message),
        end: () => {
          port1.postMessage('end');
          port1.close();
          lines -= 1;
        },
      };
    });

/** Closes the page when no worker in it is needed any more. */
export function closeOffscreen(): Promise<void> {
  return inTurn(async () => {
    if (lines === 0 && (await find())) await scope().chrome?.offscreen?.closeDocument();
  });
}

async function open(): Promise<Client> {
  await scope().chrome?.offscreen?.createDocument({
    url: path,
    reasons: ['WORKERS', 'CLIPBOARD'],
    justification:
      'Derives keys from passwords, and compares URLs, in workers, which a service worker cannot start; copies and clears',
  });
  const page = await find();
  if (!page) throw new Error('The offscreen document did not open');
  return page;
}

async function find(): Promise<Client | undefined> {
  const pages = (await scope().clients?.matchAll({ includeUncontrolled: true, type: 'window' })) ?? [];
  return pages.find(({ url }) => new URL(url).pathname === path);
}

function scope(): ServiceWorkerScope {
  return globalThis as ServiceWorkerScope;
}

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work);
  turn = mine.catch(() => undefined);
  return mine;
}
