import { agreementKeyPair, equal, kdf, newId, open, randomBytes, seal, signingKeyPair, wipe } from '../crypto/index.ts';
import type { Bytes, Id } from '../encoding/index.ts';
import { associate, fromId, u32 } from '../encoding/index.ts';
import type { Certificate, DeviceSecrets, DeviceSlot } from '../wire/index.ts';
import {
  readDeviceSecrets,
  readSealedDeviceSecrets,
  writeDeviceSecrets,
  writeSealedDeviceSecrets,
} from '../wire/index.ts';

const SALT_BYTES = 32;
const SECRET_BYTES = 32;

/** A fresh own slot: every rotation takes one, so that a copy of this profile from before opens nothing after it. */
export function newDeviceSlot(): DeviceSlot {
  return { id: newId(), secret: randomBytes(SECRET_BYTES) };
}

/** The secrets of a device that takes the place of another one, with that one's keys: what is under way to it is received still. */
export function withFormer(secrets: DeviceSecrets, former: DeviceSecrets, device: Id, now: number): DeviceSecrets {
  const { agreement, mailbox, signing, others = [] } = former;
  const own = { agreement, mailbox, at: now, device, signing };
  return { ...secrets, others: [own, ...others.map((keys) => ({ device, ...keys }))] };
}

/** Every slot that may be this device's in the newest state. */
export function ownSlots({ slot, pending = [] }: DeviceSecrets): readonly DeviceSlot[] {
  return [slot, ...pending];
}

/** How long keys stay that others took the place of, in milliseconds: envelopes for them may be under way (protocol 8.2). */
const KEPT_FOR = 45 * 24 * 60 * 60_000;

/** The private halves to which envelopes for this device may be sealed, the newest first (X25519, 32 bytes each). */
export function ownMailboxKeys({ mailbox, others = [] }: DeviceSecrets): readonly Bytes[] {
  return [mailbox, ...others.filter(({ device }) => device === undefined).map((keys) => keys.mailbox)];
}

/** The same secrets with what of `next` is about to be sent: its outcome is not known, so both are kept. */
export function withPending(
  secrets: DeviceSecrets,
  { slot, agreement, mailbox }: DeviceSecrets,
  now: number,
): DeviceSecrets {
  const { pending = [], others = [] } = secrets;
  return {
    ...secrets,
    ...(slot === secrets.slot ? {} : { pending: [...pending, slot] }),
    ...(agreement === secrets.agreement ? {} : { others: [...others, { agreement, mailbox, at: now }] }),
  };
}

/** The same secrets with this slot and no other. */
export function withSlot(secrets: DeviceSecrets, slot: DeviceSlot): DeviceSecrets {
  const next = { ...secrets, slot };
  delete next.pending;
  return next;
}

/** The same secrets with a fresh key of the device rows, which a copy of this profile from before doesn't have. */
export function withNewRowKey(secrets: DeviceSecrets): DeviceSecrets {
  return { ...secrets, rows: randomBytes(SECRET_BYTES) };
}

/**
 * The same secrets as a followed state has them: its slot of this device, and its keys where they are others by now. Nothing that
 * was sent before it is still to come.
 */
export async function settledSecrets(
  secrets: DeviceSecrets,
  present: readonly { readonly id: Id }[],
  certificate: Certificate | undefined,
  now: number,
): Promise<DeviceSecrets> {
  const own = secrets.pending?.find(({ id }) => present.some((slot) => slot.id === id));
  return withListedKeys(withSlot(secrets, own ?? secrets.slot), certificate, now);
}

async function withListedKeys(
  secrets: DeviceSecrets,
  certificate: Certificate | undefined,
  now: number,
): Promise<DeviceSecrets> {
  const { others = [], agreement, mailbox } = secrets;
  if (others.length === 0 || !certificate) return secrets;
  const listed = await firstOf(others, async (keys) => isPublicHalf(keys.agreement, certificate.agreement));
  const rest = others.filter((keys) => keys !== listed && now - keys.at < KEPT_FOR);
  if (!listed) return { ...secrets, others: rest };
  const next = { agreement: listed.agreement, mailbox: listed.mailbox };
  return { ...secrets, ...next, others: [{ agreement, mailbox, at: now }, ...rest] };
}

async function firstOf<T>(list: readonly T[], isIt: (entry: T) => Promise<boolean>): Promise<T | undefined> {
  for (const entry of list) if (await isIt(entry)) return entry;
  return undefined;
}

async function isPublicHalf(privateKey: Bytes, publicKey: Bytes): Promise<boolean> {
  return equal((await agreementKeyPair(privateKey)).publicKey, publicKey);
}

