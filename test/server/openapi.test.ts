import { expect, test } from 'vitest';
import type { Endpoint } from '../../src/wire/index.ts';
import { apiErrors, endpoints } from '../../src/wire/index.ts';
import { openStore } from './support/store.ts';

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, { readonly description: string }>;
}

test('the document, the table and the routes name the same endpoints', async () => {
  const store = await openStore();
  const answer = await (await store.client()).ask('/openapi.json');
  const document = answer.json as { openapi: string; paths: Record<string, Record<string, Operation>> };
  expect(document.openapi).toBe('3.1.0');
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const table = Object.values<Endpoint>(endpoints).map(({ method, path }) => `${method} ${path}`);
  const routed = store.app.hono.routes
    // The one page for people is no endpoint.
    .filter(({ method, path }) => method !== 'ALL' && path !== '/i')
    .map(({ method, path }) => `${method} ${path}`);
  expect(documented.sort()).toEqual(table.sort());
  // The page behind a mail's link is for people: no client asks for it.
  const page = ['GET /recovery/stop', 'POST /recovery/stop'];
  expect([...new Set(routed)].sort()).toEqual([...table, ...page].sort());
});

test('every shape that a route checks by stands in the document, and every error by its status', async () => {
  const store = await openStore();
  const answer = await (await store.client()).ask('/openapi.json');
  const { paths } = answer.json as { paths: Record<string, Record<string, Operation>> };
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const operation = paths[endpoint.path]?.[endpoint.method.toLowerCase()];
    expect(operation?.operationId).toBe(name);
    const hasSchema = Object.values(operation?.requestBody?.content ?? {}).some(({ schema }) => schema !== undefined);
    expect(hasSchema).toBe(endpoint.body !== 'none');
    for (const code of endpoint.errors) {
      expect(operation?.responses[String(apiErrors[code])]?.description).toContain(code);
    }
  }
});
