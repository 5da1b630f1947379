import type { Fetch } from '../../../src/sync/index.ts';

/** Whoever stands between, and puts another value in the place of one that the store tells. */
export function changing(fetch: Fetch, name: string, value: string): Fetch {
  return async (url, init) => {
    const answer = await fetch(url, init);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type') === 'application/json';
    const told = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    const body = name in told ? JSON.stringify({ ...told, [name]: value }) : text;
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
}
