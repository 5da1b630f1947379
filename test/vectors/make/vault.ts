import { bytes, toBase64url, toId } from '../../../src/encoding/index.ts';
import { newPasskeyWay, newPasswordWay, VaultKeeper } from '../../../src/vault/index.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { quickStretch } from '../../support/quick-stretch.ts';

/** Bytes stand as `{bytes}`, in base64url. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return { bytes: toBase64url(value.slice()) };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

/** A vault that was written on, and whose password was changed twice. */
export async function vault(): Promise<object> {
  const store = new MemoryDatabase();
  const keeper = new VaultKeeper(
    store,
    () => 1_000,
    (domain, body) => (domain === 'notes' ? { title: (body as { title?: unknown }).title } : null),
  );
  const [password, prf] = ['correct horse', bytes(32).fill(9)];
  const credential = { id: bytes(20).fill(7), publicKey: bytes(65).fill(4) };
  const passwordWay = (text: string) => newPasswordWay(text, 'Password', quickStretch);
  const first = await passwordWay('first');
  const open = await keeper.create([first, newPasskeyWay(prf.slice(), credential, 'Passkey')], 'This laptop');
  const old = open.domainKey('messages');
  const id = toId(bytes(16).fill(1));
  const settings = open.records.namedId('settings');
  await open.records.write({
    put: [
      { id, domain: 'notes', body: { title: 'Erste Notiz' } },
      { id: settings, domain: 'settings', body: { lockMessagesAfter: 5 } },
    ],
  });
  const wayOf = () => open.ways.list().find(({ kind }) => kind === 'password')?.id ?? '';
  await open.ways.replace(wayOf(), await passwordWay('second'));
  const edited = { title: 'Erste Notiz, bearbeitet', history: [{ value: 'Erste Notiz' }] };
  await open.records.save({ id, domain: 'notes', body: edited, base: 1 });
  await open.ways.replace(wayOf(), await passwordWay(password));
  const file = await open.backup.exportSealed('of the export', quickStretch);
  return {
    note: 'A vault of format 1 as it lies in the database, made when the format was fixed. Passwords are stretched by KDF(password, "test/stretch", salt) instead of Argon2id. It must open for ever.',
    password,
    prf: toBase64url(prf),
    account: open.account,
    generation: open.generation,
    sequence: open.sequence,
    settings,
    oldMessagesEpoch: old && toBase64url(old.epoch),
    oldMessagesKey: old && toBase64url(old.key),
    header: plain(store.header),
    records: plain([...store.records.values()]),
    snapshot: plain(store.snapshot),
    export: { password: 'of the export', file: toBase64url(file) },
  };
}
