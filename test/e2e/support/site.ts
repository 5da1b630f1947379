import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** A page of the test's own, with the headers that make it a hard place to live in. */
export interface SitePage {
  readonly html: string;
  /** Content-Security-Policy; may be `sandbox …`, which makes the page's origin "null". */
  readonly csp?: string;
  /** Sends Cross-Origin-Embedder-Policy: require-corp. */
  readonly isolated?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

interface SiteRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A web site on loopback. Every request is recorded, so that a test can say what left the page. */
export interface Site {
  /** Without a slash at the end, such as `http://127.0.0.1:40513`. */
  readonly origin: string;
  readonly requests: readonly SiteRequest[];
  /** Puts a page at a path (beginning with `/`) and returns its address. */
  put(path: string, page: SitePage | string): string;
  close(): Promise<void>;
}

function headersOf(page: SitePage): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    ...(page.csp ? { 'content-security-policy': page.csp } : {}),
    ...(page.isolated
      ? { 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin' }
      : {}),
    ...page.headers,
  };
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

async function fileAt(folder: string, path: string): Promise<{ type: string; content: Buffer } | undefined> {
  const content = await readFile(join(folder, path)).catch(() => undefined);
  return content && { type: types[extname(path)] ?? 'application/octet-stream', content };
}

/** Serves pages on a free port of this machine only, and what lies in `folder` (a path of `URL` never leaves it). */
export async function startSite(folder?: string): Promise<Site> {
  const pages = new Map<string, SitePage>();
  const requests: SiteRequest[] = [];
  const answerWithFile = async (path: string, response: ServerResponse): Promise<void> => {
    const file = folder === undefined ? undefined : await fileAt(folder, path);
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.content);
    else response.writeHead(404).end();
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({ path: request.url ?? '/', headers: request.headers, body: Buffer.concat(chunks).toString() });
      const page = pages.get(path);
      if (page) response.writeHead(200, headersOf(page)).end(page.html);
      else void answerWithFile(path, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    requests,
    put(path, page) {
      pages.set(path, typeof page === 'string' ? { html: page } : page);
      return origin + path;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      }),
  };
}
