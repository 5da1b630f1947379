import { expect } from 'vitest';
import { PageMessages } from '../../../../src/background/messages/index.ts';
import type { ReadText } from '../../../../src/background/messages/index.ts';
import type { InvitationText } from '../../../../src/messaging/index.ts';
import type { AnsweredRow } from '../../../../src/rpc/index.ts';
import { soon } from '../../../sync/support/soon.ts';
import type { Browser } from '../../support/person.ts';

/** A text for whoever answers, as its writer's page gets it. */
export const invite = ({ parts }: Browser, text: string, name = 'Bob'): Promise<InvitationText> =>
  new PageMessages(parts).invite({ text, name, origin: 'https://forum.example' });

export const look = ({ parts }: Browser, invited: InvitationText): Promise<ReadText> =>
  new PageMessages(parts).openInvited(invited);

/** *Add and read*. */
export const answer = ({ parts }: Browser, invited: InvitationText, name?: string): Promise<void> =>
  new PageMessages(parts).answer(invited, name);

/** Until the writer is asked about the only invitation that was answered. */
export async function asked({ parts, ask }: Browser): Promise<AnsweredRow> {
  let rows: readonly AnsweredRow[] = [];
  await soon(async () => {
    await parts.messages.receive();
    rows = await ask('invitations.answers', {});
    expect(rows).toHaveLength(1);
  });
  const [row] = rows;
  if (!row) throw new Error('nobody has answered');
  return row;
}

/** *Give it to Bob*, as it is asked. Answers the contact's id. */
export async function give(browser: Browser, digits?: string): Promise<string> {
  const { id, first } = await asked(browser);
  const given = { id, to: first?.who ?? '', ...(digits === undefined ? {} : { digits }) };
  return (await browser.ask('invitations.give', given)).contact;
}