/** What takes the place of this device's agreement and mailbox keys and of its slot, and what its certificate will say. */
export async function renewOwnKeys(
  secrets: DeviceSecrets,
  certificate: Certificate,
  now: number,
): Promise<{ secrets: DeviceSecrets; certificate: Certificate }> {
  const [agreement, mailbox] = await Promise.all([agreementKeyPair(), agreementKeyPair()]);
  const { others = [] } = secrets;
  return {
    secrets: {
      ...withSlot(secrets, newDeviceSlot()),
      agreement: agreement.privateKey,
      mailbox: mailbox.privateKey,
      others: [{ agreement: secrets.agreement, mailbox: secrets.mailbox, at: now }, ...others],
    },
    certificate: {
      ...certificate,
      agreement: agreement.publicKey,
      mailbox: mailbox.publicKey,
      createdAt: Math.max(now, certificate.createdAt + 1),
    },
  };
}

/** The keys of a new device, its own slot among them, and what its certificate will say. */
export async function newDevice(
  account: Id,
  now: number,
): Promise<{ secrets: DeviceSecrets; certificate: Certificate }> {
  const [signing, agreement, mailbox] = await Promise.all([signingKeyPair(), agreementKeyPair(), agreementKeyPair()]);
  return {
    secrets: {
      signing: signing.privateKey,
      agreement: agreement.privateKey,
      mailbox: mailbox.privateKey,
      rows: randomBytes(SECRET_BYTES),
      slot: newDeviceSlot(),
    },
    certificate: {
      account,
      device: newId(),
      signing: signing.publicKey,
      agreement: agreement.publicKey,
      mailbox: mailbox.publicKey,
      createdAt: now,
    },
  };
}

/** Whose secrets, and sealed under which generation's key: `deviceKey` is KDF(MK, "device") of that generation. */
export interface DevicePlace {
  readonly account: Id;
  readonly device: Id;
  readonly generation: number;
}

function bindingOf({ account, device, generation }: DevicePlace): Bytes {
  return associate('device/secrets', { account: fromId(account), device: fromId(device), generation: u32(generation) });
}

/** Seals device secrets under a key that only this browser's salt leads to (protocol 4). Encoded. */
export async function sealDeviceSecrets(deviceKey: Bytes, place: DevicePlace, secrets: DeviceSecrets): Promise<Bytes> {
  const salt = randomBytes(SALT_BYTES);
  const key = kdf(deviceKey, 'device/secrets', salt);
  const plaintext = writeDeviceSecrets(secrets);
  const sealed = await seal(key, plaintext, bindingOf(place));
  wipe(key, plaintext);
  return writeSealedDeviceSecrets({ device: place.device, generation: place.generation, salt, sealed });
}

/**
 * Opens them. `deviceKeyOf` answers the device key of a generation, past ones included, if the keyring has it.
 * Throws DecryptionError, MalformedError, FormatError; undefined where the generation is unknown.
 */
export async function openDeviceSecrets(
  encoded: Bytes,
  account: Id,
  deviceKeyOf: (generation: number) => Bytes | undefined,
): Promise<{ device: Id; generation: number; secrets: DeviceSecrets } | undefined> {
  const { device, generation, salt, sealed } = readSealedDeviceSecrets(encoded);
  const deviceKey = deviceKeyOf(generation);
  if (!deviceKey) return undefined;
  const key = kdf(deviceKey, 'device/secrets', salt);
  const plaintext = await open(key, sealed, bindingOf({ account, device, generation })).finally(() => wipe(key));
  try {
    return { device, generation, secrets: readDeviceSecrets(plaintext) };
  } finally {
    wipe(plaintext);
  }
}

export function wipeDeviceSecrets(secrets: DeviceSecrets): void {
  wipe(...allOf(secrets));
}

/** Wipes what is in `before` and no more in `after`: slots that a rotation replaced, keys of the device that it was. */
export function wipeDropped(before: DeviceSecrets, after: DeviceSecrets): void {
  const kept = new Set(allOf(after));
  wipe(...allOf(before).filter((secret) => !kept.has(secret)));
}

function allOf(secrets: DeviceSecrets): Bytes[] {
  const { signing, agreement, mailbox, rows, others = [] } = secrets;
  const former = others.flatMap((keys) => [keys.agreement, keys.mailbox, ...(keys.signing ? [keys.signing] : [])]);
  return [signing, agreement, mailbox, rows, ...former, ...ownSlots(secrets).map(({ secret }) => secret)];
}
