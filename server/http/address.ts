import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** What @hono/node-server hands along; absent when the app is asked without a socket. */
export interface Socketed {
  readonly incoming?: IncomingMessage;
}

/** The first half of an IPv6 address: what one customer of a provider has. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].slice(0, 4).join(':').toLowerCase();
}

/**
 * Whom to count attempts against. With `proxies` proxies of the operator's in front, the address that the outermost of
 * them saw: what stands further left in the header anyone may have written. Never logged, stored only as a keyed hash.
 */
export function addressOf(request: Request, env: Socketed | undefined, proxies: number): string {
  const socket = env?.incoming?.socket.remoteAddress ?? 'local';
  if (proxies === 0) return network(socket);
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim());
  const seen = hops.at(-proxies);
  return network(seen === undefined || seen === '' ? socket : seen);
}
