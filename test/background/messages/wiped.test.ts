import { expect, it } from 'vitest';
import type { Bytes } from '../../../src/encoding/index.ts';
import { beginSession } from '../../../src/messaging/session/index.ts';
import { wipePairs } from '../../../src/messaging/conversations/sessions.ts';
import type { PairRow } from '../../../src/wire/index.ts';
import { newDevice, newPreKeys, shown } from '../../messaging/session/side.ts';
import type { Browser } from '../support/person.ts';
import { acquainted, allSent, isRead, seal, stoppedEach } from './support/two.ts';

/* What is read of rows with secrets, and what is written to them, stays no longer in memory than it is needed. */
const browsers = stoppedEach();
const secret = ['sessions', 'prekeys'];
const isWiped = (bytes: Bytes): boolean => bytes.every((byte) => byte === 0);

/** Every body of a row with secrets that this browser reads or writes from now on. */
async function bodies({ parts }: Browser): Promise<Bytes[]> {
  const seen: Bytes[] = [];
  const { rows } = await parts.session.vault();
  const before = { ...rows };
  type Rows = typeof before;
  Object.assign(rows, {
    read: async (...said: Parameters<Rows['read']>) => {
      const row = await before.read(...said);
      if (row && secret.includes(said[0])) seen.push(row.body);
      return row;
    },
    list: async (...said: Parameters<Rows['list']>) => {
      const all = await before.list(...said);
      if (secret.includes(said[0])) seen.push(...all.map(({ body }) => body));
      return all;
    },
    write: (...said: Parameters<Rows['write']>) => {
      seen.push(...said[0].put.flatMap(({ table, body }) => (secret.includes(table) ? [body] : [])));
      return before.write(...said);
    },
  });
  return seen;
}

it('rows with secrets are wiped once they were read or written, and sessions go on', async () => {
  const { alice, bob, toBob, toAlice } = await acquainted();
  browsers.push(alice, bob);
  const [hers, his] = [await bodies(alice), await bodies(bob)];
  for (const text of ['one', 'two']) {
    await isRead(bob, await seal(alice, toBob, text), text);
    await isRead(alice, await seal(bob, toAlice, `${text} back`), `${text} back`);
  }
  await allSent(alice, toBob);
  await allSent(bob, toAlice);
  for (const seen of [hers, his]) {
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.filter((body) => !isWiped(body))).toEqual([]);
  }
});

it('what is read of a session is wiped with its pair', async () => {
  const [one, other] = [await newDevice(), await newDevice()];
  const keys = shown(await newPreKeys(other));
  const { session } = await beginSession({ ...one, privateKey: one.keys.privateKey }, other, keys);
  const row: PairRow = { sessions: [{ session: { ...session, skipped: [] } }], failed: 0, received: [] };
  const { root, own, sending, nextSending, nextReceiving } = session;
  const secrets = [root, own.agreement.privateKey, own.kem.seed, nextSending, nextReceiving];
  if (sending) secrets.push(sending.key, sending.header);
  expect(secrets).toHaveLength(7);
  expect(secrets.filter(isWiped)).toEqual([]);
  wipePairs(row);
  expect(secrets.filter((one) => !isWiped(one))).toEqual([]);
});
