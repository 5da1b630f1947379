import { equal, wipe } from '../../crypto/index.ts';
import { listHash } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import { wipeKeyring } from '../../keys/index.ts';
import { headOf, openManifest } from '../../records/index.ts';
import type { VaultDatabase, VaultHeader } from '../../records/index.ts';
import type { Pulled } from '../../sync/index.ts';
import { readCertificate, readDeviceList } from '../../wire/index.ts';
import type { Summarize, VaultState, VouchedState } from '../state/index.ts';
import { LinkedStateError, NotConnectedError } from '../state/index.ts';
import type { PulledVault } from './join.ts';
import { verifyPulledVault, wipePulledVault } from './join.ts';
import type { OpenedState } from './pulled-state.ts';
import { openByMasterKey } from './pulled-state.ts';
import type { VerifiedHead } from './verify-commits.ts';
import { followCommits, listOf } from './verify-commits.ts';

/** The state followed last, as this device vouches for it towards a new browser (protocol 6.3). Throws NotConnectedError. */
export async function vouch({ header, masterKey, device }: VaultState): Promise<VouchedState> {
  const synced = header.sync?.synced;
  const list = synced && readDeviceList(synced.list).value;
  const certificate = list?.devices.find((encoded) => readCertificate(encoded).value.device === device);
  if (!synced || !list || !certificate) throw new NotConnectedError();
  const { account } = header;
  const { generation, head, parent } = synced;
  const { sequence, time } = await openManifest(masterKey, { account, generation }, parent, synced.manifest);
  return { head, sequence, generation, time, version: list.version, list: listHash(synced.list), certificate };
}

/** What a store tells a browser that another one lets in: everything, and, where it moved since, what came after `head`. */
export interface PulledLinked {
  readonly pulled: Pulled;
  readonly since?: Pulled;
}

/**
 * The same as `openPulledVault`, by the master key that was handed over (it becomes this function's to wipe) and only where
 * head and device list are those that the other browser vouched for, or validly go on from them (protocol 6.3). Throws
 * LinkedStateError beside the rest.
 */
export async function openLinkedVault(
  account: Id,
  told: PulledLinked,
  by: { readonly masterKey: Bytes; readonly vouched: VouchedState },
  parts: { readonly summarize: Summarize; readonly database: VaultDatabase },
): Promise<PulledVault> {
  const opened = await openHanded(account, told.pulled, by);
  const found = await verifyPulledVault(account, told.pulled, opened, parts.summarize, parts.database).catch(
    (error: unknown) => {
      wipe(opened.masterKey);
      wipeKeyring(opened.keyring);
      throw error;
    },
  );
  try {
    await checkVouched(found.followed, opened, told, by.vouched);
    return found;
  } catch (error) {
    wipePulledVault(found);
    throw error;
  }
}

/** A keyring that this master key doesn't open is of another state: rotated meanwhile, or a store's invention. */
async function openHanded(
  account: Id,
  { state, since }: Pulled,
  { masterKey, vouched }: { readonly masterKey: Bytes; readonly vouched: VouchedState },
): Promise<OpenedState> {
  if (!state || since !== undefined) {
    wipe(masterKey);
    throw new LinkedStateError();
  }
  return openByMasterKey(account, state, { masterKey, generation: vouched.generation }).catch((cause: unknown) => {
    wipe(masterKey);
    throw new LinkedStateError({ cause });
  });
}

async function checkVouched(
  followed: VerifiedHead,
  opened: OpenedState,
  { pulled, since }: PulledLinked,
  vouched: VouchedState,
): Promise<void> {
  const { account } = followed.list.checked;
  const list = await listOf(account, pulled.lists, vouched.list);
  const certificates = list ? readDeviceList(list.encoded).value.devices : [];
  const isListed = certificates.some((encoded) => equal(encoded, vouched.certificate));
  if (!list || !isListed || followed.list.checked.version < list.checked.version) throw new LinkedStateError();
  if (equal(followed.synced.head, vouched.head)) return;
  if (!since) throw new LinkedStateError();
  const { head, sequence, generation } = vouched;
  const reached = await followCommits({ account, head, sequence, generation, list, sent: [] }, opened, since);
  if (!equal(reached.synced.head, followed.synced.head)) throw new LinkedStateError();
}

/**
 * Whether what a store tells a browser that has followed it before goes as far as another browser vouches for: its head is among
 * those followed, or this browser had followed more already.
 */
export function reaches(header: VaultHeader, { manifests, sequence }: Pulled, vouched: VouchedState): boolean {
  const held = header.sync?.synced?.head;
  const heads = [...(held ? [held] : []), ...manifests.map(({ manifest }) => headOf(manifest))];
  return heads.some((head) => equal(head, vouched.head)) || sequence - manifests.length > vouched.sequence;
}
