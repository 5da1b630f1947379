import { expect, it } from 'vitest';
import { matchOf, pageAddress } from '../../src/items/match/index.ts';
import { siteOfHost } from '../../src/items/match/domain.ts';
import { describeForeign, readVectors } from './support/folder.ts';

/** Lines of the public suffix list's own tests: a host and its registrable domain, `null` for none. */
function lines(): { host: string; domain: string | null }[] {
  const rows = readVectors('psl/tests.txt').split('\n');
  return rows
    .filter((row) => row !== '' && !row.startsWith('//'))
    .map((row) => {
      const [host = '', domain = ''] = row.split(' ');
      return { host, domain: domain === 'null' ? null : domain };
    });
}

/** A host as browsers give it. */
const canonical = (host: string): string | undefined => pageAddress(`https://${host}/`)?.host;

describeForeign('the tests of the public suffix list', () => {
  const all = lines();
  // A host that is none (`null`, `.com`) is no address of ours: whether it has a domain is not asked.
  const hosts = all.filter(({ host }) => host !== 'null' && !host.startsWith('.'));

  it('are all run but those that are no host', () => {
    expect(all.length - hosts.length).toBe(5);
    expect(hosts.length).toBeGreaterThan(70);
    for (const { host } of all) if (host.startsWith('.')) expect(canonical(host)).toBeUndefined();
  });

  it.each(hosts)('$host belongs to $domain', ({ host, domain }) => {
    const at = canonical(host);
    expect(siteOfHost(at ?? '')).toBe(domain === null ? at : canonical(domain));
  });

  it.each(hosts)('$host shares its logins below $domain alone', ({ host, domain }) => {
    const [stored, below] = [pageAddress(`https://${host}/`), pageAddress(`https://other.${domain ?? host}/`)];
    const match = stored && below && matchOf(below, stored, 'domain');
    expect(match?.closeness).toBe(domain === null ? undefined : 'domain');
  });
});
