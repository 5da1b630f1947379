import type { Bytes } from '../../encoding/index.ts';
import { LatchkeyError } from '../../encoding/index.ts';
import type { EnvelopeContents, InboxRow, PairRow, SetUpFields } from '../../wire/index.ts';
import { findDevice } from '../../devices/index.ts';
import type { Sender } from '../contacts/index.ts';
import { isIdentityOf, isOfContact, listOf, readSender, SenderError, stateOf } from '../contacts/index.ts';
import { locate } from '../session/index.ts';
import { withReceived } from './chains.ts';
import { effectsOf, readOwnBody, tellIfAble } from './effects.ts';
import { overdue } from './inbox-bounds.ts';
import type { Held } from './keep.ts';
import { inboxPut, pairPut, readInbox, readPair, readPeer, removalOf } from './keep.ts';
import { openInvitation } from './invitations.ts';
import { followHint } from './lists.ts';
import type { Opened } from './open.ts';
import { openMessage, peek } from './open.ts';
import { openOwn } from './own-envelope.ts';
import type { Change, HeldContact, Letter, MailboxPort, MessengerPorts, OwnDevice } from './ports.ts';
import { sessionOf, wipePairs } from './sessions.ts';

/** What an envelope came to: a change with its row in it, or the row alone. */
interface Judged {
  readonly row: InboxRow;
  readonly change?: Change;
}

/**
 * Receives (protocol 8.6): what the own store has is followed first; then everything in the mailbox, one transaction an envelope;
 * then the store is told. Answers how many were opened. Throws what stopped it: what was opened until then is kept.
 */
export async function receiveAll(ports: MessengerPorts): Promise<{ readonly came: number }> {
  await ports.followed();
  const own = await ports.own();
  let came = await againUnjudged(ports, own);
  // As long as they are listed: what is for them lies there, and goes with them.
  for (const { device } of own.former) {
    if (findDevice(own.list, device)) came += await emptied(ports, own, await ports.mailbox(device));
  }
  came += await emptied(ports, own, await ports.mailbox());
  return { came };
}

/** Everything in a mailbox. */
async function emptied(ports: MessengerPorts, own: OwnDevice, mailbox: MailboxPort): Promise<number> {
  let came = 0;
  for (;;) {
    const { mail, more } = await mailbox.mail();
    const at = ports.clock();
    const inbox = new Set((await readInbox(ports.rows)).map(({ name }) => name));
    for (const letter of mail) {
      // Its acknowledgement was lost.
      if (inbox.has(letter.id)) continue;
      if (await take(ports, own, { name: letter.id }, { at, envelope: letter.envelope })) came += 1;
    }
    await acknowledge(ports, mailbox, mail);
    if (!more) return came;
  }
}

async function againUnjudged(ports: MessengerPorts, own: OwnDevice): Promise<number> {
  let came = 0;
  for (const { row, ...place } of await readInbox(ports.rows)) {
    if (row.state === 'unjudged' && (await take(ports, own, place, row))) came += 1;
  }
  return came;
}

/** The store forgets what lies here; what is done with goes here, too. */
async function acknowledge(ports: MessengerPorts, mailbox: MailboxPort, mail: readonly Letter[]): Promise<void> {
  const inbox = await readInbox(ports.rows);
  const done = inbox.filter(({ row }) => row.state === 'opened');
  const ids = [...new Set([...mail.map(({ id }) => id), ...done.map(({ name }) => name)])];
  for (let at = 0; at < ids.length; at += 50) await mailbox.acknowledge(ids.slice(at, at + 50));
  const remove = [...done, ...overdue(inbox, ports.clock())].flatMap((held) => removalOf('inbox', held));
  if (remove.length > 0) await ports.rows.write({ remove });
}

/** An envelope, and when it came. */
interface Came {
  readonly at: number;
  readonly envelope: Bytes;
}

