/**
 * The host that a typed address means (`mail.example.com`, `https://mail.example.com/inbox`), in the form that browsers
 * compare; undefined when it is no web site.
 */
export function hostOf(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '' || /[\s*]/.test(text)) return undefined;
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    const known = url.hostname.includes('.') || url.hostname === 'localhost';
    return known && url.username === '' ? url.hostname : undefined;
  } catch {
    return undefined;
  }
}

/** The pattern under which browsers grant a host: all its pages, secure or not, on every port. */
export function patternOf(host: string): string {
  return `*://${host}/*`;
}

export const everySite = '*://*/*';
