import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const page = new URL('../practice/index.html', import.meta.url);

/** The same port every time if it is free, so that the page's wall and the browser's permission are found again. */
const usualPort = 4880;

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

export interface Practice {
  readonly url: string;
  close(): void;
}

/** Serves the practice page to this machine only. `store`: the address of one that runs beside it. */
export async function servePractice(store?: string): Promise<Practice> {
  const server = createServer((request, response) => {
    if (request.url === '/store' && store !== undefined) {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(store);
      return;
    }
    if (request.url !== '/') {
      response.writeHead(404).end();
      return;
    }
    void readFile(page).then((html) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html),
    );
  });
  await listen(server, usualPort).catch(() => listen(server, 0));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
