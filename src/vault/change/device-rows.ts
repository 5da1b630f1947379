import { agreementKeyPair } from '../../crypto/index.ts';
import type { Bytes } from '../../encoding/index.ts';
import { readCertificate, readDeviceList } from '../../wire/index.ts';
import type { OwnDevice, RowsFacet, VaultHost, VaultState } from '../state/index.ts';
import { damagedRows, listDeviceRows, readDeviceRow, sealRows, UnknownDeviceError } from '../state/index.ts';
import { draftWrite } from './write.ts';

/** The rows of this device. */
export function rowsFacet(host: VaultHost): RowsFacet {
  const { parts } = host;
  return {
    read: (table, name) => host.turn((state) => readDeviceRow(parts.database, state, table, name)),
    list: (table) => host.turn((state) => listDeviceRows(parts.database, state, table)),
    damaged: (table) => host.turn(async (state) => (await damagedRows(parts.database, state, table)).length),
    dropDamaged: (table) =>
      host.turn(async (before) => {
        const remove = await damagedRows(parts.database, before, table);
        if (remove.length > 0) await host.commit(() => Promise.resolve({ rows: { put: [], remove } }));
      }),
    own: () => host.turn(ownDevice),
    write: (rows, { records, owed } = {}) =>
      host.turn(() =>
        host.commit(async (state) => ({
          ...(records && (await draftWrite(parts, state, records))),
          ...(owed ? { owed } : {}),
          rows: await sealRows(state, rows),
        })),
      ),
  };
}

async function ownDevice({ header, device, list, secrets }: VaultState): Promise<OwnDevice> {
  const encoded = readDeviceList(list.encoded).value.devices.find(
    (one) => readCertificate(one).value.device === device,
  );
  if (!encoded) throw new UnknownDeviceError();
  const pairsOf = async ({ agreement, mailbox }: { readonly agreement: Bytes; readonly mailbox: Bytes }) => ({
    agreement: await agreementKeyPair(agreement.slice()),
    mailbox: await agreementKeyPair(mailbox.slice()),
  });
  const all = await Promise.all(
    (secrets.others ?? []).map(async (keys) => ({ of: keys.device, ...(await pairsOf(keys)) })),
  );
  return {
    account: header.account,
    list: list.checked,
    encodedList: list.encoded,
    certificate: readCertificate(encoded).value,
    encodedCertificate: encoded,
    ...(await pairsOf(secrets)),
    others: all.filter(({ of }) => of === undefined),
    former: all.flatMap(({ of, ...keys }) => (of === undefined ? [] : [{ device: of, ...keys }])),
  };
}
