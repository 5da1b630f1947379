import { acceptOnly, add, isRead, seal, writer } from '../messages/support/two.ts';
import type { Writer } from '../messages/support/two.ts';

export interface Trustee extends Writer {
  /** What Mira calls them; what they call Mira. */
  readonly id: string;
  readonly mira: string;
}

/** Two know each other, and each has compared the other. */
export async function met(mira: Writer, name: string): Promise<Trustee> {
  const one = await writer(name, mira.person);
  const id = await add(mira.browser, one.browser);
  const hello = await seal(mira.browser, id, 'hello');
  const back = await acceptOnly(one.browser);
  await isRead(one.browser, hello, 'hello');
  const answer = await seal(one.browser, back, 'and you');
  await isRead(mira.browser, answer, 'and you');
  for (const [browser, contact] of [[mira.browser, id] as const, [one.browser, back] as const]) {
    const { digits } = await browser.ask('contacts.comparison', { id: contact });
    await browser.ask('contacts.compared', { id: contact, digits, isSame: true });
  }
  return { ...one, id, mira: back };
}
