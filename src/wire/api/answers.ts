import type * as v from 'valibot';
import type { Bytes } from '../../encoding/index.ts';
import { fromJson, MalformedError } from '../../encoding/index.ts';
import { endpoints } from './endpoints.ts';
import type { EndpointName } from './endpoints.ts';
import type { Endpoint } from './endpoint.ts';
import type { ApiError } from './errors.ts';
import { apiError, apiErrors } from './errors.ts';
import type { RecoveryNews } from './recovery.ts';
import type { MailNews } from './relay.ts';
import type { HeadAnswer } from './vault.ts';
import type { TopicNews } from './topics.ts';
import { pushed } from './vault.ts';
import { parse } from '../format/index.ts';

type Row<N extends EndpointName> = (typeof endpoints)[N];

/** Endpoints whose answer is JSON of a known shape. */
export type JsonEndpoint = {
  [N in EndpointName]: Row<N> extends { answers: 'json'; answer: v.GenericSchema } ? N : never;
}[EndpointName];

/** What is asked of an endpoint: its JSON body, or, where it takes frames, the first of them. */
export type RequestOf<N extends EndpointName> =
  Row<N> extends { request: infer S extends v.GenericSchema } ? v.InferInput<S> : undefined;
export type AnswerOf<N extends EndpointName> =
  Row<N> extends { answer: infer S extends v.GenericSchema } ? v.InferOutput<S> : never;

/** A store's JSON answer to one of its endpoints. Throws MalformedError for anything but exactly its shape. */
export function readAnswer<N extends JsonEndpoint>(name: N, source: Bytes): AnswerOf<N> {
  const row: Endpoint = endpoints[name];
  if (!row.answer) throw new MalformedError('an endpoint without an answer');
  return parse(row.answer, fromJson(source)) as AnswerOf<N>;
}

/** A store's refusal. Throws MalformedError for a code that doesn't exist or travels with another status than its own. */
export function readApiError(status: number, source: Bytes): ApiError {
  const error = parse(apiError, fromJson(source));
  if (apiErrors[error.code] !== status) throw new MalformedError('a code with another status');
  return error;
}

/**
 * What a store pushes: a head, mail for a device, what there is of recoveries, an announcement of some channel, or the end of the session.
 */
type Pushed =
  | { readonly head: HeadAnswer }
  | { readonly mail: MailNews }
  | { readonly recovery: RecoveryNews }
  | { readonly topic: TopicNews }
  | 'signed-out';

/** Undefined for events of later versions. Throws MalformedError. */
export function readPushed(event: string, data: Bytes): Pushed | undefined {
  if (event === 'head') return { head: parse(pushed.head, fromJson(data)) };
  if (event === 'mail') return { mail: parse(pushed.mail, fromJson(data)) };
  if (event === 'recovery') return { recovery: parse(pushed.recovery, fromJson(data)) };
  if (event === 'topic') return { topic: parse(pushed.topic, fromJson(data)) };
  if (event !== 'signed-out') return undefined;
  parse(pushed['signed-out'], fromJson(data));
  return 'signed-out';
}
