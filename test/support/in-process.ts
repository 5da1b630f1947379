import type { App } from '../../server/app.ts';

/** A store without a socket between: what a browser adds to a request by itself is added here. */
export function inProcess({ hono }: Pick<App, 'hono'>): (url: string, init?: RequestInit) => Promise<Response> {
  return (url, init = {}) => Promise.resolve(hono.request(url, withLength(init)));
}

function withLength(init: RequestInit): RequestInit {
  if (!(init.body instanceof Uint8Array)) return init;
  const headers = new Headers(init.headers);
  headers.set('content-length', String(init.body.length));
  return { ...init, headers };
}
