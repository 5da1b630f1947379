import { LatchkeyError } from '../../encoding/index.ts';
import { mayWriteTo } from '../contacts/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import type { OutboxRow } from '../../wire/index.ts';
import { readDeviceList } from '../../wire/index.ts';
import type { Held } from './keep.ts';
import { outboxPut, readOutbox, readPeer, removalOf } from './keep.ts';
import { holdingOf, refresh } from './lists.ts';
import type { HeldContact, MessengerPorts } from './ports.ts';

type Released = Extract<OutboxRow, { state: 'released' }>;

/**
 * The third step of sending (protocol 8.6): the own store has taken a commit made since the sessions stepped, so no copy of this
 * profile has gone on from the same state, and what was stepped may leave. Throws what stopped the exchange.
 */
export async function releaseAll(ports: MessengerPorts): Promise<void> {
  const before = (await readOutbox(ports.rows)).filter(({ row }) => row.state === 'stepped');
  if (before.length === 0) return;
  await ports.settled();
  const { device } = (await ports.own()).certificate;
  const put = before.flatMap(({ row, ...place }) => {
    // Settling may have made another device of this one.
    if (row.state !== 'stepped' || row.by !== device) return [];
    const { by: _, ...rest } = row;
    return [outboxPut({ ...place, row: { ...rest, state: 'released' } })];
  });
  if (put.length > 0) await ports.rows.write({ put });
}

/** The names of rows whose envelopes may leave. */
export async function releasedIn({ rows }: Pick<MessengerPorts, 'rows'>): Promise<readonly string[]> {
  return (await readOutbox(rows)).filter(({ row }) => row.state === 'released').map(({ name }) => name);
}

/** The last step: the envelopes of a row are left for their devices, each once whatever answer is lost; then the row goes. */
export async function deliver(ports: MessengerPorts, name: string): Promise<void> {
  const held = await releasedRow(ports, name);
  if (!held) return;
  const to = await ports.contacts.read(held.row.to);
  if (!to) {
    await ports.rows.write({ remove: removalOf('outbox', held) });
    return;
  }
  // Blocked or closed since: it goes once that is decided otherwise.
  if (!mayWriteTo(to.contact)) return;
  const own = (await ports.own()).certificate.device;
  const holding = holdingOf(to, await readPeer(ports.rows, own, to.id));
  let [isGone, isMoved] = [false, false];
  const reached = [...held.row.reached];
  const left: Released['envelopes'] = [];
  let problem: string | undefined;
  for (const envelope of held.row.envelopes) {
    try {
      const answer = await ports.stores.deposit({ ...holding, ...envelope });
      // For nobody at this store, but still for that device at another one (protocol 6.1).
      const isElsewhere = answer.gone !== undefined && storeOf(answer.gone) !== to.contact.followed.store;
      isMoved ||= isElsewhere;
      isGone ||= answer.gone !== undefined && !isElsewhere;
      if (isElsewhere) left.push(envelope);
      else reached.push(envelope.device);
    } catch (error) {
      if (!(error instanceof LatchkeyError)) throw error;
      problem = error.code;
      left.push(envelope);
    }
  }
  const next = isGone || isMoved ? await afterDeviceGone(ports, to) : to;
  await conclude(ports, held, next, { left, reached, problem, isGone });
  // Their own chain says where they went: at once, as somebody waits for it.
  if (next.contact.followed.store !== to.contact.followed.store) await deliver(ports, name);
}

/** By the word of the store that was asked: whether it is so, their chain tells. */
function storeOf(list: Bytes): string {
  return readDeviceList(list).value.store;
}

async function releasedRow({ rows }: MessengerPorts, name: string): Promise<Held<Released> | undefined> {
  const held = (await readOutbox(rows)).find((one) => one.name === name);
  return held?.row.state === 'released' ? { ...held, row: held.row } : undefined;
}

/** Their newest list tells who took its place. What can't be fetched now is fetched another time. */
async function afterDeviceGone(ports: MessengerPorts, to: HeldContact): Promise<HeldContact> {
  return refresh(ports, to).catch((error: unknown) => {
    if (error instanceof LatchkeyError) return to;
    throw error;
  });
}

interface Outcome {
  readonly left: Released['envelopes'];
  readonly reached: Released['reached'];
  readonly problem: string | undefined;
  readonly isGone: boolean;
}

async function conclude(
  { rows }: MessengerPorts,
  held: Held<Released>,
  { contact }: HeldContact,
  { left, reached, problem, isGone }: Outcome,
): Promise<void> {
  const { problem: _, envelopes: __, ...rest } = held.row;
  const isNew = ({ device }: { readonly device: string }): boolean => !reached.includes(device);
  if (left.length > 0) {
    const row: OutboxRow = { ...rest, state: 'released', envelopes: left, reached, ...(problem ? { problem } : {}) };
    await rows.write({ put: [outboxPut({ ...held, row })] });
    return;
  }
  if (isGone && contact.followed.known.some(isNew)) {
    await rows.write({ put: [outboxPut({ ...held, row: { ...rest, state: 'waiting', reached } })] });
    return;
  }
  await rows.write({ remove: removalOf('outbox', held) });
}
