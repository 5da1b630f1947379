import { activeTab } from '../../platform/index.ts';
import type { ForPage } from '../../rpc/index.ts';

let asked: Promise<number | undefined> | undefined;

/** The tab behind the popup; asked once, before there is a screen. */
export function tabHere(): Promise<number | undefined> {
  asked ??= activeTab().then((tab) => tab?.id);
  return asked;
}

/** The address of a page as a login takes it: without its path. */
export function addressOf({ scheme, host, port }: NonNullable<ForPage['site']>): string {
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}`;
}
