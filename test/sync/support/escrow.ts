import { kdf, newId, signingKeyPair } from '../../../src/crypto/index.ts';
import { makeEscrow } from '../../../src/recovery/index.ts';
import type { StoreClient } from '../../../src/sync/index.ts';
import { accessOfEscrow } from '../../../src/sync/index.ts';
import { emailAddress } from '../../../src/typed/index.ts';
import { testSlot } from '../../server/support/device.ts';
import { answers, letterTo, questions } from '../../server/support/recovery.ts';
import { quickStretch } from '../../support/quick-stretch.ts';
import { until } from '../../support/until.ts';
import { somebody } from './person.ts';

/** Somebody whose account has an escrow, set up by our own client. `mails`: what the store has sent. */
export async function escrowOwner(client: StoreClient, mails: () => readonly string[]) {
  const person = await somebody(client);
  const [account, slot, address] = [person.account, newId(), emailAddress(person.email)];
  const { ticket } = await client.ask('recoveryAddress', { address, language: 'de' });
  // A process prints its mail when it gets to it.
  const code = await until('the mailed code', () => [letterTo(mails(), address).code].find(Boolean));
  const { key, secret, box } = await makeEscrow({ account, slot }, questions, answers, quickStretch);
  const { publicKey: signKey } = await signingKeyPair(kdf(secret, 'slot/sign'));
  const access = accessOfEscrow({ slot, signKey, key, box }, { ticket, code });
  const ways = { password: true, passkey: true, phrase: true };
  const slots = [...person.encodedSlots(ways), testSlot('escrow', slot)];
  const { source } = await person.device.commit(person.head, { slots });
  await client.commit({ commit: source, access });
  return { client, person, account, slot, secret, address };
}
