import { getDomain } from 'tldts';

/**
 * The registrable domain of a host (`example.co.uk` of `www.example.co.uk`), by the public suffix list with its private
 * part: what lies on `github.io` belongs to many. A host that has none (an IP address, a single label, a public suffix)
 * stands for itself alone.
 */
export function siteOfHost(host: string): string {
  return getDomain(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }) ?? host;
}
