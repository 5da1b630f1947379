import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { ApiErrorCode, Endpoint } from '../src/wire/index.ts';
import { API_FORMAT, REQUEST_HEADER, apiError, apiErrors, endpoints } from '../src/wire/index.ts';

/** What any request may meet. */
const anywhere: readonly ApiErrorCode[] = ['malformed', 'origin-refused', 'unavailable'];
const withBody: readonly ApiErrorCode[] = ['too-large', 'type-refused'];
const withFrames: readonly ApiErrorCode[] = ['length-required', 'too-slow'];
const withSession: readonly ApiErrorCode[] = ['signed-out', 'request-time', 'request-replayed', 'too-many-requests'];

const proven = [{ token: [], mac: [] }];

function schemaOf(schema: v.GenericSchema): Record<string, unknown> {
  const document = toJsonSchema(schema, { target: 'draft-2020-12' });
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== '$schema'));
}

function errorsOf({ errors, caller, body }: Endpoint): ApiErrorCode[] {
  const bodied = [...(body === 'none' ? [] : withBody), ...(body === 'frames' ? withFrames : [])];
  const more = [...bodied, ...(caller === 'anyone' ? [] : withSession)];
  return [...new Set([...errors, ...anywhere, ...more])];
}

function errorAnswers(endpoint: Endpoint): Record<string, unknown> {
  const byStatus = Map.groupBy(errorsOf(endpoint), (code) => String(apiErrors[code]));
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [status, { description: codes.join(', '), content }]),
  );
}

const binary = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };

function answerContent({ answers, answer }: Endpoint): Record<string, unknown> {
  if (answers === 'frames') return binary;
  if (answers === 'events') return { 'text/event-stream': { schema: { type: 'string' } } };
  return { 'application/json': { schema: answer ? schemaOf(answer) : { type: 'object' } } };
}

function requestBody({ body, request }: Endpoint): Record<string, unknown> {
  if (body === 'none' || !request) return {};
  if (body === 'json') {
    return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(request) } } } };
  }
  const description = 'Frames (u32 length | bytes). The first is JSON of the shape in x-first-frame.';
  return { requestBody: { required: true, description, content: binary, 'x-first-frame': schemaOf(request) } };
}

function operation(name: string, endpoint: Endpoint): Record<string, unknown> {
  return {
    operationId: name,
    summary: endpoint.says,
    ...(endpoint.caller === 'anyone' ? { security: [] } : { security: proven, 'x-fresh': endpoint.caller === 'fresh' }),
    ...requestBody(endpoint),
    responses: { '200': { description: 'done', content: answerContent(endpoint) }, ...errorAnswers(endpoint) },
  };
}

/** The OpenAPI document of a store, made from the shapes that its routes check by. */
export function openApi(version: string, origin: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(name, endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: `Latchkey store, format ${API_FORMAT}`, version },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Error: schemaOf(apiError) },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        mac: { type: 'apiKey', in: 'header', name: REQUEST_HEADER },
      },
    },
  };
}
