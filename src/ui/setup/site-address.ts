/** The pattern under which browsers grant a host: all its pages, secure or not, on every port. */
export function patternOf(host: string): string {
  return `*://${host}/*`;
}

export const everySite = '*://*/*';
