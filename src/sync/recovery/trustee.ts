import type { Bytes, Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url, toJson } from '../../encoding/index.ts';
import type { AnswerOf, RequestOf } from '../../wire/index.ts';
import { endpoints, readAnswer } from '../../wire/index.ts';
import type { Fetch, Limits } from '../client/index.ts';
import { reading, send, standardLimits } from '../client/index.ts';

/** A recovery of somebody who asks for help, as their store tells it: all of it is its word, until the code fits. */
export interface Meeting {
  readonly account: Id;
  /** X25519, 32 bytes. */
  readonly shareKey: Bytes;
  /** The store's clock. */
  readonly since: number;
  readonly opensAt: number;
  /** What is sealed to an organisation, 112 bytes, and the slot that it opens. */
  readonly organisation?: { readonly slot: Id; readonly seal: Bytes };
}

interface Place {
  /** Origin, from `storeOrigin`. */
  readonly store: string;
  readonly meeting: Id;
}

/**
 * The store of somebody who asks, as whoever helps speaks to it: by what the code says alone, without session, signature or cookie.
 * Both methods throw RefusedError (`not-found`, `too-many-requests`), UnreachableError, SlowError, NotAStoreError, ProxyRefusedError,
 * StoreVersionError, StoreAnswerError.
 */
export class MeetingClient {
  readonly #fetch: Fetch;
  readonly #limits: Limits;

  constructor({ fetch, limits }: { readonly fetch: Fetch; readonly limits?: Partial<Limits> }) {
    this.#fetch = fetch;
    this.#limits = { ...standardLimits, ...limits };
  }

  async look({ store, meeting }: Place): Promise<Meeting> {
    const { shareKey, organisation, ...rest } = await this.#ask('recoveryMeeting', store, { meeting });
    const sealed = organisation && { slot: organisation.slot, seal: fromBase64url(organisation.seal) };
    return { ...rest, shareKey: fromBase64url(shareKey), ...(sealed ? { organisation: sealed } : {}) };
  }

  /** Throws also RefusedError `recovery-full`. */
  async hand({ store, meeting }: Place, share: Bytes): Promise<void> {
    await this.#ask('recoveryHand', store, { meeting, share: toBase64url(share) });
  }

  async #ask<N extends 'recoveryMeeting' | 'recoveryHand'>(
    name: N,
    store: string,
    request: RequestOf<N>,
  ): Promise<AnswerOf<N>> {
    const { method, path } = endpoints[name];
    const headers = { 'content-type': 'application/json' };
    const expected = { type: 'application/json', most: this.#limits.json, time: () => undefined } as const;
    const outgoing = { method, url: store + path, headers, body: toJson(request) };
    const source = await send(this.#fetch, outgoing, expected, this.#limits, undefined);
    return reading(() => readAnswer(name, source));
  }
}
