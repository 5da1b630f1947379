import type { Bytes } from '../../src/encoding/index.ts';
import { bytes } from '../../src/encoding/index.ts';
import type { Endpoint, EndpointName } from '../../src/wire/index.ts';
import { endpoints } from '../../src/wire/index.ts';

/** What a client hands its requests to. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** An answer, apart from its socket. */
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

/** One question and what the honest store answered. */
export interface Exchange {
  readonly endpoint: EndpointName;
  readonly url: URL;
  readonly body: Bytes;
  readonly honest: Told;
}

/** A request as it came, whatever it asks for. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

/** What a liar knows: everything that was ever asked and answered, of every account. */
export interface Knowledge {
  /** Exchanges before this one, oldest first. */
  readonly history: readonly Exchange[];
  /** What another account's pulls and vault answers were, if the test has told any (`learn`). */
  readonly others: readonly Exchange[];
}

/** A store that lies in one way. */
export interface Lie {
  readonly name: string;
  /** The attack that it plays, in the words of the threat model. */
  readonly attack: string;
  /** The answers that it twists. */
  readonly on: readonly EndpointName[];
  /** The twisted answer; the honest one where there is nothing to twist yet. */
  tell(exchange: Exchange, knowledge: Knowledge): Told | Promise<Told>;
  /** Keeps the request from the honest store, and answers in its stead. */
  readonly instead?: (asked: Omit<Exchange, 'honest'>, knowledge: Knowledge) => Told | undefined;
}

function endpointOf(method: string, path: string): EndpointName | undefined {
  const rows = Object.entries<Endpoint>(endpoints);
  return rows.find(([, row]) => row.method === method && row.path === path)?.[0] as EndpointName | undefined;
}

async function askedBy(url: string, init: RequestInit | undefined): Promise<Asked> {
  const headers = Object.fromEntries(new Headers(init?.headers));
  return { method: init?.method ?? 'GET', url: new URL(url), headers, body: await bodyOf(init) };
}

async function bodyOf(init: RequestInit | undefined): Promise<Bytes> {
  if (init?.body === undefined || init.body === null) return bytes(0);
  return new Uint8Array(await new Response(init.body).arrayBuffer());
}

/** Our own store, with somebody in between who may say anything. Honest until told to lie. */
export class HostileStore {
  readonly #honest: Fetch;
  readonly #history: Exchange[] = [];
  readonly #others: Exchange[] = [];
  #lie: Lie | undefined;
  /** How many answers were twisted: a test in which nothing was is no test. */
  lied = 0;
  /** Everything that came, in order. */
  readonly asked: Asked[] = [];

  constructor(honest: Fetch) {
    this.#honest = honest;
  }

  /** From now on this lie; undefined: honest again. */
  tell(lie: Lie | undefined): void {
    this.#lie = lie;
    this.lied = 0;
  }

  /** Hands the liar what another account was answered. */
  learn(other: HostileStore): void {
    this.#others.push(...other.#history);
  }

  readonly fetch: Fetch = async (url, init) => {
    const asking = await askedBy(url, init);
    this.asked.push(asking);
    const endpoint = endpointOf(asking.method, asking.url.pathname);
    // A stream of events is never twisted here: it has no end to wait for.
    if (!endpoint || endpoints[endpoint].answers === 'events') return this.#honest(url, init);
    const asked = { endpoint, url: asking.url, body: asking.body };
    const instead = this.#applies(endpoint) ? this.#lie?.instead?.(asked, this.#knowledge()) : undefined;
    if (instead) {
      this.lied += 1;
      return this.#say(instead);
    }
    const exchange = { ...asked, honest: await toTold(await this.#honest(url, init)) };
    const told = await this.#twist(exchange);
    this.#history.push(exchange);
    return this.#say(told);
  };

  #applies(endpoint: EndpointName): boolean {
    return this.#lie?.on.includes(endpoint) ?? false;
  }

  #knowledge(): Knowledge {
    return { history: this.#history, others: this.#others };
  }

  async #twist(exchange: Exchange): Promise<Told> {
    if (!this.#lie || !this.#applies(exchange.endpoint)) return exchange.honest;
    const told = await this.#lie.tell(exchange, this.#knowledge());
    if (told !== exchange.honest) this.lied += 1;
    return told;
  }

  #say({ status, headers, body }: Told): Response {
    return new Response(status === 204 ? null : body, { status, headers });
  }
}

async function toTold(response: Response): Promise<Told> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}
