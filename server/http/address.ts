import { isIPv4, isIPv6 } from 'node:net';

/** The address in what a proxy may write for one: quoted, in brackets, with a port, with a zone (RFC 7239, 6). */
const SPELLING = /^"?(?:\[([^\]]*)\](?::[0-9]{1,5})?|([^:[\]"]*)(?::[0-9]{1,5})?|([^[\]"]*))"?$/;
const IPV4_IN_IPV6 = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/;
const GROUPS = 8;

/** IPv6 in its one short spelling (RFC 5952, all groups hexadecimal). */
function shortened(address: string): string {
  return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function ipv4Within(address: string): string | undefined {
  const [, high, low] = IPV4_IN_IPV6.exec(address) ?? [];
  if (high === undefined || low === undefined) return undefined;
  return [high, low].flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]).join('.');
}

/** The first half of an IPv6 address: what one customer of a provider has. */
function half(address: string): string {
  const [head = '', tail] = address.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const missing = Math.max(0, GROUPS - before.length - after.length);
  return [...before, ...Array.from({ length: missing }, () => '0'), ...after].slice(0, GROUPS / 2).join(':');
}

/** One name for one network, however its address is spelled; undefined for what is no address. */
function networkOf(spelled: string): string | undefined {
  const [, bracketed, plain, other] = SPELLING.exec(spelled.trim()) ?? [];
  const address = (bracketed ?? plain ?? other ?? '').replace(/%.*$/, '');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return undefined;
  const short = shortened(address);
  return ipv4Within(short) ?? half(short);
}

/**
 * Whom to count attempts against. With `proxies` proxies of the operator's in front, the address that the outermost of
 * them saw: what stands further left in the header anyone may have written. Where no address stands there, it is counted
 * under the connection's own: no spelling is a place of its own. `socket`: the address
 * of the connection. Never logged, stored only as a keyed hash.
 */
export function addressOf(request: Request, socket: string, proxies: number): string {
  const own = networkOf(socket) ?? socket;
  if (proxies === 0) return own;
  const seen = (request.headers.get('x-forwarded-for') ?? '').split(',').at(-proxies);
  return (seen === undefined ? undefined : networkOf(seen)) ?? own;
}
