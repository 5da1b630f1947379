import { newId, wipe } from '../../crypto/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { bytes, LatchkeyError } from '../../encoding/index.ts';
import type { Body, Certificate, ChainLink, OutboxEnvelope, OutboxRow, PairRow, PeerRow } from '../../wire/index.ts';
import { readBundle, writeBody } from '../../wire/index.ts';
import { isIdentityOf, listOf, mayWriteTo } from '../contacts/index.ts';
import { lastOf, linkAfter, sealEnvelope } from '../envelope/index.ts';
import { BundleError, checkBundle } from '../prekeys/index.ts';
import type { CheckedBundle } from '../prekeys/index.ts';
import type { Held } from './keep.ts';
import { outboxPut, pairPut, peerPut, readOutbox, readPair, readPeer, removalOf } from './keep.ts';
import { holdingOf, isStale, keepServed, refresh, requireFewDevices, withFewDevices, withUse } from './lists.ts';
import type { HeldContact, MessengerPorts, OwnDevice } from './ports.ts';
import { needsSession, newSession, sendBy, wipePairs, withSession } from './sessions.ts';

/** None of their devices has left anything to begin a session with. `no-pre-keys` */
export class NoPreKeysError extends LatchkeyError {
  readonly code = 'no-pre-keys';

  constructor() {
    super('no device to begin a session with');
  }
}

type Waiting = Extract<OutboxRow, { state: 'waiting' }>;

/**
 * The second step of sending (protocol 8.6): sessions step for everything that waits, a transaction each, and the store is owed a
 * commit. What stands in the way of one is noted with it and keeps no other.
 */
export async function stepAll(ports: MessengerPorts): Promise<void> {
  const own = await ports.own();
  for (const held of await readOutbox(ports.rows)) {
    const waiting = waitingOf(held, own);
    if (!waiting) continue;
    await step(ports, own, waiting).catch((error: unknown) => note(ports, waiting, error));
  }
}

/** What was stepped as a device that this one is no longer is stepped again, as itself. */
function waitingOf({ row, ...place }: Held<OutboxRow>, { certificate }: OwnDevice): Held<Waiting> | undefined {
  if (row.state === 'waiting') return { ...place, row };
  if (row.state !== 'stepped' || row.by === certificate.device) return undefined;
  const { by: _by, envelopes: _envelopes, ...rest } = row;
  return { ...place, row: { ...rest, state: 'waiting' } };
}

/** Codes are shown; whatever has none is a fault of ours and goes on up. */
async function note({ rows }: MessengerPorts, { row, ...place }: Held<Waiting>, error: unknown): Promise<void> {
  if (!(error instanceof LatchkeyError)) throw error;
  if (row.problem === error.code) return;
  await rows.write({ put: [outboxPut({ ...place, row: { ...row, problem: error.code } })] });
}

async function step(ports: MessengerPorts, own: OwnDevice, waiting: Held<Waiting>): Promise<void> {
  const { row } = waiting;
  const met = await ports.contacts.read(row.to);
  // None of our other devices is left.
  const isAlone = met && isOwn(own, met) && own.list.devices.length === 1;
  if (!met || isAlone) {
    await ports.rows.write({ remove: removalOf('outbox', waiting) });
    return;
  }
  if (!mayWriteTo(met.contact)) return;
  const ready = await readied(ports, own, isOwn(own, met) ? met : await withFewDevices(ports, met), row.reached);
  // What was fetched may have closed them.
  if (!mayWriteTo(ready.held.contact)) return;
  await sendTo(ports, own, waiting, ready).finally(() => {
    wipeAll(ready.pairs);
  });
}

function isOwn({ account }: OwnDevice, { contact }: HeldContact): boolean {
  return contact.account === account;
}

/** Before a session steps, or a bundle is checked. Our own other devices are no stranger's work: as many as there are. */
function requireFew(own: OwnDevice, held: HeldContact): void {
  if (!isOwn(own, held)) requireFewDevices(held);
}

interface Pair {
  readonly device: Certificate;
  readonly pair: Held<PairRow>;
}

