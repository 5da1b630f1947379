import { globSync } from 'node:fs';

/**
 * What the browser tests of a folder play, by where a changed file lies. They meet the extension as it was built, so that
 * no import leads from them to it.
 */
export const playedBy: Readonly<Record<string, readonly string[]>> = {
  'test/e2e/access': ['src/ui/kit'],
  'test/e2e/fill': ['src/autofill', 'src/background/fill', 'src/content/filling'],
  'test/e2e/inside': ['src/crypto', 'src/platform', 'src/sync', 'src/work'],
  'test/e2e/lock': ['src/background', 'src/session', 'src/vault'],
  'test/e2e/pages': ['src/content', 'src/messaging', 'src/ui/compose', 'src/ui/frame', 'src/ui/reveal'],
  'test/e2e/popup': ['entrypoints/popup', 'src/ui/passkey', 'src/ui/popup', 'src/ui/unlock'],
  'test/e2e/save': ['src/autofill', 'src/background/save', 'src/content/saving', 'src/ui/save'],
  'test/e2e/setup': ['src/ui/passkey', 'src/ui/setup', 'src/ui/welcome'],
  'test/e2e/store': [
    ...['server', 'src/background/devices', 'src/devices', 'src/sync'],
    ...['src/ui/account', 'src/ui/link', 'src/ui/signin', 'src/wire'],
  ],
  'test/e2e/vault': ['src/items', 'src/ui/proof', 'src/ui/qr', 'src/ui/vault'],
  'test/hostile-page': ['src/content', 'src/ui/frame'],
};

/** The browser test files that play one of these files. Paths are relative to the project, with slashes. */
export function browserTestsOf(changed: readonly string[]): string[] {
  return Object.entries(playedBy)
    .filter(([, places]) => changed.some((file) => places.some((place) => file.startsWith(`${place}/`))))
    .flatMap(([folder]) => globSync(`${folder}/*.test.ts`))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}
