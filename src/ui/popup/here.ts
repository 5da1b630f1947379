import { activeTab } from '../../platform/index.ts';

let asked: Promise<number | undefined> | undefined;

/** The tab behind the popup; asked once, before there is a screen. */
export function tabHere(): Promise<number | undefined> {
  asked ??= activeTab().then((tab) => tab?.id);
  return asked;
}
