import { closeOffscreen, connectOffscreen, jobsOver } from './workers/index.ts';

/** The browser refused to copy: a policy, or another program held the clipboard. */
export class ClipboardError extends Error {
  override readonly name = 'ClipboardError';
  readonly code = 'clipboard';
  constructor() {
    super('The browser did not copy');
  }
}

/** The computer's clipboard, as the background reaches it: without a gesture, and with no page of ours open. */
export interface Clipboard {
  /** An empty text clears it. Throws ClipboardError. */
  write(text: string): Promise<void>;
  /** Undefined where the browser does not let us look; that takes a permission of its own (`mayReadClipboard`). */
  read(): Promise<string | undefined>;
}

export function createClipboard(): Clipboard {
  return 'document' in globalThis ? clipboardHere() : clipboardAside();
}

/** Firefox's background is a page. */
function clipboardHere(): Clipboard {
  return {
    write: (text) =>
      navigator.clipboard.writeText(text).catch(() => {
        throw new ClipboardError();
      }),
    read: () => navigator.clipboard.readText().catch(() => undefined),
  };
}

/** Chromium's is none, and asks the page that nobody sees. */
function clipboardAside(): Clipboard {
  const jobs = jobsOver(connectOffscreen('clipboard'), closeOffscreen);
  const ask = async (kind: 'write' | 'read', input: string): Promise<unknown> => {
    try {
      return await jobs.ask(kind, input);
    } finally {
      // What was copied goes with the page.
      if (!jobs.isBusy()) jobs.end();
    }
  };
  return {
    write: async (text) => {
      await ask('write', text).catch(() => {
        throw new ClipboardError();
      });
    },
    read: async () => {
      const text = await ask('read', '').catch(() => undefined);
      return typeof text === 'string' ? text : undefined;
    },
  };
}