/** One envelope, in one transaction. Whether it was opened. */
async function take(
  ports: MessengerPorts,
  own: OwnDevice,
  place: Omit<Held<unknown>, 'row'>,
  came: Came,
): Promise<boolean> {
  const isAgain = place.version !== undefined;
  const { row, change = {} } = await judge(ports, own, came, isAgain);
  // As unjudged as before, and as old.
  if (isAgain && row.state === 'unjudged') return false;
  const { put = [], ...rest } = change;
  await ports.rows.write({ ...rest, put: [...put, inboxPut({ ...place, row })] });
  return row.state === 'opened';
}

async function judge(ports: MessengerPorts, own: OwnDevice, { at, envelope }: Came, isAgain: boolean): Promise<Judged> {
  const unopened: Judged = { row: { state: 'unopened', at, envelope } };
  const opened = await openOwn(own, envelope);
  if (!opened) return unopened;
  const { contents, as } = opened;
  const { head, setUp } = contents;
  const from = head.account;
  // A device writes nothing to itself.
  if (from === own.account && head.device === own.certificate.device) return unopened;
  const people = await ports.contacts.ofAccount(from);
  const sender = setUp && (await readSender(head, setUp).catch(asNobody));
  const others: string[] = [];
  // Several may go by one account id: none of them keeps what is another one's.
  for (const person of nearestFirst(people, head.version)) {
    const judged = await judgeFrom(ports, own, person, { at, contents, as, sender, isAgain });
    if (typeof judged === 'object') return judged;
    if (judged) others.push(judged);
  }
  if (others.includes('unjudged')) return { row: { state: 'unjudged', at, from, envelope } };
  // Who says they are us is nobody who asks to be let in.
  if (from === own.account) return { ...unopened, ...(await failed(ports, own, people, contents)) };
  if (setUp && sender && !people.some(({ contact }) => isSameSender(contact, sender)))
    return requestOf(ports, as, sender, { ...contents, setUp }, { at, envelope });
  if (others.includes('blocked')) return { row: { state: 'opened', at } };
  return { ...unopened, ...(await failed(ports, as, people, contents)) };
}

/** Somebody unknown: nothing is fetched for it, and nobody is told (protocol 8.1). */
async function requestOf(
  ports: MessengerPorts,
  own: OwnDevice,
  sender: Sender,
  contents: EnvelopeContents & { readonly setUp: SetUpFields },
  { at, envelope }: Came,
): Promise<Judged> {
  const plaintext = await peek(ports, own, sender, contents);
  const body = plaintext && readOwnBody(own, plaintext, sender.card.account);
  const invitation = body?.kind === 'card' ? await openInvitation(ports, body.conversation) : undefined;
  const answers = body && invitation ? { invitation: body.conversation } : {};
  const { card } = contents.setUp;
  return { row: { state: 'request', at, from: sender.card.account, card, envelope, ...answers } };
}

function asNobody(error: unknown): undefined {
  if (!(error instanceof SenderError)) throw error;
}

/** Whose list nothing has to be fetched of come first: no store that is down holds up what is somebody else's. */
function nearestFirst(people: readonly HeldContact[], version: number): readonly HeldContact[] {
  const isBehind = ({ contact }: HeldContact): boolean => version > contact.followed.version;
  return [...people.filter((one) => !isBehind(one)), ...people.filter(isBehind)];
}

function isSameSender(contact: HeldContact['contact'], { card }: Sender): boolean {
  return isOfContact(contact, card) || isIdentityOf(contact, card.identity);
}

interface Judging {
  readonly at: number;
  readonly contents: EnvelopeContents;
  /** Which device of ours it is for. */
  readonly as: OwnDevice;
  /** Who begins a session, by what came along. */
  readonly sender: Sender | undefined;
  /** Own and other lists were looked at since it came. */
  readonly isAgain: boolean;
}

