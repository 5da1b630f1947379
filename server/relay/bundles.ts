import type { Bytes, Id } from '../../src/encoding/index.ts';
import type { ContactAnswer } from '../../src/wire/index.ts';
import { readCertificate, readDeviceList, writeBundle } from '../../src/wire/index.ts';
import type { Rate } from '../database/index.ts';
import { takeFrom } from '../database/index.ts';
import { Refusal } from '../http/index.ts';
import { versionsFrom } from './lists.ts';
import type { Parts } from './parts.ts';
import type { HandedKeys } from './pre-keys.ts';
import { handOut } from './pre-keys.ts';
import type { Held, Holding } from './tokens.ts';
import { finder, takeFetch } from './tokens.ts';

/**
 * One-time keys that go by one delivery token: many people hold it, who ask when a device is new; whoever would use the keys up
 * gets no more, and the sessions begun meanwhile are weaker until the first reply.
 */
const ONCE_RATE: Rate = { burst: 60, perHour: 12 };

/**
 * What sessions with the devices of an account begin with, and its device list from a version on. Throws Refusal `token-refused`,
 * `token-spent`.
 */
export async function bundlesFor(parts: Parts, holding: Holding, from: number, now: number): Promise<ContactAnswer> {
  const find = finder(parts, holding);
  const { handed, newest, ...lists } = await parts.database.write(async (db) => {
    const held = await find(db);
    const { account } = held.row;
    await takeFetch(db, held, now);
    const waits = held.row.kind === 'delivery' && (await takeFrom(db, bucketOf(held), ONCE_RATE, now)) !== undefined;
    const list = await db.mail.newestList(account);
    if (!list) throw new Refusal('token-refused');
    return {
      ...(await versionsFrom(db, account, from)),
      newest: list,
      // Of a device that is at another store by now, nobody begins with the keys that lie here.
      handed: (await db.hot.vault(account))?.moved ? [] : await handOut(db, account, !waits, now),
    };
  });
  return { lists: lists.lists, newest: newest.version, bundles: bundlesOf(newest.list, handed) };
}

/** A token's number names neither an account nor what the token is. */
function bucketOf({ row }: Held): Bytes {
  return new Uint8Array(Buffer.from(`once-keys:${row.number}`));
}

/** With the certificates as the newest list has them. */
function bundlesOf(list: Bytes, handed: readonly HandedKeys[]): Bytes[] {
  const certificates = new Map<Id, Bytes>(
    readDeviceList(list).value.devices.map((encoded) => [readCertificate(encoded).value.device, encoded]),
  );
  return handed.flatMap(({ device, signed, kem, once }) => {
    const certificate = certificates.get(device);
    return certificate ? [writeBundle({ certificate, signed, kem, once })] : [];
  });
}
