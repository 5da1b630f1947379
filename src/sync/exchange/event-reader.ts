import type { Bytes } from '../../encoding/index.ts';
import { MalformedError, concat, fromUtf8, toUtf8 } from '../../encoding/index.ts';

export interface StreamedEvent {
  readonly event: string;
  readonly data: Bytes;
}

const NEWLINE = 0x0a;

/** Server-sent events (WHATWG HTML 9.2.6) as our store writes them: one `event` line, one `data` line, or a comment. */
export class EventReader {
  #rest: Bytes = new Uint8Array(0);
  readonly #most: number;

  /** `most`: bytes of one event. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The events that these bytes complete. Throws MalformedError for one that is too long or isn't UTF-8. */
  take(chunk: Bytes): StreamedEvent[] {
    const all = concat(this.#rest, chunk);
    const events: StreamedEvent[] = [];
    let start = 0;
    for (let end = endOf(all, start); end !== undefined; end = endOf(all, start)) {
      const event = readEvent(fromUtf8(all.subarray(start, end)));
      if (event) events.push(event);
      start = end;
    }
    this.#rest = all.slice(start);
    if (this.#rest.length > this.#most) throw new MalformedError('an event too long');
    return events;
  }
}

/** Behind the empty line that ends the event which begins at `start`. */
function endOf(source: Bytes, start: number): number | undefined {
  for (let at = source.indexOf(NEWLINE, start); at >= 0; at = source.indexOf(NEWLINE, at + 1)) {
    if (source[at + 1] === NEWLINE) return at + 2;
  }
  return undefined;
}

/** Undefined for a comment, and for whatever names no event: `retry` and other fields of later versions. */
function readEvent(text: string): StreamedEvent | undefined {
  const fields = new Map(text.split('\n').map((line) => fieldOf(line)));
  const [event, data] = [fields.get('event'), fields.get('data')];
  return event === undefined || data === undefined ? undefined : { event, data: toUtf8(data) };
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).replace(/^ /, '')];
}
