import type { Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Bytes } from '../../src/encoding/index.ts';
import { bytes, fromJson, readFrames } from '../../src/encoding/index.ts';
import type { Caller, Endpoint } from '../../src/wire/index.ts';
import type { Socketed } from './address.ts';
import { addressOf } from './address.ts';
import { answerFrames, answerJson } from './answer.ts';
import { readBody } from './body.ts';
import { Refusal } from './refusal.ts';

/** A request as the rooms see it. */
export interface Asked {
  readonly method: string;
  /** Path and query exactly as sent: what a request signature is over. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly address: string;
  /** The store's clock when it came, in milliseconds. */
  readonly now: number;
}

/** How a session is let in: by its token before the body is read, by its signature after. */
export interface Door<S> {
  /** Throws Refusal. */
  enter(asked: Asked, caller: Exclude<Caller, 'anyone'>): Promise<Entered<S>>;
}
export interface Entered<S> {
  /** Throws Refusal unless the request key signed this request with this body. */
  prove(body: Bytes): Promise<S>;
}

type Body<E extends Endpoint> = E extends { request: infer R extends v.GenericSchema } ? v.InferOutput<R> : undefined;
type Guest<E extends Endpoint, S> = E['caller'] extends 'anyone' ? undefined : S;
type Answer<E extends Endpoint> = E['answers'] extends 'frames'
  ? Bytes
  : E['answers'] extends 'events'
    ? Response
    : E extends { answer: infer A extends v.GenericSchema }
      ? v.InferInput<A>
      : unknown;

export interface Told<E extends Endpoint, S> {
  readonly asked: Asked;
  readonly session: Guest<E, S>;
  readonly body: Body<E>;
  /** The frames after the first. */
  readonly frames: readonly Bytes[];
}

export type Handler<E extends Endpoint, S> = (told: Told<E, S>) => Answer<E> | Promise<Answer<E>>;

export interface Mounting<S> {
  readonly door: Door<S>;
  readonly clock: () => number;
  /** Proxies of the operator's that stand before the store. */
  readonly proxies: number;
  /** Bytes that a body of this kind may have. */
  readonly limits: { readonly json: number; readonly frames: number };
}

const types = { json: 'application/json', frames: 'application/octet-stream', none: undefined } as const;

function checkType(headers: Headers, kind: Endpoint['body']): void {
  const wanted = types[kind];
  if (wanted === undefined) return;
  const given = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (given !== wanted) throw new Refusal('type-refused');
}

function parse(schema: v.GenericSchema | undefined, source: Bytes): unknown {
  if (!schema) return undefined;
  const result = v.safeParse(schema, fromJson(source));
  // The issues quote the input: they are dropped.
  if (!result.success) throw new Refusal('malformed');
  return result.output;
}

function read(endpoint: Endpoint, raw: Bytes): { body: unknown; frames: readonly Bytes[] } {
  if (endpoint.body !== 'frames') return { body: parse(endpoint.request, raw), frames: [] };
  const [header, ...frames] = readFrames(raw);
  if (!header) throw new Refusal('malformed');
  return { body: parse(endpoint.request, header), frames };
}

function askedOf(context: Context, now: number, proxies: number): Asked {
  const { method, url, headers } = context.req.raw;
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const path = url.slice(start);
  const question = path.indexOf('?');
  const query = new URLSearchParams(question < 0 ? '' : path.slice(question));
  const address = addressOf(context.req.raw, context.env as Socketed | undefined, proxies);
  return { method, path, query, headers, address, now };
}

/** Answers `endpoint` by `handler`: who asks, how much, of which shape is decided before the handler is called. */
export function mount<E extends Endpoint, S>(
  app: Hono,
  endpoint: E,
  { door, clock, proxies, limits }: Mounting<S>,
  handler: Handler<E, S>,
  /** Looked at before the body is read. Throws Refusal. */
  before?: (asked: Asked) => Promise<void>,
): void {
  app.on(endpoint.method, endpoint.path, async (context) => {
    const asked = askedOf(context, clock(), proxies);
    checkType(asked.headers, endpoint.body);
    const entered = endpoint.caller === 'anyone' ? undefined : await door.enter(asked, endpoint.caller);
    await before?.(asked);
    const raw = endpoint.body === 'none' ? bytes(0) : await readBody(context.req.raw, limits[endpoint.body]);
    const session = await entered?.prove(raw);
    const told = { asked, session, ...read(endpoint, raw) } as Told<E, S>;
    const answer = await handler(told);
    if (answer instanceof Response) return answer;
    if (endpoint.answers === 'frames') return answerFrames(answer as Bytes, clock());
    return answerJson(answer, clock());
  });
}