/** Undefined: not of this contact. */
async function judgeFrom(
  ports: MessengerPorts,
  own: OwnDevice,
  met: HeldContact,
  { at, contents, as, sender, isAgain }: Judging,
): Promise<Judged | 'unjudged' | 'blocked' | undefined> {
  if (stateOf(met.contact) === 'blocked') return 'blocked';
  const { device, version } = contents.head;
  const place = await readPair(ports.rows, as.certificate.device, met.id, device);
  // What neither goes on nor begins anything is nobody's: nothing is fetched or kept for it.
  if (!sender && !isOfSession(place.row, contents)) {
    wipePairs(place.row);
    return undefined;
  }
  let opened: Opened | 'unjudged' | undefined;
  try {
    const held = await upToDate(ports, own, met, { version, at });
    if (!held || stateOf(held.contact) === 'closed') return 'unjudged';
    // A device that was taken out speaks for nobody any more.
    if (!findDevice(await listOf(held.contact), device)) return undefined;
    opened = await openMessage(ports, { own: as, held, pair: place.row, sender }, contents);
    if (opened === 'unjudged') return isAgain ? undefined : opened;
    return (
      opened && {
        row: { state: 'opened', at },
        change: await changeOf(
          ports,
          own,
          { ...held, device },
          { place, opened, at, isFirst: contents.setUp !== undefined },
        ),
      }
    );
  } finally {
    wipePairs(place.row, ...(typeof opened === 'object' ? [opened.pair] : []));
  }
}

interface Opening {
  readonly place: Held<PairRow>;
  readonly opened: Opened;
  readonly at: number;
  /** What begins a session came along. */
  readonly isFirst: boolean;
}

/** What a message that was opened changes: its body's effects, the sessions, a pre-key that has served. */
async function changeOf(
  ports: MessengerPorts,
  own: OwnDevice,
  from: Parameters<typeof effectsOf>[2],
  { place, opened, at, isFirst }: Opening,
): Promise<Change> {
  const body = readOwnBody(own, opened.plaintext, from.contact.account);
  const effects = body ? await effectsOf(ports, own, from, body) : {};
  // Who was taken in by their card still writes by our invitation, which is good for a few envelopes only.
  const isOwn = from.contact.account === own.account;
  const told = body?.kind === 'key' && isFirst && !isOwn ? await tellIfAble(ports, own, from) : {};
  const row = body ? withReceived(opened.pair, body, at) : opened.pair;
  return {
    ...effects,
    put: [...(effects.put ?? []), ...(told.put ?? []), pairPut({ ...place, row })],
    remove: [...(effects.remove ?? []), ...(opened.used ? removalOf('prekeys', opened.used) : [])],
  };
}

function isOfSession({ sessions }: PairRow, { message }: EnvelopeContents): boolean {
  return sessions.some((one) => locate(sessionOf(one), message) !== undefined);
}

/**
 * The contact with the list that a sender claims, or with one that was fetched since the envelope came: it was at their store before.
 * Undefined: it can't be fetched now.
 */
async function upToDate(
  ports: MessengerPorts,
  own: OwnDevice,
  met: HeldContact,
  { version, at }: { readonly version: number; readonly at: number },
): Promise<HeldContact | undefined> {
  if (version <= met.contact.followed.version) return met;
  const { row } = await readPeer(ports.rows, own.certificate.device, met.id);
  if (row.fetchedAt !== undefined && row.fetchedAt >= at) return met;
  return followHint(ports, met).catch((error: unknown) => {
    if (!(error instanceof LatchkeyError)) throw error;
    return undefined;
  });
}

/** One more that opened nothing, of a device that contacts have. */
async function failed(
  ports: MessengerPorts,
  own: OwnDevice,
  people: readonly HeldContact[],
  { head }: EnvelopeContents,
): Promise<Pick<Judged, 'change'>> {
  const put = [];
  for (const person of people) {
    if (!findDevice(await listOf(person.contact), head.device)) continue;
    const pair = await readPair(ports.rows, own.certificate.device, person.id, head.device);
    if (pair.row.sessions.length === 0) continue;
    put.push(pairPut({ ...pair, row: { ...pair.row, failed: pair.row.failed + 1 } }));
    wipePairs(pair.row);
  }
  return put.length > 0 ? { change: { put } } : {};
}
