import { message } from '../../platform/index.ts';
import { call } from '../../rpc/index.ts';

/** The more special ones first: every browser of the family also claims to be Chrome, and Chrome to be Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/Firefox\//, 'Firefox'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Vivaldi\//, 'Vivaldi'],
  [/Chrome\//, 'Chrome'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

function find(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}

/** How this browser is called among the user's own, until they name it. It stays sealed in the vault. */
export function deviceName(userAgent: string): string {
  const browser = find(browsers, userAgent) ?? 'Browser';
  return message('deviceName', browser, find(systems, userAgent) ?? message('deviceNameComputer'));
}

/** What this browser is to be called in a vault: one that has a vault keeps the name that it has there. */
export async function nameHere(hasVault: boolean): Promise<string> {
  return hasVault ? (await call('about', {})).device : deviceName(navigator.userAgent);
}
