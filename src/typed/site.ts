import { webUrl } from './url.ts';

/**
 * The host that a typed address means (`mail.example.com`, `https://mail.example.com/inbox`), in the form that browsers
 * compare; undefined when it is no web site.
 */
export function siteHost(typed: string): string | undefined {
  const url = webUrl(typed);
  if (url?.username !== '' || url.hostname.includes('*')) return undefined;
  const { hostname } = url;
  return hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[') ? hostname : undefined;
}
