import { expect } from 'vitest';
import { heldChannel, keysOf } from '../../../src/background/channels/held.ts';
import { Channels } from '../../../src/background/channels/index.ts';
import type { Bytes } from '../../../src/encoding/index.ts';
import { fromUtf8, toHex } from '../../../src/encoding/index.ts';
import { currentKey } from '../../../src/messaging/index.ts';
import type { Fetch } from '../../../src/sync/index.ts';
import { soon } from '../../sync/support/soon.ts';
import type { Browser, Person } from '../support/person.ts';

export const words = 'oat-herring-quiver-lantern-seventh';

/** What one browser asked at topics, and what stands between it and them. */
class Topics {
  readonly asked: string[] = [];
  /** What was sent to append. */
  readonly appends: string[] = [];
  /** What is answered instead; undefined: the store. */
  instead: ((path: string) => Response | undefined) | undefined;

  constructor(browser: Browser) {
    const over = browser.machine.fetch;
    const fetch: Fetch = async (url, init) => {
      const path = new URL(url).pathname;
      if (!path.includes('/topics/')) return over(url, init);
      this.asked.push(
        `${path} ${Object.keys(init.headers ?? {})
          .toSorted()
          .join(' ')}`,
      );
      if (path.endsWith('append')) this.appends.push(fromUtf8(init.body as Bytes));
      return this.instead?.(path) ?? over(url, init);
    };
    browser.machine.fetch = fetch;
  }
}

/** A member of a channel in one browser. */
export interface Side {
  readonly browser: Browser;
  readonly topics: Topics;
  id: string;
}

export const sideOf = async (person: Person): Promise<Side> => {
  const browser = await person.settledBrowser();
  return { browser, topics: new Topics(browser), id: '' };
};
export const write = ({ browser, id }: Side, text = 'x') => new Channels(browser.parts).seal({ id, text });
export const read = ({ browser }: Side, armored: string) => new Channels(browser.parts).read(armored);
export const look = ({ browser, id }: Side) => browser.ask('channels.look', { id });
export const sync = ({ browser, id }: Side) => browser.parts.topics.sync(id);
export const numbers = async (side: Side) => (await look(side)).history.map(({ number }) => number);
/** The key that counts, by its hash. */
export const counts = async ({ browser, id }: Side) => {
  const { channel } = await heldChannel(await browser.parts.session.messages(), id);
  return toHex(currentKey(keysOf(channel)).hash);
};
export const refresh = ({ browser, id }: Side) => browser.ask('channels.refresh', { id });
export const is = async (side: Side, keys: string) => soon(async () => expect((await look(side)).keys).toBe(keys));
