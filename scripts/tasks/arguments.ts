import { parseArgs } from 'node:util';
import { browserKinds, findBrowser, type BrowserKind } from '../../test/support/browsers.ts';

/** What WXT calls the browsers. */
export const targets = { chromium: 'chrome', firefox: 'firefox' } as const;

export interface Wish {
  readonly kind: BrowserKind;
  readonly isFresh: boolean;
}

function isKind(value: string): value is BrowserKind {
  return (browserKinds as readonly string[]).includes(value);
}

/** The browser that was asked for, else the first that is there. */
async function chooseBrowser(asked: string | undefined): Promise<BrowserKind | undefined> {
  if (asked !== undefined) return isKind(asked) ? asked : undefined;
  for (const kind of browserKinds) if (await findBrowser(kind)) return kind;
  return 'chromium';
}

/** Reads `--browser`, `--fresh` and `--help`; prints the usage and gives nothing if there is nothing to start. */
export async function readWish(command: string): Promise<Wish | undefined> {
  const { values } = parseArgs({
    options: { browser: { type: 'string' }, fresh: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const kind = await chooseBrowser(values.browser);
  if (kind && !values.help) return { kind, isFresh: values.fresh ?? false };
  console.log(`${command}                         a Chromium-family browser (Firefox where there is none)
${command} -- --browser firefox    Firefox
${command} -- --fresh              forgets the vault of earlier starts`);
  process.exitCode = values.help ? 0 : 1;
  return undefined;
}
