import { bareRecords } from '../page/bare-records.ts';
import { median, medians } from '../page/measure.ts';
import type { Row } from '../table.ts';
import { Account } from './account.ts';
import { rotationRows } from './rotation.ts';

const RECORDS = 10_000;

/** Getting in at a new browser: each way to sign in, and everything that a store has, from the socket to the last sum. */
export async function entryRows(port: number): Promise<Row[]> {
  const account = await Account.signUp(`http://localhost:${port}`, RECORDS);
  const client = await account.byPhrase();
  const ways = await medians({ phrase: () => account.byPhrase(), passkey: () => account.byPasskey() }, 15, 3);
  const password = await median(() => account.byPassword(), 7, 2);
  const pull = async (): Promise<void> => {
    const items = await account.join(client);
    if (items !== RECORDS) throw new Error(`${items} items came`);
  };
  const whole = await medians({ ours: pull, limit: await bareRecords(RECORDS) }, 5, 2);
  return [
    { work: 'Sign-in at a store by phrase, both sides', unit: 'ms', ours: ways.phrase },
    { work: 'The same by passkey', unit: 'ms', ours: ways.passkey },
    { work: 'The same by password (OPAQUE; stretching is the first row) and backup code', unit: 'ms', ours: password },
    {
      work: `New browser: ${RECORDS} records pulled, opened and verified`,
      unit: 'ms',
      ours: whole.ours,
      limit: { what: 'bare WebCrypto, same two layers, batches of 256, nothing fetched', figure: whole.limit },
    },
    ...(await rotationRows(account, RECORDS)),
  ];
}
