import { pageHandlers } from '../../../src/background/pages/pages.ts';
import { Person } from '../support/person.ts';
import type { Browser } from '../support/person.ts';
import { actions, composeTask, content, Document, frame } from '../support/document.ts';

type Pages = ReturnType<typeof pageHandlers>;

/** Somebody with a card, who writes in a page of their own. */
export interface Writer {
  readonly browser: Browser;
  readonly document: Document;
  readonly ask: Pages;
  readonly card: string;
}

export async function arrive(email: string, name: string, store?: Person['store']): Promise<[Person, Writer]> {
  const person = await Person.arrive(email, store);
  const browser = await person.settledBrowser();
  const document = new Document();
  // Brings its pre-keys to the store.
  await browser.parts.messages.receive();
  const { armored: card } = await browser.ask('contacts.card.make', { name });
  return [person, { browser, document, ask: pageHandlers(browser.parts, actions(document)), card }];
}

export const offer = async ({ ask, document }: Writer, kind: 'compose' | 'reveal', readings: string[] = []) => {
  document.task = kind === 'compose' ? composeTask : { kind, site: 'forum.example', readings, before: [] };
  const { ticket } = await ask['page.offer']({ page: document.page, kind }, content);
  return ticket;
};
export const reveal = async (who: Writer, armored: string) => {
  const ticket = await offer(who, 'reveal', [armored]);
  return { ticket, answer: await who.ask['reveal.open']({ ticket }, frame) };
};
