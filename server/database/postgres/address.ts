/** Where a PostgreSQL database is, and who asks there. What isn't said is left to the driver: PGPASSWORD, ~/.pgpass. */
export interface Address {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user?: string;
  readonly password?: string;
  /** Whether the way there is closed to others; `ca`: a file with whose word for the server counts, instead of the public ones. */
  readonly tls: false | { readonly ca?: string };
}

const PORT = 5_432;
const NAME = /^\/[^/]+$/;
const LOOPBACK = /^(?:localhost|127(?:\.[0-9]{1,3}){3}|::1)$/;
/** What may stand behind the name. */
const KNOWN: ReadonlySet<string> = new Set(['sslmode', 'sslrootcert']);

/**
 * `postgres://user:password@host:port/name`; undefined for anything else. `?sslmode=` says `verify-full` (the standard beyond this machine:
 * TLS, and the server's certificate must be right) or `disable`.
 */
export function readAddress(text: string): Address | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^postgres(?:ql)?:$/.test(url.protocol) || url.hostname === '' || url.hash !== '') return undefined;
  if (!NAME.test(url.pathname)) return undefined;
  try {
    return partsOf(url);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

export const isPostgresAddress = (text: string): boolean => readAddress(text) !== undefined;

function partsOf(url: URL): Address | undefined {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const tls = tlsOf(url.searchParams, host);
  if (tls === undefined) return undefined;
  const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  return {
    host,
    port: url.port === '' ? PORT : Number(url.port),
    database: decodeURIComponent(url.pathname.slice(1)),
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
    tls,
  };
}

function tlsOf(asked: URLSearchParams, host: string): Address['tls'] | undefined {
  const names = [...asked.keys()];
  if (new Set(names).size < names.length || !names.every((name) => KNOWN.has(name))) return undefined;
  const [mode, ca] = [
    asked.get('sslmode') ?? (LOOPBACK.test(host) ? 'disable' : 'verify-full'),
    asked.get('sslrootcert'),
  ];
  if (mode === 'disable') return ca === null ? false : undefined;
  if (mode !== 'verify-full' || ca === '') return undefined;
  return ca === null ? {} : { ca };
}
