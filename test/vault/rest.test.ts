import { expect, test } from 'vitest';
import type { OpenVault } from '../../src/vault/index.ts';
import { newPasswordWay } from '../../src/vault/index.ts';
import { openCore } from '../../src/vault/state/core.ts';
import { newId } from '../../src/crypto/index.ts';
import type { Bytes } from '../../src/encoding/index.ts';
import { toBase64, toBase64url, toHex, toUtf8 } from '../../src/encoding/index.ts';
import { masterKeyFor } from '../../src/keys/index.ts';
import type { MemoryDatabase } from '../support/memory-database.ts';
import { quickStretch } from '../support/quick-stretch.ts';
import { newWorld, wayId } from '../support/vaults.ts';

/** Everything that is stored, as one text in which bytes stand as they are. */
function stored(store: MemoryDatabase): string {
  const parts: string[] = [];
  const walk = (value: unknown): void => {
    if (value instanceof Uint8Array) parts.push(Buffer.from(value).toString('latin1'));
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([key, inner]) => {
        parts.push(key);
        walk(inner);
      });
    else parts.push(String(value));
  };
  walk([store.vault, [...store.records.values()], store.snapshot]);
  return parts.join('\n');
}

/** The ways in which bytes could lie in a text. */
function forms(secret: Bytes): string[] {
  return [Buffer.from(secret).toString('latin1'), toHex(secret), toBase64url(secret), toBase64(secret).slice(0, 40)];
}

async function secretsOf(store: MemoryDatabase, vault: OpenVault): Promise<Bytes[]> {
  const { keyring, secrets, masterKey } = await openCore(store.vault, vault.masterKey);
  return [
    masterKey,
    ...(['keyring', 'manifest', 'set', 'snapshot', 'device'] as const).map((purpose) =>
      masterKeyFor(masterKey, purpose),
    ),
    ...Object.values(keyring.domains).flatMap((epochs) => epochs.map(({ key }) => key)),
    ...keyring.slots.map(({ psk }) => psk),
    keyring.archive,
    secrets.signing,
    secrets.agreement,
    secrets.mailbox,
    secrets.slot.secret,
  ];
}

test('at rest there is no key, no text, no name and no domain, also after a rotation', async () => {
  const { store, vault, ways } = await newWorld();
  const before = await secretsOf(store, vault);
  const id = newId();
  await vault.records.write({ put: [{ id, domain: 'notes', body: { title: 'CANARY title', text: 'CANARY text' } }] });
  await vault.ways.rename(wayId(vault, 'phrase'), 'CANARY name');
  await vault.ways.replace(wayId(vault, 'password'), await newPasswordWay('CANARY password', 'CANARY', quickStretch));
  await vault.records.save({ id, domain: 'notes', body: { title: 'CANARY again' }, base: 1 });
  const texts = ['CANARY', 'This laptop', 'notes', 'title', 'list-key', 'settings'].map(toUtf8);
  const secrets = [...before, ...(await secretsOf(store, vault)), ...Object.values(ways).map(({ secret }) => secret)];
  const rest = stored(store);
  for (const secret of [...secrets, ...texts]) for (const form of forms(secret)) expect(rest).not.toContain(form);
  // The search finds what is there: the account's name is.
  expect(rest).toContain(vault.account);
});
