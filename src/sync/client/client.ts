import type { Bytes } from '../../encoding/index.ts';
import { toBase64url, toJson, readFrames, writeFrames } from '../../encoding/index.ts';
import type {
  Access,
  AnswerOf,
  Endpoint,
  EndpointName,
  HeadAnswer,
  JsonEndpoint,
  PullPage,
  RequestOf,
  StoreAnswer,
  VaultAnswer,
} from '../../wire/index.ts';
import {
  API_FORMAT,
  PASSKEY_RP_ID,
  TICKET_HEADER,
  endpoints,
  MOST_LISTS,
  readAnswer,
  readPullPage,
  readVaultAnswer,
} from '../../wire/index.ts';
import { reading, RefusedError, StoreVersionError, WrongOriginError } from './errors.ts';
import type { Limits } from './limits.ts';
import { standardLimits } from './limits.ts';
import type { Mac, RequestKey } from './request-key.ts';
import type { HeldSession } from './request.ts';
import { proveRequest, sessionMac } from './request.ts';
import type { Expected, Fetch, Stream } from './transport.ts';
import { open, send } from './transport.ts';

export interface ClientParts {
  /** From `storeOrigin`. */
  readonly origin: string;
  readonly fetch: Fetch;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly key: RequestKey;
  /** That this request key signed in. */
  readonly session?: HeldSession;
  readonly limits?: Partial<Limits>;
}

/** A commit as it is sent, and what it changes in what can sign in. */
export interface Sending {
  readonly commit: Bytes;
  readonly access?: Access;
}

type Asking<N extends EndpointName> =
  RequestOf<N> extends undefined
    ? [request?: undefined, signal?: AbortSignal]
    : [request: RequestOf<N>, signal?: AbortSignal];

interface Call {
  readonly endpoint: EndpointName;
  /** Beyond the endpoint's path. */
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Bytes;
  readonly type: Expected['type'];
  readonly signal?: AbortSignal | undefined;
}

/** The clock differed too much, or the network sent a request twice: asked once more, with another time and nonce. */
const askAgain = ['request-time', 'request-replayed'];
const contentTypes = { json: 'application/json', frames: 'application/octet-stream', none: undefined } as const;

/**
 * One store, spoken to as wire says. Holds a session, what the store told of itself, nothing else. Every method throws
 * RefusedError, UnreachableError, SlowError, NotAStoreError, ProxyRefusedError, StoreVersionError, StoreAnswerError; or the
 * signal's reason.
 */
export class StoreClient {
  readonly origin: string;
  readonly key: RequestKey;
  readonly clock: () => number;
  readonly limits: Limits;
  readonly #fetch: Fetch;
  /** Undefined while signed out. */
  session: HeldSession | undefined;
  #proving: { readonly session: HeldSession; readonly mac: Promise<Mac> } | undefined;
  #doorKey: string | undefined;
  #offset = 0;
  #clockOff: number | undefined;

  constructor({ origin, fetch, clock, key, session, limits }: ClientParts) {
    this.origin = origin;
    this.key = key;
    this.clock = clock;
    this.limits = { ...standardLimits, ...limits };
    this.#fetch = fetch;
    this.session = session;
  }

  /** The request key's public half in base64url. */
  get publicKey(): string {
    return toBase64url(this.key.publicKey);
  }

  /** The session's. */
  get token(): string | undefined {
    return this.session?.token;
  }

  /**
   * How far the clock here is ahead of the store's, in milliseconds, as the last answer told it; behind: negative. Counted
   * is only what the way to the store and back can't have taken. Undefined before the first answer.
   */
  get clockOff(): number | undefined {
    return this.#clockOff;
  }

