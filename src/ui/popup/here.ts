import { activeTab } from '../../platform/index.ts';
import type { ForPage } from '../../rpc/index.ts';

let asked: Promise<number | undefined> | undefined;

/** The tab behind the popup; asked once, before there is a screen. In a window of its own its address says which tab that is. */
export function tabHere(): Promise<number | undefined> {
  const named = /^#tab=(\d+)$/.exec(location.hash)?.[1];
  asked ??= named === undefined ? activeTab().then((tab) => tab?.id) : Promise.resolve(Number(named));
  return asked;
}

/** The address of a page as a login takes it: without its path. */
export function addressOf({ scheme, host, port }: NonNullable<ForPage['site']>): string {
  return `${scheme}://${host}${port === '' ? '' : `:${port}`}`;
}
