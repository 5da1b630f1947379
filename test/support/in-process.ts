import type { App } from '../../server/app.ts';

/** A store without a socket between: what a browser does by itself is done here. An answer ends when its request is aborted. */
export function inProcess({ hono }: Pick<App, 'hono'>): (url: string, init?: RequestInit) => Promise<Response> {
  return async (url, init = {}) => cutOff(await hono.request(url, withLength(init)), init.signal);
}

function withLength(init: RequestInit): RequestInit {
  if (!(init.body instanceof Uint8Array)) return init;
  const headers = new Headers(init.headers);
  headers.set('content-length', String(init.body.length));
  return { ...init, headers };
}

function cutOff(response: Response, signal: AbortSignal | null | undefined): Response {
  if (!response.body || !signal) return response;
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response);
}