  /** The store's clock, as far as its last answer told it: what is signed for a moment is signed for its. */
  storeTime(): number {
    return Math.max(0, Math.round(this.clock() + this.#offset));
  }

  /** What the store says of itself. Throws also WrongOriginError: nobody signs in at a store that goes by another name. */
  async identify(signal?: AbortSignal): Promise<StoreAnswer> {
    const answer = await this.ask('store', undefined, signal);
    if (answer.format !== API_FORMAT || answer.rpId !== PASSKEY_RP_ID) throw new StoreVersionError();
    if (answer.origin !== this.origin) throw new WrongOriginError(answer.origin);
    this.#doorKey = answer.doorKey;
    return answer;
  }

  /**
   * The store's door key in base64url, as it told it last: asked for once. Every sign-in binds it, so one that somebody put in
   * its place signs nobody in (protocol 5). Throws also WrongOriginError.
   */
  async doorKey(): Promise<string> {
    return this.#doorKey ?? (await this.identify()).doorKey;
  }

  /** Asks an endpoint that answers JSON. */
  async ask<N extends JsonEndpoint>(name: N, ...[request, signal]: Asking<N>): Promise<AnswerOf<N>> {
    const body = endpoints[name].body === 'none' ? {} : { body: toJson(request ?? {}) };
    return this.#json(name, { ...body, signal });
  }

  /** Asks an endpoint that answers frames. */
  async frames<T>(
    endpoint: EndpointName,
    read: (source: Bytes) => T,
    query?: URLSearchParams,
    signal?: AbortSignal,
  ): Promise<T> {
    const call: Call = { endpoint, query: query?.toString() ?? '', type: 'application/octet-stream', signal };
    const source = await this.#send(call);
    return reading(() => read(source));
  }

  /** A sign-up's last step; its ticket travels in a header, so that the store looks at it before it takes the commit. */
  async signUp(
    ticket: string,
    header: RequestOf<'signup'>,
    commit: Bytes,
    signal?: AbortSignal,
  ): Promise<AnswerOf<'signup'>> {
    const headers = { [TICKET_HEADER]: ticket };
    return this.#json('signup', { headers, body: writeFrames([toJson(header), commit]), signal });
  }

  /** Sends a commit. The same bytes may be sent again: a store that has them answers as it did. */
  async commit({ commit, access = {} }: Sending, signal?: AbortSignal): Promise<HeadAnswer> {
    return this.#json('commit', { body: writeFrames([toJson({ access }), commit]), signal });
  }

  /** What opens the vault. All of it is the store's word until keys have opened it. */
  async vault(signal?: AbortSignal): Promise<VaultAnswer> {
    return this.frames('vault', readVaultAnswer, undefined, signal);
  }

  /** Every version of the device list that the store has, oldest first: also told to a device that one of them removes. */
  async deviceLists(signal?: AbortSignal): Promise<Bytes[]> {
    return this.frames('deviceLists', (source) => readFrames(source, MOST_LISTS), undefined, signal);
  }

  /** One page of what changed since a head (absent: of everything). See `pullAll`. */
  async pullPage(since?: string, cursor?: string, signal?: AbortSignal): Promise<PullPage> {
    const query = new URLSearchParams();
    if (since !== undefined) query.set('since', since);
    if (cursor !== undefined) query.set('cursor', cursor);
    return this.frames('pull', readPullPage, query, signal);
  }

  /** The stream of events; see `listen`. */
  async events(signal?: AbortSignal): Promise<Stream> {
    const call: Call = { endpoint: 'events', type: 'text/event-stream', signal };
    return this.#again(async () => {
      const { outgoing, expected } = await this.#prepare(call);
      return open(this.#fetch, outgoing, expected, this.limits, signal);
    });
  }

  async #json<N extends JsonEndpoint>(name: N, call: Omit<Call, 'endpoint' | 'type'>): Promise<AnswerOf<N>> {
    const source = await this.#send({ ...call, endpoint: name, type: 'application/json' });
    return reading(() => readAnswer(name, source));
  }

  async #send(call: Call): Promise<Bytes> {
    return this.#again(async () => {
      const { outgoing, expected } = await this.#prepare(call);
      return send(this.#fetch, outgoing, expected, this.limits, call.signal);
    });
  }

  async #again<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (error instanceof RefusedError && askAgain.includes(error.code)) return run();
      throw error;
    }
  }

  async #prepare({ endpoint, query = '', headers, body, type }: Call) {
    const row: Endpoint = endpoints[endpoint];
    const path = query === '' ? row.path : `${row.path}?${query}`;
    const contentType = contentTypes[row.body];
    const outgoing = {
      method: row.method,
      url: this.origin + path,
      headers: {
        ...(contentType === undefined ? {} : { 'content-type': contentType }),
        ...headers,
        ...(row.caller === 'anyone' ? {} : await this.#prove(row.method, path, body)),
      },
      ...(body ? { body } : {}),
    };
    const most = type === 'application/json' ? this.limits.json : this.limits.frames;
    const sentAt = this.clock();
    const time = (storeTime: number): void => {
      const now = this.clock();
      this.#offset = storeTime - now;
      this.#clockOff = beyond(storeTime, sentAt, now);
    };
    return { outgoing, expected: { type, most, time } };
  }

  async #prove(method: 'GET' | 'POST', path: string, body?: Bytes): Promise<Record<string, string>> {
    const { origin, session } = this;
    if (session === undefined) throw new RefusedError({ code: 'signed-out' });
    const mac = await this.#macOf(session);
    const time = this.storeTime();
    return proveRequest(mac, { origin, method, path, token: session.token, time, ...(body ? { body } : {}) });
  }

  #macOf(session: HeldSession): Promise<Mac> {
    if (this.#proving?.session !== session) this.#proving = { session, mac: sessionMac(this.key, session) };
    return this.#proving.mac;
  }
}

/** How far a store's time lies before what it can be by the clock here; after it: negative. */
function beyond(storeTime: number, sentAt: number, receivedAt: number): number {
  if (storeTime < sentAt) return sentAt - storeTime;
  return storeTime > receivedAt ? receivedAt - storeTime : 0;
}
