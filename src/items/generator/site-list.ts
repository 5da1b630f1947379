import type { SiteRules } from './site-rules.ts';
import { parseSiteRules } from './site-rules.ts';

/** The rules of one site, and the domain that they are written for. */
export interface FoundRules {
  readonly domain: string;
  readonly rules: SiteRules;
}

/** The rules that hold for a host: those of the longest domain that it is, or lies below. `list`: rule texts by domain. */
export function rulesFor(list: Readonly<Record<string, string>>, host: string): FoundRules | undefined {
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  for (const [at] of labels.entries()) {
    const domain = labels.slice(at).join('.');
    const rules = Object.hasOwn(list, domain) ? parseSiteRules(list[domain] ?? '') : undefined;
    if (rules) return { domain, rules };
  }
  return undefined;
}
