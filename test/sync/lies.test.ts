import { describe, expect, test } from 'vitest';
import { newId } from '../../src/crypto/index.ts';
import { fromBase64url, toBase64url } from '../../src/encoding/index.ts';
import type { Holding, StoreClient } from '../../src/sync/index.ts';
import {
  ContactClient,
  OwnMailbox,
  finishPasskey,
  finishPassword,
  provePassword,
  pullAll,
  registerPassword,
  signInByKey,
  startPasskey,
} from '../../src/sync/index.ts';
import type { Lie } from '../hostile-store/index.ts';
import { HostileStore, answerLies, keyLies, logLies, relayLies } from '../hostile-store/index.ts';
import { testRecord } from '../server/support/device.ts';
import { testEnvelope, testPreKey } from '../server/support/mail.ts';
import type { Person } from '../server/support/person.ts';
import { inProcess } from '../support/in-process.ts';
import { refusal } from '../support/refusal.ts';
import { holdStore } from './support/app.ts';
import { cheapStretch } from './support/parts.ts';
import { push, somebody } from './support/person.ts';

/** Somebody's browser, whose store may say anything from now on. */
async function world() {
  const store = await holdStore();
  const hostile = new HostileStore(inProcess(store.app));
  const client = await store.newClient({ fetch: hostile.fetch });
  const person = await somebody(client);
  await push(client, person, { put: [testRecord(), testRecord()] });
  const since = toBase64url(person.head);
  await push(client, person, { put: [testRecord()] });
  await client.vault();
  const contacts = new ContactClient({ fetch: hostile.fetch });
  const token = newId();
  const own = new OwnMailbox(client, person.device.id);
  await own.putToken({ kind: 'delivery', token });
  await own.putPreKeys({
    signed: await testPreKey(person.device, 'signed'),
    kem: await testPreKey(person.device, 'kem'),
  });
  const holding = { store: store.origin, account: person.account, token };
  return { store, hostile, client, person, since, others: { contacts, holding } };
}

type World = Awaited<ReturnType<typeof world>>;
/** Others' store, asked by a token alone, through the same liar. */
interface Contacts {
  readonly contacts: ContactClient;
  readonly holding: Holding;
}
type Deed = (client: StoreClient, person: Person, since: string, others: Contacts) => Promise<unknown>;

/** Whatever a browser does at a store. */
const deeds: Record<string, Deed> = {
  identify: (client) => client.identify(),
  sessions: (client) => client.ask('sessions'),
  access: (client) => client.ask('access'),
  vault: (client) => client.vault(),
  everything: (client) => pullAll(client, undefined),
  since: (client, _, since) => pullAll(client, since),
  commit: async (client, person) => {
    const { source } = await person.device.commit(person.head);
    return client.commit({ commit: source });
  },
  phrase: (client, person) => signInByKey(client, person.phrase.privateKey),
  passkey: async (client, person) => {
    const start = await startPasskey(client);
    return finishPasskey(client, start, person.authenticator.answer(fromBase64url(start.challenge)));
  },
  registration: (client) => registerPassword(client, cheapStretch, 'another'),
  mailbox: (client, person) => new OwnMailbox(client, person.device.id).mail(),
  acknowledge: (client, person) => new OwnMailbox(client, person.device.id).acknowledge([newId()]),
  preKeys: async (client, { device }) =>
    new OwnMailbox(client, device.id).putPreKeys({ signed: await testPreKey(device, 'signed') }),
  token: (client, person) =>
    new OwnMailbox(client, person.device.id).putToken({
      kind: 'invitation',
      token: newId(),
      uses: 1,
      expiresAt: Date.now(),
    }),
  bundles: (_client, _person, _since, { contacts, holding }) => contacts.bundles(holding, 1),
  lists: (_client, _person, _since, { contacts, holding }) => contacts.lists(holding, 1),
  deposit: (_client, { device }, _since, { contacts, holding }) =>
    contacts.deposit({ ...holding, device: device.id, deposit: newId(), envelope: testEnvelope() }),
  password: async (client, person) => {
    const proof = await provePassword(client, cheapStretch, person);
    return proof && finishPassword(client, proof, { kind: 'backup', code: person.codes[0] ?? '' });
  },
};

/** Those that change nothing at the store. */
const readings = ['vault', 'everything', 'since'];

async function outcome(
  lie: Lie,
  { hostile, client, person, since, others }: World,
  among = Object.keys(deeds),
): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, deed] of Object.entries(deeds)) {
    if (!among.includes(name)) continue;
    hostile.tell(lie);
    const came = await refusal(deed(client, person, since, others));
    if (hostile.lied > 0) found[name] = came;
  }
  return found;
}

/** What every deed that meets the lie comes to. */
const codes: Readonly<Record<string, string>> = {
  'the origin of another store': 'wrong-origin',
  'a store of another format': 'store-version',
  'a store of format 0': 'store-version',
  'another RP ID': 'store-version',
  "a nonce of its own in a passkey's or phrase's sign-in": 'signin-refused',
  "a nonce of its own in a password's sign-in": 'signin-refused',
  'a flipped bit in OPAQUE': 'null',
  'conflict without end': 'conflict',
  'a commit taken and denied': 'unavailable',
  'a captive portal': 'not-a-store',
  'a redirect': 'not-a-store',
  'a gateway that finds nobody': 'unreachable',
  'wait for ever': 'too-many-requests',
  'no format': 'not-a-store',
  'format 999': 'store-version',
  'format 0': 'store-version',
  // Whoever knows the vault's account and its commit finds out: the exchange, and the background.
  "another account's session": 'taken',
  'a commit acknowledged under another head': 'taken',
  'a commit acknowledged under another number': 'taken',
  'a commit acknowledged and thrown away': 'taken',
};

describe('a store that lies', () => {
  test.each([...answerLies, ...relayLies])('by $name', async (lie) => {
    const came = await outcome(lie, await world());
    const expected = codes[lie.name] ?? 'store-answer';
    expect(Object.keys(came)).not.toEqual([]);
    expect(new Set(Object.values(came))).toEqual(new Set([expected]));
  });

  test('about the vault is told so by its errors, or by the keys', async () => {
    const shared = await world();
    const told = ['taken', 'null', 'store-answer', 'head-unknown', 'signin-refused', 'malformed'];
    for (const lie of [...logLies, ...keyLies]) {
      for (const came of Object.values(await outcome(lie, shared, readings))) expect(told, lie.name).toContain(came);
    }
  });
});
