import type { ArchivedMessage } from '../../wire/index.ts';
import { readArchived } from '../../wire/index.ts';

/** A record's body as a text; undefined for anything else, and for what a later version of ours wrote: nothing stops for it. */
export function readMessage(body: unknown): ArchivedMessage | undefined {
  try {
    const archived = readArchived(body);
    return archived.kind === 'message' ? archived : undefined;
  } catch {
    return undefined;
  }
}
