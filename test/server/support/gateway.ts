import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

interface Posted {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface SmsGateway {
  /** What `LATCHKEY_SMS` names it by. */
  readonly url: string;
  readonly posted: Posted[];
  /** What it answers from now on. */
  status: number;
  close(this: void): Promise<void>;
}

/** The same, until the test ends. */
export async function serveGateway(): Promise<SmsGateway> {
  const gateway = await openGateway();
  onTestFinished(gateway.close);
  return gateway;
}

/** A gateway for text messages on this machine: it keeps what it was posted, and answers as it is told. */
export async function openGateway(): Promise<SmsGateway> {
  const posted: Posted[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      posted.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(gateway.status, { location: '/elsewhere' }).end('kept');
    });
  });
  const close = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  const gateway = { posted, status: 200, url: '', close };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  gateway.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/send`;
  return gateway;
}
