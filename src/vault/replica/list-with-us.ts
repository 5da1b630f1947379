import type { HeldList } from '../../devices/index.ts';
import { enlist, findDevice, wipeSeeds } from '../../devices/index.ts';
import type { Bytes, Id } from '../../encoding/index.ts';
import type { DomainKeys } from '../../keys/index.ts';
import type { StoredRecord } from '../../records/index.ts';
import { namedRecordId, openRecord } from '../../records/index.ts';
import type { Certificate } from '../../wire/index.ts';
import { readCertificate, readDeviceList, readIdentityBody } from '../../wire/index.ts';
import type { Core } from '../state/index.ts';
import { DeviceRemovedError, ForgedError } from '../state/index.ts';
import { orForged } from './forged.ts';
import type { Rows } from './record-sum.ts';
import type { Held, VerifiedHead } from './verify-commits.ts';

interface Here {
  readonly database: Rows;
  readonly here: Pick<Core, 'header' | 'device'>;
  readonly held: Held;
  readonly followed: VerifiedHead;
  readonly keys: DomainKeys;
  /** Records that the change about to be made writes. */
  readonly put: readonly StoredRecord[];
}

/** The followed list, extended by this device where it is new. Throws DeviceRemovedError where it was taken out. */
export async function listWithUs({ database, here, held, followed, keys, put }: Here, now: number): Promise<HeldList> {
  const { header, device } = here;
  // Whoever comes back as another device needs no place for the one it was.
  if (findDevice(followed.list.checked, device) || held.device === undefined) return followed.list;
  const certificate = certificateIn(header.list, device);
  const wasListed = held.list && findDevice(held.list.checked, device);
  if (wasListed || !certificate) {
    const removal = followed.list.checked.removed.find((one) => one.device === device);
    throw new DeviceRemovedError(removal?.reason);
  }
  const seedOf = async (kind: 'identity' | 'list-key'): Promise<Bytes> => {
    const id = namedRecordId(followed.keyring, kind);
    return readSeed(keys, held.account, kind, put.find((entry) => entry.id === id) ?? (await database.readRecord(id)));
  };
  const seeds = { identity: await seedOf('identity'), list: await seedOf('list-key') };
  return enlist(followed.list, seeds, certificate, now).finally(() => wipeSeeds(seeds));
}

function certificateIn(list: Bytes, device: Id): Certificate | undefined {
  const certificates = readDeviceList(list).value.devices.map((encoded) => readCertificate(encoded).value);
  return certificates.find((certificate) => certificate.device === device);
}

/** The private half of a key of the list, from its record. */
async function readSeed(
  keys: DomainKeys,
  account: Id,
  kind: 'identity' | 'list-key',
  row: StoredRecord | undefined,
): Promise<Bytes> {
  if (!row) throw new ForgedError('devices');
  const { id, revision, blob } = row;
  const { body } = await orForged('devices', () => openRecord(keys, { account, id, revision }, blob));
  return readIdentityBody(kind, body).seed;
}
