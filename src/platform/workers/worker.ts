import { closeOffscreen, connectOffscreen } from './offscreen.ts';
import { jobsOver } from './jobs.ts';
import type { Connect, WorkScript } from './line.ts';
import { ownUrl } from '../page/index.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Argon2id's parameters; the work room checks them. */
interface Parameters {
  readonly salt: Bytes;
  readonly t: number;
  readonly m: number;
  readonly p: 4;
}

export interface PasswordEstimate {
  /** log10 of the guesses needed. */
  readonly guesses: number;
  readonly score: 0 | 1 | 2 | 3 | 4;
  readonly warning?: 'common' | 'personal' | 'keyboard' | 'repeat' | 'sequence' | 'date';
}

/** Heavy computing in a thread of its own. */
export interface Work {
  /** Argon2id, 32 bytes unless told. The worker that did it is ended, and its memory with it. Throws WorkError. */
  stretch(password: Bytes, parameters: Parameters, length?: number): Promise<Bytes>;
  estimate(password: string, context: readonly string[]): Promise<PasswordEstimate>;
  /** Ends the worker; what was asked and not answered is rejected. */
  end(): void;
}

/** Starts workers when there is something to do. */
export function createWork(): Work {
  return workOver(connectTo('work'), closeOffscreen);
}

/** The same over any connection. `idle` runs when a stretch left nothing to wait for. */
export function workOver(connect: Connect, idle: () => Promise<void>): Work {
  const jobs = jobsOver(connect, idle);
  return {
    stretch: async (password, parameters, length = 32) => {
      try {
        return (await jobs.ask('stretch', { password, parameters, length })) as Bytes;
      } finally {
        // Its memory is full of what was derived from a password; ending the worker is the only way to have it back.
        if (!jobs.isBusy()) jobs.end();
      }
    },
    estimate: async (password, context) => (await jobs.ask('estimate', { password, context })) as PasswordEstimate,
    end: () => jobs.end(),
  };
}

/**
 * Directly where the browser lets us (pages, Firefox's event page), else in an offscreen document, for Chromium's service
 * worker has no `Worker`.
 */
export function connectTo(script: WorkScript): Connect {
  return 'Worker' in globalThis ? connectWorker(script) : connectOffscreen(script);
}

function connectWorker(script: WorkScript): Connect {
  return (hear, broken) => {
    const worker = new Worker(ownUrl(`/${script}.js`));
    worker.addEventListener('message', ({ data }) => hear(data));
    worker.addEventListener('error', broken);
    return Promise.resolve({
      post: (message) => worker.postMessage(message),
      end: () => worker.terminate(),
    });
  };
}
