import type { Id } from '../../encoding/index.ts';
import { mayWriteTo } from '../contacts/index.ts';
import type { OutboxRow } from '../../wire/index.ts';
import { outboxPut, readOutbox } from './keep.ts';
import type { MessengerPorts } from './ports.ts';

/**
 * Leaves a conversation of several: `members` are told, as far as anything may go to them. Asks nobody. One transaction; whoever names
 * us again has us in it again.
 */
export async function leave(
  ports: MessengerPorts,
  { conversation, members }: { readonly conversation: Id; readonly members: readonly Id[] },
): Promise<void> {
  const [contact] = members;
  if (contact === undefined) return;
  const { account } = await ports.own();
  const time = ports.clock();
  const onTheirWay = new Set((await readOutbox(ports.rows)).map(({ name }) => name));
  const people = (await Promise.all(members.map((id) => ports.contacts.read(id)))).filter((held) => held !== undefined);
  const put = people.flatMap(({ id, contact: held }) => {
    const name = `leave ${id} ${conversation}`;
    if (!mayWriteTo(held) || onTheirWay.has(name)) return [];
    const row: OutboxRow = {
      ...{ state: 'waiting', to: id, draft: { kind: 'leave' }, origin: '', reached: [] },
      ...{ conversation, time },
    };
    return [outboxPut({ name, row })];
  });
  const left = { kind: 'left' as const, sender: account, contact, conversation, time };
  await ports.rows.write({ put, records: await ports.archive.putLeft(left, '') });
}
