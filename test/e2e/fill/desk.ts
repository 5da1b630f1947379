import type { Frame, Page } from 'puppeteer-core';
import type { FillReport, InputOf } from '../../../src/rpc/index.ts';
import { answerTo, inPage } from '../support/asking.ts';
import { reload, see } from '../support/hands.ts';
import { until, type Session } from '../support/index.ts';
import type { BrowserKind } from '../../support/browsers.ts';

const password = 'seven quiet harbours under snow';
const shared = { favourite: false, tags: [], folder: '', fields: [], notes: '' };
const kinds = {
  login: {
    ...{ ...shared, kind: 'login', title: 'Lantern Shop', accountId: '', username: 'mira@example.org' },
    ...{ password: 'hunter2-canary', totp: 'JBSWY3DPEHPK3PXP', urls: [] },
  },
  card: {
    ...{ ...shared, kind: 'card', title: 'Travel card', holder: 'Mira Lindqvist', number: '4111111111111111', pin: '' },
    ...{ expiryMonth: '08', expiryYear: '2039', code: '737' },
  },
  identity: {
    ...{
      ...shared,
      kind: 'identity',
      title: 'Mira',
      salutation: '',
      firstName: 'Mira',
      middleName: '',
      lastName: 'Lindqvist',
    },
    ...{ username: '', company: '', email: 'mira@example.org', phone: '', birthday: '', nationalId: '', passport: '' },
    ...{ address1: 'Harbour Street 7', address2: '', address3: '', city: 'Bergen', region: '', postalCode: '5003' },
    ...{ country: 'Norway', licence: '' },
  },
} as const;

/** A browser with an open vault, and what a person asks of it by the popup: asked by a page of ours that stays open. */
export class Desk {
  readonly session: Session;
  readonly own: Page;

  private constructor(session: Session, own: Page) {
    this.session = session;
    this.own = own;
  }

  static async open(session: Session): Promise<Desk> {
    const own = await session.page('popup');
    await answerTo(own, 'vault.create', { password, deviceName: 'Test browser' });
    return new Desk(session, own);
  }

  /** Keeps an item. Answers its id. */
  async keep(kind: keyof typeof kinds, fields: object = {}): Promise<string> {
    return (await answerTo<{ id: string }>(this.own, 'items.save', { item: { ...kinds[kind], ...fields } })).id;
  }

  /** A login that belongs to the origins of these. */
  login(...urls: readonly string[]): Promise<string> {
    return this.keep('login', { urls: urls.map((url) => ({ url, match: 'host' })) });
  }

  /** Fills an item into a page, as a press in the popup over it does. */
  async fill(page: Page, id: string, how: Partial<InputOf<'fill.item'>> = {}): Promise<FillReport> {
    const asked = { id, tab: await this.tab(page), part: 'all', replace: false, agreed: [], ...how };
    return answerTo(this.own, 'fill.item', asked);
  }

  /** The popup as it comes up over this page. */
  async popupOver(below: Page): Promise<Page> {
    const popup = await this.session.page('popup');
    await below.bringToFront();
    await reload(popup);
    await see(popup, 'On 127.0.0.1');
    await popup.bringToFront();
    return popup;
  }

  async tab(page: Page): Promise<number> {
    const id = await inPage(
      this.own,
      `api.tabs.query({}).then((tabs) => tabs.findLast(({ url }) => url === ${JSON.stringify(page.url())})?.id)`,
    );
    if (typeof id !== 'number') throw new Error(`no tab shows ${page.url()}`);
    return id;
  }
}

/** Presses the first row below this heading of the popup. */
export async function pressRow(popup: Page, heading: string): Promise<void> {
  await see(popup, heading);
  await popup.evaluate((title) => {
    const list = [...document.querySelectorAll('section')].find((one) => one.innerText.startsWith(title));
    list?.querySelector<HTMLElement>('.row-main')?.click();
  }, heading);
}

/** The popup has closed itself. Firefox lets no page close a tab, which is what a driver opens it in. */
export async function closed(popup: Page, kind: BrowserKind): Promise<void> {
  if (kind === 'firefox') await popup.close();
  else await until('the popup to close', () => popup.isClosed());
}

/** What stands in the fields of a document, by their names. */
export async function valuesIn(place: Page | Frame): Promise<Record<string, string>> {
  const read = `Object.fromEntries([...document.querySelectorAll('input, select, textarea')].map((field) => [field.name, field.value]))`;
  return (await place.evaluate(read)) as Record<string, string>;
}

/** The frame of a page that shows this address, once it is there. */
export function frameAt(page: Page, url: string): Promise<Frame> {
  return until(`a frame with ${url}`, () => page.frames().find((frame) => frame.url() === url));
}
