import type { Bytes } from '../../encoding/index.ts';
import { bytes } from '../../encoding/index.ts';
import { API_FORMAT, FORMAT_HEADER, TIME_HEADER, readApiError } from '../../wire/index.ts';
import {
  NotAStoreError,
  ProxyRefusedError,
  RefusedError,
  StoreAnswerError,
  StoreVersionError,
  UnreachableError,
} from './errors.ts';
import type { Limits } from './limits.ts';
import { Patience } from './patience.ts';

/** The platform's `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Outgoing {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Bytes;
}

/** What the answer has to be; anything else is a StoreAnswerError. */
export interface Expected {
  readonly type: 'application/json' | 'application/octet-stream' | 'text/event-stream';
  /** Bytes. */
  readonly most: number;
  /** Told the store's clock, in milliseconds, by every answer that has one: also by refusals. */
  readonly time: (storeTime: number) => void;
}

/** A body as it arrives. Whoever takes it reads to the end, or calls `end`. */
export interface Stream {
  /** The next bytes; undefined at the end. Throws SlowError, UnreachableError, the caller's own abort. */
  next(silence: number): Promise<Bytes | undefined>;
  end(): void;
}

/** No cookie, no referrer, nothing cached; a redirect is seen and not followed: no store of ours makes one. */
const manners = {
  credentials: 'omit',
  redirect: 'manual',
  cache: 'no-store',
  referrerPolicy: 'no-referrer',
} as const satisfies RequestInit;

const FIRST_BYTES = 16_384;
const GATEWAY_FAILURES = [502, 503, 504];
/** RFC 9110, 15.5.14: what proxies answer to a body longer than they take. */
const CONTENT_TOO_LARGE = 413;

/** Sends and reads a whole answer. Throws RefusedError and the other errors of this room. */
export async function send(
  fetch: Fetch,
  outgoing: Outgoing,
  expected: Expected,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Bytes> {
  const stream = await open(fetch, outgoing, expected, limits, signal);
  return readAll(stream, expected.most, limits);
}

/** Sends and hands over the answer's body, once its head is found right. */
export async function open(
  fetch: Fetch,
  { url, ...rest }: Outgoing,
  expected: Expected,
  limits: Limits,
  signal?: AbortSignal,
): Promise<Stream> {
  signal?.throwIfAborted();
  const patience = new Patience(signal);
  patience.allow(limits.answer + (rest.body?.length ?? 0) / limits.speed);
  try {
    const response = await fetch(url, { ...manners, ...rest, signal: patience.signal });
    checkStore(response, expected.time);
    const stream = streamOf(response, patience);
    if (response.status !== 200) throw await refusalOf(response, stream, limits);
    if (typeOf(response) !== expected.type) throw new StoreAnswerError('an answer of another type');
    return stream;
  } catch (error) {
    const failure = patience.failure(error);
    patience.abandon();
    throw failure;
  }
}

/** Whether a store answered at all, and one of our format. */
function checkStore(response: Response, learn: Expected['time']): void {
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
    throw new NotAStoreError();
  const format = response.headers.get(FORMAT_HEADER);
  if (format === null) throw strangerOf(response.status);
  if (format !== String(API_FORMAT)) throw new StoreVersionError();
  const time = response.headers.get(TIME_HEADER) ?? '';
  if (!/^[0-9]{1,15}$/.test(time)) throw new StoreAnswerError('an answer without a time');
  learn(Number(time));
}

/** Who answers in a store's place. */
function strangerOf(status: number): Error {
  if (status === CONTENT_TOO_LARGE) return new ProxyRefusedError();
  return GATEWAY_FAILURES.includes(status) ? new UnreachableError() : new NotAStoreError();
}

async function refusalOf(response: Response, stream: Stream, limits: Limits): Promise<Error> {
  if (response.status < 400 || typeOf(response) !== 'application/json') {
    return new StoreAnswerError('a refusal of another shape');
  }
  const source = await readAll(stream, limits.refusal, limits);
  try {
    return new RefusedError(readApiError(response.status, source));
  } catch (cause) {
    return new StoreAnswerError('a refusal of another shape', { cause });
  }
}

function typeOf(response: Response): string | undefined {
  return response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

async function readAll(stream: Stream, most: number, limits: Limits): Promise<Bytes> {
  let [buffer, length] = [bytes(FIRST_BYTES), 0];
  const until = performance.now() + limits.whole;
  for (;;) {
    const chunk = await stream.next(Math.max(0, Math.min(limits.silence, until - performance.now())));
    if (!chunk) return buffer.slice(0, length);
    if (length + chunk.length > most) {
      stream.end();
      throw new StoreAnswerError('an answer too large');
    }
    buffer = withRoom(buffer, length + chunk.length);
    buffer.set(chunk, length);
    length += chunk.length;
  }
}

/** One buffer that doubles: a list of chunks could be made of as many objects as the answer has bytes. */
function withRoom(buffer: Bytes, length: number): Bytes {
  if (length <= buffer.length) return buffer;
  const larger = bytes(Math.max(length, buffer.length * 2));
  larger.set(buffer);
  return larger;
}

function streamOf(response: Response, patience: Patience): Stream {
  const reader = response.body?.getReader();
  return {
    async next(silence) {
      patience.allow(silence);
      try {
        const read = await reader?.read();
        if (read?.value) return read.value;
        patience.end();
        return undefined;
      } catch (error) {
        const failure = patience.failure(error);
        patience.abandon();
        throw failure;
      }
    },
    end: () => patience.abandon(),
  };
}
