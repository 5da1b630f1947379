import type { Id } from '../../encoding/index.ts';
import { fromBase64url, toBase64url, toId } from '../../encoding/index.ts';
import type { HeldContact } from '../../messaging/index.ts';
import {
  asCompared,
  asDiffering,
  comparedList,
  ComparisonError,
  followContact,
  judgeComparison,
  safetyNumber,
  writeComparison,
} from '../../messaging/index.ts';
import type { Comparison, Handlers } from '../../rpc/index.ts';
import { comparisonCode, writtenComparison } from '../../typed/index.ts';
import type { OpenVault } from '../../vault/index.ts';
import { OtherComparisonError } from './errors.ts';
import type { ContactsParts } from './parts.ts';
import { heldContact, saveContact } from './people.ts';
import { contactStores } from './stores.ts';

/** Answers what people do to see whether somebody stands between them. */
export function comparisonHandlers(
  parts: ContactsParts,
): Handlers<'contacts.comparison' | 'contacts.compared' | 'contacts.scanned'> {
  const { session, clock, tell } = parts;
  const save = async (vault: OpenVault, held: HeldContact, isSame: boolean): Promise<void> => {
    const { contact } = held;
    const decided = isSame
      ? await asCompared(contact, await comparedList(contact), clock())
      : asDiffering(contact, clock());
    await saveContact(vault, held, decided);
    tell({ type: 'contacts' });
  };
  return {
    'contacts.comparison': async ({ id }) => {
      const vault = await session.vault();
      return comparisonOf(vault, await refreshed(parts, vault, id));
    },
    'contacts.compared': async ({ id, digits, isSame }) => {
      const vault = await session.vault();
      const held = await heldContact(vault, id);
      if ((await comparisonOf(vault, held)).digits !== digits) throw new ComparisonError();
      await save(vault, held, isSame);
      return {};
    },
    'contacts.scanned': async ({ id, code }) => {
      const vault = await session.vault();
      const held = await refreshed(parts, vault, id);
      const other = await comparedList(held.contact);
      const judged = judgeComparison(fromBase64url(comparisonCode(code)), vault.devices.signed, other);
      if (judged === 'other-people') throw new OtherComparisonError();
      if (judged === 'stale') throw new ComparisonError();
      await save(vault, held, judged === 'same');
      return { isSame: judged === 'same' };
    },
  };
}

async function comparisonOf(vault: OpenVault, { contact }: HeldContact): Promise<Comparison> {
  const [own, other] = [vault.devices.signed, await comparedList(contact)];
  return {
    digits: safetyNumber(own, other),
    code: writtenComparison(toBase64url(writeComparison(own, other))),
  };
}

/** The contact after both lists were fetched, as their stores serve them now. */
export async function refreshed(parts: ContactsParts, vault: OpenVault, id: Id): Promise<HeldContact> {
  const { store, clock, tell } = parts;
  await store.round();
  const held = await heldContact(vault, id);
  const { account, followed, token } = held.contact;
  const holding = { store: followed.store, account, token: toId(token.value) };
  const lists = await contactStores(store).lists(holding, followed.version);
  const contact = await followContact(held.contact, lists, clock());
  if (contact === held.contact) return held;
  await saveContact(vault, held, contact);
  tell({ type: 'contacts' });
  return heldContact(vault, id);
}
