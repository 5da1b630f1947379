import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { FORMAT_HEADER, TIME_HEADER } from '../../../src/wire/index.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

/** Something that answers at an address, as the test says. */
export interface Liar {
  readonly origin: string;
  answer: Answering;
  /** Headers of the requests that came. */
  readonly heard: IncomingMessage[];
}

export async function startLiar(answer: Answering): Promise<Liar> {
  const heard: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    heard.push(request);
    request.resume();
    liar.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const liar: Liar = { origin: `http://127.0.0.1:${port}`, answer, heard };
  return liar;
}

/** What every answer of a store has. */
export function storeHeaders(type = 'application/json'): Record<string, string> {
  return { [FORMAT_HEADER]: '1', [TIME_HEADER]: String(Date.now()), 'content-type': type };
}

/** Answers this, as a store does. */
export function says(status: number, body: unknown, headers: Record<string, string> = {}): Answering {
  return (_, response) => {
    response.writeHead(status, { ...storeHeaders(), ...headers });
    response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  };
}
