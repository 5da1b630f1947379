import type { ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Bytes } from '../../src/encoding/index.ts';
import { LatchkeyError, concat, toUtf8 } from '../../src/encoding/index.ts';
import type { ApiErrorCode } from '../../src/wire/index.ts';
import { API_FORMAT, FORMAT_HEADER, TIME_HEADER, apiErrors } from '../../src/wire/index.ts';
import type { RefusalDetails } from './refusal.ts';
import { Refusal } from './refusal.ts';

/** Nothing may keep, frame, sniff or guess at an answer. */
const always = {
  [FORMAT_HEADER]: String(API_FORMAT),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

function headersOf(type: string, now: number, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { 'content-type': type, [TIME_HEADER]: String(now), ...always, ...more };
}

export function answerJson(value: unknown, now: number, outgoing: ServerResponse | undefined): Response {
  return answerWhole([toUtf8(JSON.stringify(value))], headersOf('application/json', now), outgoing);
}

export function answerFrames(
  frames: Bytes | readonly Bytes[],
  now: number,
  outgoing: ServerResponse | undefined,
): Response {
  const pieces = frames instanceof Uint8Array ? [frames] : frames;
  return answerWhole(pieces, headersOf('application/octet-stream', now), outgoing);
}

/** A page for people: nothing in it may run or be loaded but the style of this source of CSP. */
export function answerPage(html: string, style: string): Response {
  const policy = `default-src 'none'; style-src ${style}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const headers = { ...always, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
  return new Response(html, { headers });
}

/** Straight to the socket where there is one: a body that is whole already needs no stream, which takes longer than the answer. */
function answerWhole(
  pieces: readonly Bytes[],
  headers: Record<string, string>,
  outgoing: ServerResponse | undefined,
): Response {
  if (!outgoing) return new Response(concat(...pieces), { headers });
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  outgoing.writeHead(200, { ...headers, 'content-length': length });
  // Corked: all of it in one call to the system.
  if (pieces.length > 1) outgoing.cork();
  for (const piece of pieces.slice(0, -1)) outgoing.write(piece);
  outgoing.end(pieces.at(-1));
  return RESPONSE_ALREADY_SENT;
}

export function answerEvents(stream: ReadableStream<Bytes>, now: number): Response {
  return new Response(stream, { headers: headersOf('text/event-stream', now, { 'x-accel-buffering': 'no' }) });
}

/** It happened; there is nothing to tell. */
export async function done(work: () => Promise<void> | void): Promise<Record<string, never>> {
  await work();
  return {};
}

/** After these there may be a body on its way that nobody will read. */
const closing: ReadonlySet<ApiErrorCode> = new Set(['unavailable', 'too-slow', 'length-required']);

export function answerError(code: ApiErrorCode, now: number, details: RefusalDetails = {}): Response {
  const more = {
    ...(details.retryAfter === undefined ? {} : { 'retry-after': String(details.retryAfter) }),
    ...(closing.has(code) ? { connection: 'close' } : {}),
  };
  return new Response(JSON.stringify({ code, ...details }), {
    status: apiErrors[code],
    headers: headersOf('application/json', now, more),
  });
}

function isApiCode(code: string): code is ApiErrorCode {
  return Object.hasOwn(apiErrors, code);
}

/** How long a client had better wait for a store that is stopping or busy, in seconds. */
const SHORTLY = 5;

/** The code and details that an error is answered with; undefined for what should not have happened. */
export function asRefusal(error: unknown): { code: ApiErrorCode; details: RefusalDetails } | undefined {
  if (error instanceof Refusal) return { code: error.code, details: error.details };
  if (!(error instanceof LatchkeyError) || !isApiCode(error.code)) return undefined;
  return { code: error.code, details: error.code === 'unavailable' ? { retryAfter: SHORTLY } : {} };
}
