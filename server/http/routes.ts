import type { Context, Hono } from 'hono';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import type { Bytes } from '../../src/encoding/index.ts';
import { fromJson, readFrames, readU32 } from '../../src/encoding/index.ts';
import type { Caller, Endpoint } from '../../src/wire/index.ts';
import { addressOf } from './address.ts';
import { answerFrames, answerJson } from './answer.ts';
import type { Body as RawBody } from './body.ts';
import { declaredLength, noBody, readDeclared, readUndeclared } from './body.ts';
import type { Bearer, BodyBudget } from './budget.ts';
import { Refusal } from './refusal.ts';

/** A request as the rooms see it. */
export interface Asked {
  readonly method: string;
  /** Path and query exactly as sent: what a request's MAC is over. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
  readonly address: string;
  /** The store's clock when it came, in milliseconds. */
  readonly now: number;
}

/** How a session is let in: by its token before the body is read, by its MAC after. */
export interface Door<S> {
  /** Throws Refusal. */
  enter(asked: Asked, caller: Exclude<Caller, 'anyone'>): Promise<Entered<S>>;
}
export interface Entered<S> {
  /** Names the session among those whose bodies are under way. */
  readonly name: string;
  /** Throws Refusal unless the request key proves this request with a body of this SHA-256. */
  prove(bodyHash: Bytes): Promise<S>;
}

type Body<E extends Endpoint> = E extends { request: infer R extends v.GenericSchema } ? v.InferOutput<R> : undefined;
type Guest<E extends Endpoint, S> = E['caller'] extends 'anyone' ? undefined : S;
/** Frames may come in pieces, which are sent one behind the other and copied by nobody. */
type Answer<E extends Endpoint> = E['answers'] extends 'frames'
  ? Bytes | readonly Bytes[]
  : E['answers'] extends 'events'
    ? Response
    : E extends { answer: infer A extends v.GenericSchema }
      ? v.InferInput<A>
      : unknown;

interface Told<E extends Endpoint, S> {
  readonly asked: Asked;
  readonly session: Guest<E, S>;
  readonly body: Body<E>;
  /** The frames after the first. */
  readonly frames: readonly Bytes[];
  /** SHA-256 of the whole body. */
  readonly bodyHash: () => Bytes;
}

export type Handler<E extends Endpoint, S> = (told: Told<E, S>) => Answer<E> | Promise<Answer<E>>;

export interface Mounting<S> {
  readonly door: Door<S>;
  readonly clock: () => number;
  /** Proxies of the operator's that stand before the store. */
  readonly proxies: number;
  /** Bytes that a body of this kind may have. */
  readonly limits: { readonly json: number; readonly frames: number };
  readonly budget: BodyBudget;
}

/** Large bodies of one session, and of one network address that has none, that may be under way at once. */
const MOST_OF_SESSION = 1;
const MOST_OF_ADDRESS = 2;

/** Looked at before the body is read; answers whose body it is beside. Throws Refusal. */
export type Admission = (asked: Asked) => Promise<readonly Bearer[]>;

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

/** A header is JSON, and has its limit: judged by its length, before it is read as anything. A request has one commit. */
function read(endpoint: Endpoint, raw: Bytes, limit: number): { body: unknown; frames: readonly Bytes[] } {
  if (endpoint.body !== 'frames') return { body: parse(endpoint.request, raw), frames: [] };
  if (readU32(raw, 0) > limit) throw new Refusal('too-large');
  const [header, ...frames] = readFrames(raw, 2);
  if (!header) throw new Refusal('malformed');
  return { body: parse(endpoint.request, header), frames };
}

/** What @hono/node-server hands along; nothing when the app is asked without a socket. */
interface Wires {
  readonly incoming?: IncomingMessage;
  readonly outgoing?: ServerResponse;
}

function wiresOf({ env }: Context): Wires {
  return (env as Wires | undefined) ?? {};
}

/** A request as the rooms see it, before its body is read. */
export function askedOf(context: Context, now: number, proxies: number): Asked {
  const { method, url, headers } = context.req.raw;
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const path = url.slice(start);
  const question = path.indexOf('?');
  const query = new URLSearchParams(question < 0 ? '' : path.slice(question));
  const address = addressOf(context.req.raw, wiresOf(context).incoming?.socket.remoteAddress ?? 'local', proxies);
  return { method, path, query, headers, address, now };
}

/** The body, once there is room for it: its length is judged, and what it takes is taken, before its first byte. */
async function receive<S>(
  { endpoint, context, asked, mounting }: Receiving<S>,
  bearers: readonly Bearer[],
): Promise<{ body: RawBody; done: () => void }> {
  if (endpoint.body === 'none') return { body: noBody, done: () => undefined };
  const limit = Math.min(mounting.limits[endpoint.body], endpoint.most ?? Infinity);
  const length = declaredLength(asked.headers);
  if (length === undefined) {
    if (endpoint.body === 'frames') throw new Refusal('length-required');
    return { body: await readUndeclared(context.req.raw, limit), done: () => undefined };
  }
  if (length > limit) throw new Refusal('too-large');
  const done = mounting.budget.take(length, bearers);
  try {
    return { body: await readDeclared(context.req.raw, wiresOf(context).incoming, length), done };
  } catch (error) {
    done();
    throw error;
  }
}

/** Mounts an endpoint in an app whose sessions are S. */
export type Serve<S> = <E extends Endpoint>(endpoint: E, handler: Handler<E, S>, admit?: Admission) => void;

interface Receiving<S> {
  readonly endpoint: Endpoint;
  readonly context: Context;
  readonly asked: Asked;
  readonly mounting: Mounting<S>;
}

/** Answers `endpoint` by `handler`: who asks, how much, of which shape is decided before the handler is called. */
export function mount<E extends Endpoint, S>(
  app: Hono,
  endpoint: E,
  mounting: Mounting<S>,
  handler: Handler<E, S>,
  admit: Admission = () => Promise.resolve([]),
): void {
  const { door, clock, proxies, limits } = mounting;
  app.on(endpoint.method, endpoint.path, async (context) => {
    const asked = askedOf(context, clock(), proxies);
    checkType(asked.headers, endpoint.body);
    const entered = endpoint.caller === 'anyone' ? undefined : await door.enter(asked, endpoint.caller);
    const bearer = entered
      ? { name: `session ${entered.name}`, most: MOST_OF_SESSION }
      : { name: `address ${asked.address}`, most: MOST_OF_ADDRESS };
    const bearers = [bearer, ...(await admit(asked))];
    const { body, done } = await receive({ endpoint, context, asked, mounting }, bearers);
    try {
      const session = await entered?.prove(body.sha256());
      const told = { asked, session, bodyHash: body.sha256, ...read(endpoint, body.bytes, limits.json) };
      return answerOf(endpoint, await handler(told as unknown as Told<E, S>), clock(), wiresOf(context).outgoing);
    } finally {
      done();
    }
  });
}

function answerOf(endpoint: Endpoint, answer: unknown, now: number, outgoing: ServerResponse | undefined): Response {
  if (answer instanceof Response) return answer;
  return endpoint.answers === 'frames'
    ? answerFrames(answer as Bytes | readonly Bytes[], now, outgoing)
    : answerJson(answer, now, outgoing);
}
