import type { Bytes, Id } from '../../encoding/index.ts';
import { toJson, writeFrames } from '../../encoding/index.ts';
import type { ContactAnswer, EndpointName } from '../../wire/index.ts';
import { MOST_LISTS, endpoints, readContactAnswer, readDepositAnswer } from '../../wire/index.ts';
import type { Fetch, Limits } from '../client/index.ts';
import { reading, send, standardLimits, StoreAnswerError } from '../client/index.ts';

export interface ContactClientParts {
  readonly fetch: Fetch;
  readonly limits?: Partial<Limits>;
}

/** An account at a store, and the token of it that we hold. */
export interface Holding {
  /** Origin, from `storeOrigin`. */
  readonly store: string;
  readonly account: Id;
  readonly token: Id;
  /** Of an invitation: 16 random bytes that name its use, kept before they are first sent; absent with a delivery token. */
  readonly use?: Id | undefined;
}

export interface Deposit extends Holding {
  readonly device: Id;
  /** 16 random bytes, kept with the envelope: the same deposit sent again is taken once. */
  readonly deposit: Id;
  /** At most `MOST_ENVELOPE_BYTES`. */
  readonly envelope: Bytes;
}

/** An answer may bring a mebibyte of list versions, or the largest of them, and the bundles of 128 devices: 4,096 bytes each at most. */
const MOST_ANSWER_BYTES = 2_097_152;

/**
 * Any store, asked by a token alone: no session, signature or cookie goes along, a redirect is not followed, an answer has its limits.
 * Whatever is told is the store's word. Every method throws RefusedError (`token-refused`, `token-spent`, `mailbox-full`,
 * `too-many-requests`), UnreachableError, SlowError, NotAStoreError, ProxyRefusedError, StoreVersionError, StoreAnswerError; or the
 * signal's reason.
 */
export class ContactClient {
  readonly #fetch: Fetch;
  readonly #limits: Limits;

  constructor({ fetch, limits }: ContactClientParts) {
    this.#fetch = fetch;
    this.#limits = { ...standardLimits, ...limits };
  }

  /**
   * Versions of the account's device list from `from` on, and what sessions with its devices begin with: each time with other
   * one-time keys. Where an answer doesn't reach the newest version, `lists` goes on.
   */
  bundles(holding: Holding, from: number, signal?: AbortSignal): Promise<ContactAnswer> {
    const { store, ...asked } = holding;
    return this.#ask('contactBundles', store, toJson({ ...asked, from }), readContactAnswer, signal);
  }

  /** The versions of the account's device list from `from` to the newest, oldest first; none if `from` is beyond it. */
  async lists({ store, account, token }: Holding, from: number, signal?: AbortSignal): Promise<Bytes[]> {
    const all: Bytes[] = [];
    for (;;) {
      const next = from + all.length;
      const body = toJson({ account, token, from: next });
      const { lists, newest } = await this.#ask('contactLists', store, body, readContactAnswer, signal);
      all.push(...lists);
      const behind = newest - next - lists.length + 1;
      if (behind <= 0) return all;
      if (lists.length === 0 || all.length + behind > MOST_LISTS) throw new StoreAnswerError('lists without an end');
    }
  }

  /** Leaves an envelope; `gone`: that device has no mailbox any more, and this is the newest device list, encoded. */
  async deposit(deposit: Deposit, signal?: AbortSignal): Promise<{ readonly gone?: Bytes }> {
    const { store, envelope, ...header } = deposit;
    const body = writeFrames([toJson(header), envelope]);
    const answer = await this.#ask('contactDeposit', store, body, readDepositAnswer, signal);
    return answer.taken ? {} : { gone: answer.newest };
  }

  async #ask<T>(
    name: EndpointName,
    store: string,
    body: Bytes,
    read: (source: Bytes) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const { method, path, body: kind } = endpoints[name];
    const headers = { 'content-type': kind === 'frames' ? 'application/octet-stream' : 'application/json' };
    const expected = { type: 'application/octet-stream', most: MOST_ANSWER_BYTES, time: () => undefined } as const;
    const source = await send(
      this.#fetch,
      { method, url: store + path, headers, body },
      expected,
      this.#limits,
      signal,
    );
    return reading(() => read(source));
  }
}
