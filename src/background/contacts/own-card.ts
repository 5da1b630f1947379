import { equal, randomBytes, wipe } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { fromBase64url, toBase64url, toId } from '../../encoding/index.ts';
import { armorCard, NoCardError, signCard } from '../../messaging/index.ts';
import { cardLink } from '../../typed/index.ts';
import type { OwnCard } from '../../rpc/index.ts';
import { OwnMailbox } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { Card } from '../../wire/index.ts';
import { readCard, readIdentityBody } from '../../wire/index.ts';
import type { ContactsParts } from './parts.ts';

/** The record of the card that was given out last. */
const cardName = 'card';

const TOKEN_BYTES = 16;
/** How many people may use one card, and for how long, in milliseconds: a year. The store takes no more of either. */
const USES = 50;
const LASTS = 365 * 86_400_000;
/** How long a card of one use invites, in milliseconds: seven days. */
const INVITES = 7 * 86_400_000;

interface KeptCard {
  readonly encoded: Bytes;
  readonly card: Card;
  readonly expiresAt: number;
}

/** As people are given it; null: there is none, or its time is over. */
export async function ownCard(vault: OpenVault, now: number): Promise<OwnCard | null> {
  const kept = await readKept(vault);
  return kept && kept.expiresAt > now ? shown(kept) : null;
}

/** Signed, encoded: what travels with a first message. Undefined: none was made. */
export async function encodedCard(vault: OpenVault): Promise<Bytes | undefined> {
  return (await readKept(vault))?.encoded;
}

/**
 * Another card under this name: the store takes its invitation first, so that nobody gets one that opens nothing; the former
 * one invites no more. Throws what the store throws; SignedOutError without one.
 */
export async function makeCard(parts: ContactsParts, name: string): Promise<OwnCard> {
  const { session, store, clock } = parts;
  const vault = await session.vault();
  // A version of the device list leaves for others only once the store has it.
  await store.round();
  const mailbox = new OwnMailbox(await store.client(), vault.device.id);
  const former = await readKept(vault);
  const token = randomBytes(TOKEN_BYTES);
  const expiresAt = clock() + LASTS;
  await mailbox.putToken({ kind: 'invitation', token: toId(token), uses: USES, expiresAt });
  const kept = await signedCard(vault, { name, token, serial: (former?.card.serial ?? 0) + 1, now: clock() });
  await keep(vault, { ...kept, expiresAt });
  // The store knows none of the one before, if the account has come to it since.
  if (former?.card.store === kept.card.store) await mailbox.revokeToken(toId(former.card.token), false);
  return shown({ ...kept, expiresAt });
}

/**
 * The same card by the present identity, where a removal brought another one, as nothing that the former one signs counts any more;
 * and of the present store, which has to know its invitation first. Throws what the store throws.
 */
export async function renewCard(parts: ContactsParts, vault: OpenVault): Promise<void> {
  const now = parts.clock();
  const kept = await readKept(vault);
  const { identity, store } = vault.devices.signed;
  if (!kept || (equal(kept.card.identity, identity) && kept.card.store === store)) return;
  const { name, token, serial } = kept.card;
  if (kept.card.store !== store && kept.expiresAt > now) {
    const client = await parts.store.client();
    // This browser has still to follow where the account went.
    if (client.origin !== store) return;
    const invitation = { token: toId(token), uses: USES, expiresAt: kept.expiresAt };
    await new OwnMailbox(client, vault.device.id).putToken({ kind: 'invitation', ...invitation });
  }
  await keep(vault, {
    ...(await signedCard(vault, { name, token, serial: serial + 1, now })),
    expiresAt: kept.expiresAt,
  });
  parts.store.nudge();
}

/** The card invites no more. Nobody who is a contact already is touched. */
export async function endCard(parts: ContactsParts): Promise<void> {
  const { session, store, clock } = parts;
  const vault = await session.vault();
  const kept = await readKept(vault);
  if (!kept) return;
  const mailbox = new OwnMailbox(await store.client(), vault.device.id);
  if (kept.card.store === vault.devices.signed.store) await mailbox.revokeToken(toId(kept.card.token), false);
  await keep(vault, { ...kept, expiresAt: clock() });
}

/** A card of one use for a text that goes to whoever answers it: the store knows its invitation before anybody has it. */
interface OneUseCard {
  readonly encoded: Bytes;
  readonly armored: string;
  readonly expiresAt: number;
}

/** Under the name of the own card; `lasts`: in milliseconds. Throws NoCardError without one, and what the store throws. */
export async function oneUseCard(parts: ContactsParts, vault: OpenVault, lasts = INVITES): Promise<OneUseCard> {
  const { store, clock } = parts;
  const kept = await readKept(vault);
  if (!kept) throw new NoCardError();
  await store.round();
  const token = randomBytes(TOKEN_BYTES);
  const expiresAt = clock() + lasts;
  const mailbox = new OwnMailbox(await store.client(), vault.device.id);
  await mailbox.putToken({ kind: 'invitation', token: toId(token), uses: 1, expiresAt });
  const { encoded } = await signedCard(vault, { name: kept.card.name, token, serial: kept.card.serial, now: clock() });
  return { encoded, armored: armorCard(encoded), expiresAt };
}

interface Wished {
  readonly name: string;
  readonly token: Bytes;
  readonly serial: number;
  readonly now: number;
}

/** Later ones of the own card have a higher serial, whatever list they name: those of one use have that of the own card. */
async function signedCard(vault: OpenVault, { name, token, serial, now }: Wished) {
  const { account, identity, version, hash, store } = vault.devices.signed;
  const card: Card = { account, identity, token, version, list: hash, serial, time: now, name, store };
  const seed = readIdentityBody('identity', (await vault.records.read(vault.records.namedId('identity'))).body).seed;
  const encoded = await signCard(seed, card).finally(() => wipe(seed));
  return { card, encoded };
}

function shown({ card, encoded, expiresAt }: KeptCard): OwnCard {
  const armored = armorCard(encoded);
  return { name: card.name, armored, link: cardLink(card.store, armored), expiresAt };
}

async function keep(vault: OpenVault, { encoded, expiresAt }: KeptCard): Promise<void> {
  const id = vault.records.namedId(cardName);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  await vault.records.save({
    id,
    domain: 'contacts',
    body: { card: toBase64url(encoded), expiresAt },
    ...base,
  });
}

/** Undefined, too, for one that can't be read: then another one is made. */
async function readKept({ records }: OpenVault): Promise<KeptCard | undefined> {
  const id = records.namedId(cardName);
  if (!records.has(id)) return undefined;
  const { body } = await records.read(id);
  const { card, expiresAt } = (body ?? {}) as { readonly card?: unknown; readonly expiresAt?: unknown };
  if (typeof card !== 'string' || typeof expiresAt !== 'number') return undefined;
  const encoded = fromBase64url(card);
  return { encoded, card: readCard(encoded).value, expiresAt };
}