interface Ready {
  readonly held: HeldContact;
  readonly pairs: readonly Pair[];
  readonly bundles: ReadonlyMap<Id, CheckedBundle>;
  /** Why one of the bundles counts for nothing. */
  readonly refused?: BundleError | undefined;
}

/** The contact with a list that is not old, and what sessions begin with for those of its devices that have none. */
async function readied(
  ports: MessengerPorts,
  own: OwnDevice,
  met: HeldContact,
  reached: readonly Id[],
): Promise<Ready> {
  const { device } = own.certificate;
  const { peer, isNew } = await withUse(ports, met, device, await readPeer(ports.rows, device, met.id));
  const before = await pairsOf(ports, own, met, reached);
  // An invitation is good for deposits only once something was fetched with it.
  if (!isNew && !before.some(({ pair }) => needsSession(pair.row, ports.clock()))) {
    const held = isStale(peer, ports.clock()) ? await refresh(ports, met) : met;
    requireFew(own, held);
    if (held === met) return { held, pairs: before, bundles: new Map() };
    wipeAll(before);
    const pairs = await pairsOf(ports, own, held, reached);
    if (!pairs.some(({ pair }) => needsSession(pair.row, ports.clock()))) return { held, pairs, bundles: new Map() };
  }
  wipeAll(before);
  const answer = await ports.stores.bundles(holdingOf(met, peer), met.contact.followed.version);
  const held = await keepServed(ports, met, answer.lists);
  requireFew(own, held);
  // They have moved: what sessions begin with lies at their store of now.
  if (held.contact.followed.store !== met.contact.followed.store) return readied(ports, own, held, reached);
  const pairs = await pairsOf(ports, own, held, reached);
  const bundles = new Map<Id, CheckedBundle>();
  let refused: BundleError | undefined;
  for (const source of answer.bundles) {
    const bundle = readBundle(source);
    const listed = pairs.find((one) => one.device.device === bundle.signed.value.device)?.device;
    const checked = listed && (await checkBundle(listed, bundle, ports.clock()).catch(asRefused));
    // A device that has not been used for long keeps nothing from the others.
    if (checked instanceof BundleError) refused = checked;
    else if (checked) bundles.set(listed.device, checked);
  }
  return { held, pairs, bundles, refused };
}

function wipeAll(pairs: readonly { readonly pair: Held<PairRow> }[]): void {
  wipePairs(...pairs.map(({ pair }) => pair.row));
}

function asRefused(error: unknown): BundleError {
  if (!(error instanceof BundleError)) throw error;
  return error;
}

async function pairsOf(
  { rows }: MessengerPorts,
  own: OwnDevice,
  { id, contact }: HeldContact,
  reached: readonly Id[],
): Promise<readonly Pair[]> {
  const { devices } = await listOf(contact);
  const left = devices.filter(({ device }) => !reached.includes(device) && device !== own.certificate.device);
  return Promise.all(
    left.map(async (device) => ({ device, pair: await readPair(rows, own.certificate.device, id, device.device) })),
  );
}

async function sendTo(ports: MessengerPorts, own: OwnDevice, waiting: Held<Waiting>, ready: Ready): Promise<void> {
  const { held, refused } = ready;
  const { row } = waiting;
  const card = await ports.cards.card();
  const peer = await readPeer(ports.rows, own.certificate.device, held.id);
  const { body, link } = await bodyOf(ports, row, held, peer.row, card);
  const plaintext = writeBody(body);
  const sent = await stepEach(own, { card, held, now: ports.clock() }, ready, plaintext).finally(() => {
    wipe(plaintext);
  });
  if (sent.length === 0) throw refused ?? new NoPreKeysError();
  const { problem: _, ...rest } = row;
  const envelopes = sent.map(({ envelope }) => envelope);
  const stepped: OutboxRow = { ...rest, state: 'stepped', by: own.certificate.device, envelopes };
  const chains = peer.row.sent.filter(({ conversation }) => conversation !== link.conversation);
  await ports.rows.write({
    put: [
      ...sent.map(({ pair }) => pairPut(pair)),
      peerPut({ ...peer, row: { ...peer.row, sent: [...chains, link] } }),
      outboxPut({ ...waiting, row: stepped }),
    ],
    owed: true,
  });
  wipeAll(sent);
}

