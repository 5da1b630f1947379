import type { Bytes, Id } from '../../encoding/index.ts';
import { associate, fromId, toBase64url, toUtf8, u64 } from '../../encoding/index.ts';
import type { Access, EscrowBox, EscrowPut, RecoveriesAnswer } from '../../wire/index.ts';
import type { StoreClient } from '../client/index.ts';

/** A new escrow, as far as a store has to know it. */
interface StoredEscrow {
  readonly slot: Id;
  /** Public half of the Ed25519 key from KDF(s, "slot/sign"). */
  readonly signKey: Bytes;
  /** The store's OPRF key: sent once. */
  readonly key: Bytes;
  readonly box: EscrowBox;
}

/** What proves its address: the answer to `recoveryAddress`, and the code that was mailed. */
interface Proof {
  readonly ticket: string;
  readonly code: string;
  /** What a recovery is to take beside the mailed code. */
  readonly second?: EscrowPut['second'];
}

/** An escrow in the access of the commit that brings its slot. */
export function accessOfEscrow(
  { slot, signKey, key, box }: StoredEscrow,
  { ticket, code, second }: Proof,
): Pick<Access, 'escrow'> {
  return {
    escrow: {
      slot,
      signKey: toBase64url(signKey),
      key: toBase64url(key),
      salt: toBase64url(box.salt),
      questions: [...box.questions],
      box: toBase64url(box.box),
      ticket,
      code,
      ...(second ? { second } : {}),
    },
  };
}

/** New trustees, as far as a store has to know them. */
interface StoredTrustees {
  readonly slot: Id;
  /** Public half of the Ed25519 key from KDF(s, "slot/sign"). */
  readonly signKey: Bytes;
}

/** Trustees in the access of the commit that brings their slot. `proof` of an address; absent: the one that the account has there. */
export function accessOfTrustees({ slot, signKey }: StoredTrustees, proof?: Proof): Pick<Access, 'trustees'> {
  return { trustees: { slot, signKey: toBase64url(signKey), ...(proof ? { proof } : {}) } };
}

/** A new organisation, as far as a store has to know it. */
interface StoredOrganisation extends StoredTrustees {
  /** The slot secret, sealed to the organisation. */
  readonly seal: Bytes;
}

/** An organisation in the access of the commit that brings its slot; `proof` as of trustees. */
export function accessOfOrganisation(stored: StoredOrganisation, proof?: Proof): Pick<Access, 'organisation'> {
  const { trustees } = accessOfTrustees(stored, proof);
  return trustees ? { organisation: { ...trustees, seal: toBase64url(stored.seal) } } : {};
}

/** Whether the store has no address yet that a way back could be asked for by: the first of them proves one. */
export function needsAddress({ escrow, trustees, organisation }: RecoveriesAnswer): boolean {
  return [escrow, trustees, organisation].every((one) => one === null);
}

interface Veto {
  readonly account: Id;
  readonly recovery: Id;
  readonly device: Id;
  /** By the device's signing key, which takes an unlocked vault: ask for a fresh unlock before. */
  readonly sign: (message: Bytes) => Promise<Bytes>;
}

/** Stops a recovery of the own account. Throws RefusedError `not-found`, `author-refused`. */
export async function vetoRecovery(client: StoreClient, { account, recovery, device, sign }: Veto): Promise<void> {
  const time = client.storeTime();
  const message = associate('recovery/veto', {
    origin: toUtf8(client.origin),
    account: fromId(account),
    recovery: fromId(recovery),
    device: fromId(device),
    time: u64(time),
  });
  const signature = toBase64url(await sign(message));
  await client.ask('recoveryVeto', { recovery, device, time, signature });
}
