import { toBase64url } from '../../encoding/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { LONGEST_PERIOD } from '../../wire/index.ts';
import type { ArchivedMessage, Body, KeyRow, OutboxRow } from '../../wire/index.ts';
import { messageName } from '../archive/index.ts';
import { isIdentityOf, mayWriteTo } from '../contacts/index.ts';
import { TextGoneError } from './errors.ts';
import type { Held } from './keep.ts';
import { keyPut, outboxPut, readKey, readKeys, readOutbox, removalOf } from './keep.ts';
import type { Change, HeldContact, MessengerPorts, RowPut, RowRemoval } from './ports.ts';

/** Texts of one contact whose taking back is remembered, at most: the oldest go first. */
const MOST_MARKS = 1_000;

type Gone = Extract<KeyRow, { state: 'gone' }>;
type Writer = Parameters<typeof messageName>[0];

/** When a text ends: by its writer's clock or by ours, whichever is earlier (protocol 8.8). Never more than 90 days from `now`. */
export function deadline(time: number, now: number, period: number): number {
  return Math.min(time, now) + Math.min(period, LONGEST_PERIOD);
}

/** What a text that ends by itself is kept as; one that has ended already never opens. A part of a change. */
export function expiringPut(name: string, message: ArchivedMessage, until: number, now: number): RowPut {
  const ended = goneRow(message.id, 'expiry', until, message.cameAt === undefined ? undefined : message.contact);
  return keyPut({ name, row: until <= now ? ended : { state: 'kept', until, message } });
}

function goneRow(id: Bytes, by: Gone['by'], at: number, from: Id | undefined): Gone {
  return { state: 'gone', id, by, at, until: at + LONGEST_PERIOD, ...(from === undefined ? {} : { from }) };
}

/** Whether a text of this writer was taken back or has ended, or is kept here already: its key is not taken again. */
export async function isSettled({ rows }: Pick<MessengerPorts, 'rows'>, writer: Writer, id: Bytes): Promise<boolean> {
  return (await readKey(rows, messageName(writer, id))) !== undefined;
}

/** The writer asks to forget a text: key and words go, and what comes of it later is not taken (protocol 8.8). A part of a change. */
export async function unsendCame(
  ports: MessengerPorts,
  writer: Writer,
  { id }: Pick<Extract<Body, { kind: 'unsend' }>, 'id'>,
  from: Id | undefined,
): Promise<Change> {
  const name = messageName(writer, id);
  const held = await readKey(ports.rows, name);
  if (held?.row.state === 'gone' && held.row.by === 'unsend') return {};
  const row = goneRow(id, 'unsend', ports.clock(), from);
  return {
    put: [keyPut({ name, row, ...(held?.version === undefined ? {} : { version: held.version }) })],
    remove: await marksTooMany(ports, from),
    dropped: await ports.archive.drop(writer, id),
  };
}

/** Nobody fills this device by taking back what never was. */
async function marksTooMany({ rows }: MessengerPorts, from: Id | undefined): Promise<readonly RowRemoval[]> {
  const marks = (await readKeys(rows)).filter(({ row }) => row.state === 'gone' && row.from === from);
  const oldest = marks.toSorted((one, other) => one.row.until - other.row.until);
  return oldest.slice(0, Math.max(0, marks.length - MOST_MARKS + 1)).flatMap((held) => removalOf('keys', held));
}

/** An own text, archived or kept until it ends. */
async function ownText(ports: MessengerPorts, id: Bytes): Promise<ArchivedMessage | undefined> {
  const archived = await ports.archive.own(id);
  if (archived) return archived;
  const { account } = await ports.own();
  const held = await readKey(ports.rows, messageName({ account, origin: '' }, id));
  return held?.row.state === 'kept' ? held.row.message : undefined;
}

/**
 * Takes back an own text, by a press of its writer: its key and words go here and in our other browsers, and everybody whom it went to
 * is asked to forget it. One transaction. Throws TextGoneError.
 */
export async function unsend(ports: MessengerPorts, id: Bytes): Promise<void> {
  const message = await ownText(ports, id);
  if (!message) throw new TextGoneError();
  const { account } = await ports.own();
  const writer = { account, origin: '' };
  const gone = await unsendCame(ports, writer, { id }, undefined);
  const leaving = await readOutbox(ports.rows);
  const of = leaving.filter(({ row }) => row.draft.kind === 'key' && toBase64url(row.draft.id) === toBase64url(id));
  const draft = { kind: 'unsend' as const, id };
  const told = [...(await peopleOf(ports, message)), ...(await ownDevices(ports))].map(({ id: to }) => {
    const { conversation } = message;
    const row: OutboxRow = {
      ...{ state: 'waiting', to, draft, origin: '', reached: [] },
      ...{ conversation, time: ports.clock() },
    };
    return outboxPut({ name: `unsend ${to} ${toBase64url(id)}`, row });
  });
  // What is sealed already leaves, for its place in the chain; the key is in it alone.
  const sealed = of.filter(({ row }) => row.state !== 'waiting').map((held) => outboxPut(withDraft(held, draft)));
  await ports.rows.write({
    put: [...(gone.put ?? []), ...told, ...sealed],
    remove: [
      ...(gone.remove ?? []),
      ...of.filter(({ row }) => row.state === 'waiting').flatMap((held) => removalOf('outbox', held)),
    ],
    dropped: gone.dropped ?? [],
  });
}

function withDraft(held: Held<OutboxRow>, draft: OutboxRow['draft']): Held<OutboxRow> {
  return { ...held, row: { ...held.row, draft } };
}

async function peopleOf(ports: MessengerPorts, { recipients }: ArchivedMessage): Promise<readonly HeldContact[]> {
  const all = await ports.contacts.all();
  return all.filter(
    ({ contact }) => mayWriteTo(contact) && recipients.some(({ identity }) => isIdentityOf(contact, identity)),
  );
}

/** The own account, where another device of it stands in its list; else nobody. */
export async function ownDevices(ports: MessengerPorts): Promise<readonly HeldContact[]> {
  const { list } = await ports.own();
  return list.devices.length > 1 ? [await ports.contacts.own()] : [];
}

/**
 * Deletes the keys of what has ended, and what was remembered for long enough; what was on its way of it goes, too. Answers when
 * something ends next, in milliseconds since 1970.
 */
export async function forgetDue(ports: Pick<MessengerPorts, 'rows' | 'clock'>): Promise<number | undefined> {
  const now = ports.clock();
  const keys = await readKeys(ports.rows);
  const due = keys.filter(({ row }) => row.until <= now);
  const ended = due.flatMap(({ row, ...place }) => {
    if (row.state === 'gone') return [];
    const { id, contact, cameAt } = row.message;
    return [keyPut({ ...place, row: goneRow(id, 'expiry', row.until, cameAt === undefined ? undefined : contact) })];
  });
  const forgotten = due.filter(({ row }) => row.state === 'gone').flatMap((held) => removalOf('keys', held));
  const late = (await readOutbox(ports.rows)).filter(
    ({ row }) => row.draft.kind === 'key' && row.period !== undefined && row.time + row.period <= now,
  );
  if (due.length + late.length > 0) {
    const remove = [...forgotten, ...late.flatMap((held) => removalOf('outbox', held))];
    await ports.rows.write({ put: ended, remove });
  }
  const next = keys.map(({ row }) => row.until).filter((until) => until > now);
  return next.length > 0 ? Math.min(...next) : undefined;
}