/** Who something goes to, with our card, and when. */
interface Addressee {
  readonly card: Uint8Array<ArrayBuffer>;
  readonly held: HeldContact;
  readonly now: number;
}

interface Stepped {
  readonly pair: Held<PairRow>;
  readonly envelope: OutboxEnvelope;
}

/** One envelope for each device that there is a session with, or that one can begin with. */
async function stepEach(
  own: OwnDevice,
  to: Addressee,
  { pairs, bundles }: Ready,
  plaintext: Uint8Array<ArrayBuffer>,
): Promise<readonly Stepped[]> {
  const sent: Stepped[] = [];
  for (const { device, pair } of pairs) {
    const begun = await begin({ own, ...to }, device, pair.row, bundles.get(device.device));
    if (!begun) continue;
    const { row, contents } = await sendBy(own, begun, plaintext);
    const envelope = await sealEnvelope(device, contents);
    sent.push({ pair: { ...pair, row }, envelope: { device: device.device, deposit: newId(), envelope } });
  }
  return sent;
}

/** The pair with a session to send by; undefined: that device left nothing to begin one with. */
async function begin(
  { own, card, held, now }: Addressee & { readonly own: OwnDevice },
  device: Certificate,
  row: PairRow,
  bundle: CheckedBundle | undefined,
): Promise<PairRow | undefined> {
  if (!needsSession(row, now)) return row;
  // Those that are there may still open something.
  if (!bundle) return row.sessions.length > 0 ? row : undefined;
  const { identity, version } = held.contact.followed;
  const session = await newSession({ own, card, identity, version }, device, bundle);
  const renewed = row.sessions.length > 0 ? { renewedAt: now } : {};
  return { ...withSession(row, undefined, session), failed: 0, ...renewed };
}

/** The body for all devices of one person, and the link of its chain (protocol 8.4). */
async function bodyOf(
  { cards, contacts }: MessengerPorts,
  { draft, conversation, time, origin, period }: Waiting,
  { contact }: HeldContact,
  peer: PeerRow,
  card: Uint8Array<ArrayBuffer>,
): Promise<{ readonly body: Body; readonly link: ChainLink }> {
  const { account, followed } = contact;
  const before = peer.sent.find((one) => one.conversation === conversation);
  const list = { version: followed.version, list: followed.hash };
  const common = {
    recipients: [{ account, identity: followed.identity, ...list }],
    conversation,
    ...linkAfter(before),
    time,
    ...(period === undefined ? {} : { period }),
    origin,
  };
  const said = async (): Promise<Body> => {
    if (draft.kind === 'card') return { kind: 'card', card, token: await cards.deliveryToken(), ...common };
    if (draft.kind !== 'key') return { ...draft, ...common };
    const { kind, key, identity, ciphertext, invitation } = draft;
    const invited = invitation ? { invitation } : {};
    // Its id goes by the identities that it was bound to.
    const recipients = await Promise.all(
      draft.recipients.map(async (one) => ({ ...one, ...(await listHeldOf(contacts, one)) })),
    );
    return { kind, key, identity, ciphertext, ...invited, ...common, recipients };
  };
  const body = await said();
  return { body, link: { conversation, ...lastOf(body) } };
}

/** The list of a text's recipient as it is held here; of who isn't a contact any more there is none, and version 1 says nothing. */
async function listHeldOf(
  contacts: MessengerPorts['contacts'],
  { account, identity }: { readonly account: Id; readonly identity: Bytes },
): Promise<{ readonly version: number; readonly list: Bytes }> {
  const held = (await contacts.ofAccount(account)).find(({ contact }) => isIdentityOf(contact, identity));
  const { version, hash } = held?.contact.followed ?? { version: 1, hash: bytes(32) };
  return { version, list: hash };
}
