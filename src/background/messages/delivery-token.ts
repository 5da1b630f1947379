import { newId } from '../../crypto/index.ts';
import type { Id } from '../../encoding/index.ts';
import { OwnMailbox } from '../../sync/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import type { ContactsParts } from '../contacts/index.ts';
import { heldContacts } from '../contacts/index.ts';

/** The record of the account's delivery token. */
const recordName = 'delivery-token';

interface KeptToken {
  readonly token: Id;
  /** When it was made, in milliseconds since 1970. */
  readonly madeAt: number;
}

/**
 * What contacts' deposits are taken for (protocol 8.1): made when somebody is first told, and another one after a device was removed or
 * somebody blocked, who all knew it. First the store gets it: nobody is told a token that it doesn't know.
 */
export async function deliveryToken(parts: Pick<ContactsParts, 'store' | 'clock'>, vault: OpenVault): Promise<Id> {
  const kept = await readToken(vault);
  const known = await knownSince(vault);
  if (kept && kept.madeAt >= known) return kept.token;
  const made: KeptToken = { token: newId(), madeAt: Math.max(parts.clock(), known) };
  await putToken(parts, vault, made.token);
  const id = vault.records.namedId(recordName);
  const base = vault.records.has(id) ? { base: (await vault.records.read(id)).revision } : {};
  await vault.records.save({ id, domain: 'contacts', body: made, ...base });
  parts.store.nudge();
  return made.token;
}

/** Two browsers may have made one each: the one that is kept is the one that the store has to have. */
export async function settleToken(parts: Pick<ContactsParts, 'store' | 'clock'>, vault: OpenVault): Promise<void> {
  if (await readToken(vault)) await putToken(parts, vault, await deliveryToken(parts, vault));
}

async function putToken({ store }: Pick<ContactsParts, 'store'>, vault: OpenVault, token: Id): Promise<void> {
  await new OwnMailbox(await store.client(), vault.device.id).putToken({ kind: 'delivery', token });
}

/** When the last of those who knew it went. */
async function knownSince(vault: OpenVault): Promise<number> {
  const blocked = (await heldContacts(vault)).map(({ contact }) => contact.blockedAt ?? 0);
  return Math.max(0, ...blocked, ...vault.devices.signed.removed.map(({ time }) => time));
}

async function readToken({ records }: OpenVault): Promise<KeptToken | undefined> {
  const id = records.namedId(recordName);
  if (!records.has(id)) return undefined;
  const { body } = await records.read(id);
  const { token, madeAt } = (body ?? {}) as { readonly token?: unknown; readonly madeAt?: unknown };
  return typeof token === 'string' && typeof madeAt === 'number' ? { token, madeAt } : undefined;
}
