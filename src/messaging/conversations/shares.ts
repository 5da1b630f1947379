import { equal } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { Body, HeldShare, OutboxRow, SharePart, ShareSaid, Trustees } from '../../wire/index.ts';
import { conversationOf } from '../contacts/index.ts';
import { outboxPut, readOutbox } from './keep.ts';
import type { Change, HeldContact, MessengerPorts, OwnDevice, RowPut } from './ports.ts';

const DAY = 86_400_000;
/** So often, without anybody being asked, an owner is told that their share is still held (protocol 7): twice a year. */
const SAID_EVERY = 182 * DAY;

type ShareBody = Extract<Body, { kind: 'share' }>;

/** What a contact says about a share: here is one of mine; I still hold yours. A part of the change that its envelope is. */
export async function shareCame(
  ports: MessengerPorts,
  own: OwnDevice,
  from: HeldContact,
  body: ShareBody,
): Promise<Change> {
  const { set, said } = body;
  if (said.is === 'part') return partCame(ports, own, from, body, said);
  const held = await ports.shares.held(from.id);
  if (held?.set === set) return said.is === 'over' ? { dropped: await ports.shares.drop(from.id) } : {};
  const trustees = await ports.shares.trustees();
  if (trustees?.set !== set || !trustees.people.some(({ id }) => id === from.id)) return {};
  if (said.is === 'over') return {};
  const now = ports.clock();
  const when = said.is === 'held' ? { heldAt: now } : { changedAt: now };
  const people = trustees.people.map((one) => (one.id === from.id ? { ...one, ...when } : one));
  return { records: await ports.shares.putTrustees({ ...trustees, people, updatedAt: now }) };
}

/** It takes the place of one of before, and its owner is told that it is here. One that comes late changes nothing. */
async function partCame(
  ports: MessengerPorts,
  own: OwnDevice,
  from: HeldContact,
  { set, time }: ShareBody,
  { index, needed, share: bytes, hashes }: SharePart,
): Promise<Change> {
  const before = await ports.shares.held(from.id);
  if (before && before.sentAt > time) return {};
  const now = ports.clock();
  const share: HeldShare = {
    ...{
      kind: 'share',
      contact: from.id,
      set,
      index,
      needed,
      share: bytes,
      hashes,
      sentAt: time,
      cameAt: now,
      saidAt: now,
    },
    ...{ identity: own.list.identity, updatedAt: now },
  };
  return {
    records: await ports.shares.put(share),
    put: await sayPuts(ports, own, from, { set, said: { is: 'held' } }),
  };
}

interface Said {
  readonly set: Id;
  readonly said: ShareSaid;
}

/** Something about a share on its way to a contact; nothing where the same is on its way already. */
async function sayPuts(
  { rows, clock }: MessengerPorts,
  own: OwnDevice,
  to: HeldContact,
  { set, said }: Said,
): Promise<readonly RowPut[]> {
  const name = `share ${to.id} ${set} ${said.is}`;
  if ((await readOutbox(rows)).some((one) => one.name === name)) return [];
  const row: OutboxRow = {
    ...{ state: 'waiting', to: to.id, draft: { kind: 'share', set, said }, origin: '', reached: [] },
    ...{ conversation: conversationOf(own.account, to.contact.account), time: clock() },
  };
  return [outboxPut({ name, row })];
}

/**
 * Shares on their way to the people that they are for, and who they are, in one transaction: from here on they lie only in what is on
 * its way, and go with it.
 */
export async function sendShares(ports: MessengerPorts, trustees: Trustees, said: readonly ShareSaid[]): Promise<void> {
  const own = await ports.own();
  const put: RowPut[] = [];
  for (const [at, { id }] of trustees.people.entries()) {
    const to = await ports.contacts.read(id);
    const one = said[at];
    if (to && one) put.push(...(await sayPuts(ports, own, to, { set: trustees.set, said: one })));
  }
  await ports.rows.write({ put, records: await ports.shares.putTrustees(trustees) });
}

/** Says something of a set to one contact. */
export async function sayOfShare(ports: MessengerPorts, contact: Id, said: Said): Promise<void> {
  const to = await ports.contacts.read(contact);
  if (!to) return;
  const put = await sayPuts(ports, await ports.own(), to, said);
  if (put.length > 0) await ports.rows.write({ put });
}

/**
 * Owners are told, without anybody being asked: twice a year that their share is still here; and at once that a browser of this account
 * was taken out or lost since (its identity is another then), for it may have been read there.
 */
export async function tellOwners(ports: MessengerPorts): Promise<void> {
  const own = await ports.own();
  const now = ports.clock();
  for (const share of await ports.shares.all()) {
    const isChanged = !equal(share.identity, own.list.identity);
    const isDue = now - (share.saidAt ?? 0) >= SAID_EVERY;
    const to = isChanged || isDue ? await ports.contacts.read(share.contact) : undefined;
    if (!to) continue;
    const said: ShareSaid = { is: isChanged ? 'changed' : 'held' };
    const next = { ...share, saidAt: now, identity: own.list.identity, updatedAt: now };
    await ports.rows.write({
      put: await sayPuts(ports, own, to, { set: share.set, said }),
      records: await ports.shares.put(next),
    });
  }
}
