import { wipe } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import type { HeldPreKey, PreKeyOwner } from '../prekeys/index.ts';
import { afterGiving, afterSending, duePreKeys, makePreKey, overPreKeys } from '../prekeys/index.ts';
import type { Held } from './keep.ts';
import { preKeyName, preKeyPut, readPreKeys, removalOf } from './keep.ts';
import type { MessengerPorts, PreKeyState } from './ports.ts';
import type { PreKeyRow } from '../../wire/index.ts';

/** One-time keys that one request brings at most. */
const AT_ONCE = 100;

/**
 * What others begin sessions with (protocol 8.2): made where the store has too few or a week is over, kept before they are sent, and
 * sent again until the store has them; former ones go when their time is over. Where private halves were lost, all of it is made anew.
 * Only after the mailbox was emptied. Throws what the store's client throws.
 */
export async function renewPreKeys(ports: MessengerPorts, stored: PreKeyState): Promise<void> {
  const { account, certificate } = await ports.own();
  const { device } = certificate;
  const { rows, clock } = ports;
  const before = await heldBy(ports, device);
  const lacks = stored.once > before.filter(({ row }) => row.kind === 'once').length;
  const anew = lacks || (await rows.damaged('prekeys')) > 0;
  const known: PreKeyState = anew ? { once: 0, wanted: AT_ONCE } : stored;
  await keep(ports, before, afterGiving(before, known, clock()));
  wipeHeld(before);
  await makeDue(ports, { account, device, sign: (message) => ports.sign(message) }, known);
  await sendUnsent(ports, device, anew);
  if (anew) await rows.dropDamaged('prekeys');
  const held = await heldBy(ports, device);
  const over = new Set(overPreKeys(held, clock()).map(({ id }) => id));
  wipeHeld(held);
  const remove = held.flatMap((one) => (over.has(one.id) ? removalOf('prekeys', one) : []));
  if (remove.length > 0) await rows.write({ remove });
}

type HeldRow = Held<PreKeyRow> & HeldPreKey;

/** What was read of private halves is of no use once it was looked through. */
function wipeHeld(held: readonly HeldRow[]): void {
  wipe(...held.map(({ row }) => row.secret));
}

async function heldBy({ rows }: MessengerPorts, device: Id): Promise<readonly HeldRow[]> {
  return (await readPreKeys(rows, device)).map((held) => ({ ...held, id: held.name.split(' ')[1] ?? '' }));
}

/** Rows that are others by now. */
async function keep({ rows }: MessengerPorts, held: readonly HeldRow[], next: readonly HeldPreKey[]): Promise<void> {
  const byId = new Map(held.map((one) => [one.id, one]));
  const put = next.flatMap(({ id, row }) => {
    const before = byId.get(id);
    return before ? [preKeyPut({ ...before, row })] : [];
  });
  if (put.length > 0) await rows.write({ put });
}

async function makeDue(ports: MessengerPorts, owner: PreKeyOwner, stored: PreKeyState): Promise<void> {
  const now = ports.clock();
  const held = await heldBy(ports, owner.device);
  const due = duePreKeys(held, stored, now);
  wipeHeld(held);
  const kinds = [
    ...(due.signed ? (['signed'] as const) : []),
    ...(due.kem ? (['kem'] as const) : []),
    ...Array.from({ length: due.once }, () => 'once' as const),
  ];
  const made = await Promise.all(kinds.map((kind) => makePreKey(owner, kind, now)));
  if (made.length === 0) return;
  await ports.rows.write({ put: made.map(({ id, row }) => preKeyPut({ name: preKeyName(owner.device, id), row })) });
  wipe(...made.map(({ row }) => row.secret));
}

async function sendUnsent(ports: MessengerPorts, device: Id, anew: boolean): Promise<void> {
  const held = await heldBy(ports, device);
  const unsent = held.filter(({ row }) => row.unsent);
  if (unsent.length === 0) return;
  const newest = (kind: PreKeyRow['kind']) =>
    unsent.filter(({ row }) => row.kind === kind).toSorted((one, other) => other.row.time - one.row.time)[0]?.row
      .unsent;
  const [signed, kem] = [newest('signed'), newest('kem')];
  const once = unsent.flatMap(({ row }) => (row.kind === 'once' && row.unsent ? [row.unsent] : []));
  const mailbox = await ports.mailbox();
  await mailbox.putPreKeys({
    ...(signed ? { signed } : {}),
    ...(kem ? { kem } : {}),
    ...(anew ? { anew } : {}),
    once: once.slice(0, AT_ONCE),
  });
  await keep(ports, held, afterSending(held, ports.clock()));
  wipeHeld(held);
}
