import type { Passes } from './retry.ts';
import { PAUSES, withRetries } from './retry.ts';

/** Whatever goes to people by somebody else's server: a letter, a text message. */
export interface Posting<Message> {
  /** Whether they go anywhere. */
  readonly isOn: boolean;
  /** Sends it, some time soon, and tries again where it fails. What stays unsent is the operator's to read; nobody else hears of it. */
  post(message: Message): void;
  /** Sends it once, for whoever waits and may try again. Rejects where it was not taken. */
  send(message: Message): Promise<void>;
  /** Resolves when nothing is under way any more; whatever pauses before another try has it at once. */
  close(): Promise<void>;
}

/** What sends one, and which of its failures may pass. */
export interface Carrier<Message> {
  readonly carry: (message: Message) => Promise<void>;
  readonly passes: Passes;
}

/** `failed`: told a code of the system or of the other server, never whom it was for. Without `carrier` nothing goes anywhere. */
export function postingBy<Message>(
  carrier: Carrier<Message> | undefined,
  failed: (code: string) => void,
  pauses = PAUSES,
): Posting<Message> {
  const underWay = new Set<Promise<void>>();
  let ending = new AbortController();
  return {
    isOn: carrier !== undefined,
    post(message) {
      if (!carrier) return;
      const tries = withRetries(() => carrier.carry(message), {
        pauses,
        passes: carrier.passes,
        ending: ending.signal,
      });
      const sending = tries.catch((error: unknown) => failed(codeOf(error)));
      underWay.add(sending);
      void sending.finally(() => underWay.delete(sending));
    },
    async send(message) {
      try {
        await carrier?.carry(message);
      } catch (error) {
        failed(codeOf(error));
        throw error;
      }
    },
    async close() {
      ending.abort();
      ending = new AbortController();
      await Promise.all(underWay);
    },
  };
}

/** What failed, by its code alone: messages quote the address. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.constructor.name;
}
